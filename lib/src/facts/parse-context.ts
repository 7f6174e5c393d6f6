const units: Readonly<Record<string, (base: number) => number>> = {
  "": () => 1,
  k: (base) => base,
  m: (base) => base ** 2,
  thousand: () => 1e3,
  million: () => 1e6,
};

/**
 * The number of tokens that a label may mean: "131,072", "4K", "100k", "1.5M", "2 million".
 * Vendors use K both for 1000 and for 1024, so the reader has to choose; words are always decimal.
 * @param base what K stands for; M is its square
 * @throws RangeError when the label cannot be read, or does not give a whole number
 */
export function parseContext(label: string, base: 1000 | 1024): number {
  if (base !== 1000 && base !== 1024)
    throw new RangeError(`parseContext: base must be 1000 or 1024, not ${base}`);
  const parts = /^\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(k|m|thousand|million)?\s*(?:tokens)?\s*$/i.exec(
    label,
  );
  if (!parts)
    throw new RangeError(
      `parseContext: cannot read ${JSON.stringify(label)}; write it like "131,072", "4K" or "2 million"`,
    );
  const [, whole = "", decimals = "", unit = ""] = parts;
  const tokens = Number(whole.replaceAll(",", "") + decimals) * units[unit.toLowerCase()]!(base);
  if (Math.abs(tokens - Math.round(tokens)) > 1e-6)
    throw new RangeError(
      `parseContext: ${JSON.stringify(label)} is ${tokens} tokens in base ${base}, not a whole number`,
    );
  return Math.round(tokens);
}
