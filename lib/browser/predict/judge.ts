/** What the notebook's output says of the question, sealed in its data-lm-predict. */
export interface Spec {
  /** Its number in the course; a question of the reader's own has none. */
  readonly id?: string;
  readonly question: string;
  readonly answer: number | string;
  readonly unit?: string;
  readonly tolerance?: number;
  readonly choices?: readonly string[];
  readonly remarks?: Readonly<Record<string, string>>;
}

/** A number as a person writes it: ≈ 57,344, 12.5 %, 1/8 or 0,125. NaN when it is none. */
export function numberIn(text: string, unit: string): number {
  const match = /^[≈~]?\s*([-−+]?)([\d.,\s_]*\d\.?(?:e[-+]?\d+)?)(?:\s*\/\s*(\d+))?\s*(%?)/i.exec(
    text.trim(),
  );
  if (!match) return Number.NaN;
  const [, sign, written = "", below = "1", percent] = match;
  const digits = written.replace(/[\s_]/g, "");
  const decimalComma = /^0,\d+$|^\d+,(\d{1,2}|\d{4,})$/.test(digits); // 0,125 and 2,5, but not 57,344
  const size = Number(decimalComma ? digits.replace(",", ".") : digits.replaceAll(",", "")) / Number(below);
  return (sign && sign !== "+" ? -size : size) / (percent && unit !== "%" ? 100 : 1);
}

/** Whether a guess is the answer; nothing when only the reader can compare. */
export function isRight(
  guess: string,
  { answer, unit = "", tolerance = 0.02, choices }: Spec,
): boolean | undefined {
  if (choices) return guess === answer;
  if (typeof answer !== "number") return undefined;
  const x = numberIn(guess, unit);
  return x === answer || Math.abs(x - answer) <= tolerance * Math.abs(answer);
}

/** What is said about a guess; nothing when it should be a number and is none. */
export function judge(guess: string, spec: Spec): string | undefined {
  const { answer, unit = "", choices, remarks } = spec;
  const right = isRight(guess, spec);
  if (choices) return right ? "Right." : `Not quite. ${remarks?.[guess] ?? ""}`.trim();
  if (typeof answer !== "number") return "Compare with the answer.";
  const x = numberIn(guess, unit);
  if (Number.isNaN(x)) return undefined;
  if (right) return "Right.";
  const ratio = x / answer;
  if (!(ratio > 0) || !Number.isFinite(ratio)) return "Not quite.";
  const times = Math.max(ratio, 1 / ratio);
  if (times < 1.1) return "Very close.";
  const factor = times < 10 ? times.toFixed(1) : times < 1e6 ? Math.round(times) : times.toExponential(0);
  return `Too ${ratio > 1 ? "large" : "small"} by a factor of ${factor}.`;
}
