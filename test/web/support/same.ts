/**
 * Whether an output is the published one. Engines differ in the last digits of sin and exp: numbers may differ by so much
 * that nobody sees it, in pictures too; all else is equal to the letter.
 */
import { bundleText, joined, type Output } from "../../../tools/press/notebook/ipynb.ts";

const NUMBER = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi;
/** A hundredth of a pixel, where a coordinate is rounded to other digits. */
const COORDINATE = 0.0101;

/** What a reader sees of outputs, without scripts, each picture as its text. */
const seen = (outputs: readonly Output[]): string =>
  outputs
    .map((output) => {
      if (output.output_type === "stream") return `${output.name}: ${joined(output.text)}`;
      if (output.output_type === "error") return `error: ${output.ename}: ${output.evalue}`;
      const types = Object.keys(output.data).sort();
      return types.map((type) => `${type}: ${plain(bundleText(output.data[type]))}`).join("\n");
    })
    .join("\n");

const plain = (html: string): string =>
  html
    .replace(/<script\b[\s\S]*?<\/script\s*>/gi, "")
    .replace(/data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/g, (_, svg: string) =>
      Buffer.from(svg, "base64").toString("utf8"),
    );

/** The first place where they differ, with what stands there in both; undefined where they are the same. */
export function differs(published: readonly Output[], fresh: readonly Output[]): string | undefined {
  const [a, b] = [seen(published), seen(fresh)];
  if (a === b) return undefined;
  const [words, others] = [a.split(NUMBER), b.split(NUMBER)];
  const [numbers, theirs] = [a.match(NUMBER) ?? [], b.match(NUMBER) ?? []];
  const at = words.findIndex((word, k) => word !== others[k] || !near(numbers[k], theirs[k]));
  if (at < 0 && words.length === others.length) return undefined;
  const around = (list: readonly string[], digits: readonly string[]) =>
    `${(list[at] ?? "").slice(-60)}${digits[at] ?? ""}${(list[at + 1] ?? "").slice(0, 30)}`;
  return `published “${around(words, numbers)}”, here “${around(others, theirs)}”`;
}

function near(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  const [x, y] = [Number(one), Number(other)];
  const least = /\./.test(`${one}${other}`)
    ? Math.max(1e-12, Number.isInteger(x * 100) ? COORDINATE : 1e-12)
    : 0;
  return Math.abs(x - y) <= Math.max(1e-9 * Math.max(Math.abs(x), Math.abs(y)), least);
}
