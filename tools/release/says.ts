/** What bytes say: as they stand, and as programs read them that take strings, entities and the like for what they mean. */

/** The text first, then its other readings. */
export function readingsOf(bytes: Uint8Array): string[] {
  const text = textOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return [
    text,
    ...stringsIn(text),
    ...reading(text, /\\[nrtux"'`\\]/, unescaped),
    ...reading(text, /%[0-9a-f]{2}/i, (it) =>
      it.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
        Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
      ),
    ),
    ...reading(text, /&(#\d+|#x[0-9a-f]+|\w+);/i, entities),
  ];
}

const reading = (text: string, where: RegExp, read: (text: string) => string): string[] =>
  where.test(text) ? [read(text)] : [];

/** UTF-8, or UTF-16 where every other byte is none. */
function textOf(bytes: Buffer): string {
  const zeros = (from: number) =>
    bytes.subarray(0, 400).filter((byte, k) => k % 2 === from && byte === 0).length;
  const half = Math.min(bytes.length, 400) / 2;
  if (half > 10 && zeros(1) > 0.8 * half) return bytes.toString("utf16le");
  if (half > 10 && zeros(0) > 0.8 * half)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

const unescaped = (text: string): string =>
  text
    .replaceAll(/\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})/gi, (_, long, short) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(long ?? short, 16))),
    )
    .replaceAll(/\\([nrt])/g, " ")
    .replaceAll(/\\(["'`\\])/g, "$1");

const named: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
const entities = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) =>
    name
      ? (named[name] ?? all)
      : String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : Number.parseInt(hex, 16))),
  );

/** Keys and strings of JSON, of the whole or line by line; lines of a notebook's cell are one string. */
function stringsIn(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return stringsOf(text);
  } catch {
    return text.split("\n").flatMap((line) => {
      try {
        return /^\s*[[{]/.test(line) ? stringsOf(line) : [];
      } catch {
        return [];
      }
    });
  }
}

function stringsOf(json: string): string[] {
  const found: string[] = [];
  JSON.parse(json, (key, value) => {
    found.push(key);
    if (typeof value === "string") found.push(value);
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) found.push(value.join(""));
    return value;
  });
  return found;
}
