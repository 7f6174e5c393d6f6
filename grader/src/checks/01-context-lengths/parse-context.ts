import fc from "fast-check";
import { parseContext as parse } from "long-attention/facts";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [label: string, base: 1000 | 1024];

const bases = fc.constantFrom<1000 | 1024>(1000, 1024);

const withCommas = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

const digits = fc
  .tuple(whole(1, 2_000_000), fc.boolean())
  .map(([n, commas]) => (commas ? withCommas(n) : String(n)));

/** A number and a unit; quarters of K and of M are whole in either base. */
const labelled = (units: readonly string[], gaps: readonly string[], decimals: readonly string[]) =>
  fc
    .tuple(whole(1, 1999), fc.constantFrom(...decimals), fc.constantFrom(...gaps), fc.constantFrom(...units))
    .map(([n, decimal, gap, unit]) => withCommas(n) + decimal + gap + unit);

const expect = (input: Input) => parse(...input);

export const parseContext: Exercise = {
  id: "01.1",
  name: "parseContext",
  title: "Reading a label",
  points: 3,
  difficulty: "E",
  params: ["label", "base"],
  checks: [
    matches<Input>({
      id: "digits",
      title: "reads plain numbers, with and without commas",
      examples: [
        ["131,072", 1000],
        ["4096", 1024],
        ["1,048,576", 1024],
      ],
      inputs: fc.tuple(digits, bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "letters",
      title: "lets K stand for the base and M for its square",
      weight: 2,
      examples: [
        ["4K", 1000],
        ["4K", 1024],
        ["1M", 1024],
        ["100k", 1000],
      ],
      inputs: fc.tuple(labelled(["K", "M"], [""], [""]), bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "words",
      title: "takes the words thousand and million as decimal in either base",
      examples: [
        ["2 million", 1000],
        ["2 million", 1024],
        ["200 thousand", 1024],
      ],
      inputs: fc.tuple(labelled(["thousand", "million"], [" "], [""]), bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-writing",
      title: "reads decimals, upper and lower case, with and without a space",
      visibility: "hidden",
      examples: [
        ["1.5M", 1000],
        ["1.5 m", 1024],
        ["32 K", 1024],
        ["10 Million", 1000],
      ],
      inputs: fc.tuple(labelled(["k", "K", "m", "M"], ["", " "], ["", ".5", ".25"]), bases),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "ignores-unit",
      misconception:
        "You read the number and drop its unit: a label with a K then counts a few tokens instead of thousands.",
      solution: (label: string) => parts(label).number,
    },
    {
      id: "always-1024",
      misconception:
        "You take every K for 1024. Some vendors mean 1000, so the reader chooses: use `base`, and its square for M.",
      solution: (label: string) => tokens(label, 1024),
    },
    {
      id: "always-1000",
      misconception:
        "You take every K for 1000. Some vendors mean 1024, so the reader chooses: use `base`, and its square for M.",
      solution: (label: string) => tokens(label, 1000),
    },
    {
      id: "stops-at-comma",
      misconception:
        "Your number ends at the first comma, which is what parseFloat does. Take the commas out before you read it.",
      solution: (label: string, base: number) => tokens(label.replace(/,[\d,.]*/, ""), base),
    },
    {
      id: "case-sensitive",
      misconception:
        "You know K but not k (or M but not m, or Million). People write both; lower the label's case first.",
      solution: (label: string, base: number) => {
        const { number, unit } = parts(label);
        const known: Record<string, number> = {
          K: base,
          M: base ** 2,
          thousand: 1e3,
          million: 1e6,
        };
        return number * (known[unit] ?? 1);
      },
    },
    {
      id: "words-by-base",
      misconception:
        "You give the words thousand and million the base's meaning. A word is always decimal; only the letters K and M depend on `base`.",
      solution: (label: string, base: number) => tokens(label, base, base),
    },
    {
      id: "no-decimals",
      misconception:
        "You cut the number at its decimal point, which is what parseInt does. Multiply first, with the decimals, and round at the end.",
      solution: (label: string, base: number) => tokens(label.replace(/\.\d+/, ""), base),
    },
  ],
};

function parts(label: string): { number: number; unit: string } {
  const [, number = "", unit = ""] = /^([\d.]*)\s*([a-z]*)$/i.exec(label.replaceAll(",", "")) ?? [];
  return { number: Number(number), unit };
}

function tokens(label: string, base: number, wordBase = 1000): number {
  const { number, unit } = parts(label);
  const worth = { k: base, m: base ** 2, thousand: wordBase, million: wordBase ** 2 };
  return Math.round(number * (worth[unit.toLowerCase() as keyof typeof worth] ?? 1));
}
