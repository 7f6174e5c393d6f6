/** What a notebook's Node says in English, without the tables that Node has for it. */

interface Digits {
  readonly minimumFractionDigits?: number;
  readonly maximumFractionDigits?: number;
  readonly useGrouping?: boolean;
}

const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ",");

export function numberInEnglish(x: number, { useGrouping = true, ...digits }: Digits = {}): string {
  if (Number.isNaN(x)) return "NaN";
  const least = digits.minimumFractionDigits ?? 0;
  const most = digits.maximumFractionDigits ?? Math.max(3, least);
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "-∞";
  const [whole = "", part = ""] = Math.abs(x).toFixed(Math.min(100, most)).split(".");
  const kept = part.slice(0, least) + part.slice(least).replace(/0+$/, "");
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  const big = whole.includes("e") ? BigInt(Math.abs(x)).toString() : whole;
  return sign + (useGrouping ? grouped(big) : big) + (kept === "" ? "" : `.${kept}`);
}

export const bigintInEnglish = (x: bigint): string => (x < 0n ? "-" : "") + grouped(String(x < 0n ? -x : x));

export const dayInEnglish = (at: Date): string => `${at.getMonth() + 1}/${at.getDate()}/${at.getFullYear()}`;

export function timeInEnglish(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getHours() % 12 || 12}:${two(at.getMinutes())}:${two(at.getSeconds())} ${at.getHours() < 12 ? "AM" : "PM"}`;
}

/** Space, signs, digits, letters; a before A, and both before b. */
export function compareInEnglish(a: string, b: string): number {
  const [x, y] = [a.normalize("NFD"), b.normalize("NFD")];
  const plain = (text: string) => [...text.replace(/\p{M}/gu, "").toLowerCase()];
  const [p, q] = [plain(x), plain(y)];
  for (let i = 0; i < Math.min(p.length, q.length); i++)
    if (p[i] !== q[i]) {
      const [k, l] = [kind(p[i]!), kind(q[i]!)];
      return (k === l ? p[i]! < q[i]! : k < l) ? -1 : 1;
    }
  if (p.length !== q.length) return p.length < q.length ? -1 : 1;
  const accents = (text: string) => text.toLowerCase();
  if (accents(x) !== accents(y)) return accents(x) < accents(y) ? -1 : 1;
  if (x === y) return 0;
  // Small letters come first.
  const i = [...x].findIndex((char, at) => char !== [...y][at]);
  return [...x][i] === [...x][i]!.toLowerCase() ? -1 : 1;
}

const kind = (char: string): number =>
  /\s/.test(char) ? 0 : /\p{L}/u.test(char) ? 3 : /\p{N}/u.test(char) ? 2 : 1;
