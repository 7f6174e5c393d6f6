import fc from "fast-check";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [label: string, base: 1000 | 1024];

const bases = fc.constantFrom<1000 | 1024>(1000, 1024);

const withCommas = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

const digits = fc
  .tuple(whole(1, 2_000_000), fc.boolean())
  .map(([n, commas]) => (commas ? withCommas(n) : String(n)));

/** A number and a unit. No fraction of a token is ever exactly a half, whichever way one rounds. */
const labelled = (units: readonly string[], gaps: readonly string[], decimals: readonly string[]) =>
  fc
    .tuple(whole(1, 9999), fc.constantFrom(...decimals), fc.constantFrom(...gaps), fc.constantFrom(...units))
    .map(([n, decimal, gap, unit]) => withCommas(n) + decimal + gap + unit);

const expect = ([label, base]: Input) => tokens(label, base);

const upperAndLower = ["thousand", "Thousand", "THOUSAND", "million", "Million", "MILLION"];

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
      holds: [
        "Commas only group digits",
        'Vendors print lengths as "131,072"',
        "label digits, perhaps with commas",
      ],
      examples: [
        ["131,072", 1000],
        ["4096", 1024],
        ["1,048,576", 1024],
        ["10,000,000,000", 1000],
      ],
      inputs: fc.tuple(digits, bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "letters",
      title: "lets K stand for the base and M for its square",
      weight: 2,
      holds: ["K stands for `base`", "base what K stands for"],
      examples: [
        ["4K", 1000],
        ["4K", 1024],
        ["1M", 1024],
        ["100k", 1000],
        ["3000M", 1000],
      ],
      inputs: fc.tuple(labelled(["K", "M"], [""], [""]), bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "words",
      title: "takes the words thousand and million as decimal in either base",
      holds: ["The words thousand and million are always decimal."],
      examples: [
        ["2 million", 1000],
        ["2 million", 1024],
        ["200 thousand", 1024],
        ["2,148 million", 1000],
      ],
      inputs: fc.tuple(labelled(["thousand", "million"], [" "], [""]), bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "space-and-case",
      title: "reads upper and lower case, with and without a space",
      holds: ["upper and lower case mean the same, and a space before the unit is optional"],
      examples: [
        ["32 K", 1024],
        ["2million", 1000],
        ["10 Million", 1000],
        ["200 THOUSAND", 1024],
        ["1m", 1024],
        ["16k", 1000],
      ],
      inputs: fc.tuple(labelled(["k", "K", "m", "M", ...upperAndLower], ["", " "], [""]), bases),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "decimals",
      title: "reads decimals, and gives the nearest whole number of tokens",
      holds: ["a whole number of tokens, the nearest one", "tokens"],
      examples: [
        ["1.5M", 1000],
        ["1.1K", 1024],
        ["1.7K", 1024],
        ["1.5 million", 1024],
        ["1.5 M", 1024],
        ["64.1 thousand", 1000],
        ["4.1 million", 1024],
        ["32.3 thousand", 1024],
      ],
      inputs: fc.tuple(
        labelled(["K", "M", "thousand", "million"], [" "], [".5", ".25", ".1", ".7", ".048"]),
        bases,
      ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-writing",
      title: "reads all of this together",
      visibility: "hidden",
      examples: [
        ["1.5 m", 1024],
        ["1,250.5thousand", 1000],
        ["1.3k", 1024],
        ["1.3M", 1024],
        ["8k", 1000],
        ["2,148million", 1024],
      ],
      inputs: fc.tuple(
        labelled(["k", "K", "m", "M", ...upperAndLower], ["", " "], ["", ".5", ".25", ".3"]),
        bases,
      ),
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
      id: "one-comma",
      misconception:
        'You take out the first comma only, as `replace(",", "")` does. There may be several: use a pattern, `/,/g`.',
      solution: (label: string, base: number) => {
        const text = label.replace(",", "");
        return text.includes(",") ? Number.NaN : tokens(text, base);
      },
    },
    {
      id: "fractions-of-tokens",
      misconception:
        "You do not round. 1.1K at base 1024 is 1126.4; there are no parts of tokens, so give the nearest whole number.",
      solution: (label: string, base: number) => unrounded(label, base),
    },
    {
      id: "rounds-down",
      misconception: "You round down. 1.7K at base 1024 is 1740.8, and the nearest whole number is 1741.",
      solution: (label: string, base: number) => Math.floor(unrounded(label, base)),
    },
    {
      id: "rounds-words-down",
      misconception:
        "You round the decimals of thousand and million down. 64.1 · 1000 is 64099.99999999999 in floating point, so that a token is lost: round to the nearest.",
      solution: (label: string, base: number) =>
        /thousand|million/i.test(label) ? Math.floor(unrounded(label, base)) : tokens(label, base),
    },
    {
      id: "rounds-up",
      misconception: "You round up. 1.1K at base 1024 is 1126.4, and the nearest whole number is 1126.",
      solution: (label: string, base: number) => Math.ceil(unrounded(label, base)),
    },
    {
      id: "in-32-bits",
      misconception:
        "You round with `| 0` or read with `>>`, which keep 32 bits only. Billions of tokens are more than that; use `Math.round`.",
      solution: (label: string, base: number) => tokens(label, base) | 0,
    },
    {
      id: "needs-a-space",
      misconception:
        "You split the label at a space, but the space before the unit is optional: 2million is 2 million.",
      solution: (label: string, base: number) =>
        /[\d.](thousand|million)/i.test(label) ? Number.NaN : tokens(label, base),
    },
    {
      id: "no-space",
      misconception:
        "You cannot read a label with a space before its letter. The space is optional: 32 K is 32K.",
      solution: (label: string, base: number) => (/\s[km]$/i.test(label) ? Number.NaN : tokens(label, base)),
    },
    {
      id: "m-is-a-million",
      misconception:
        "You take M for a million in either base. It is the square of K: at base 1024 it is 1,048,576.",
      solution: (label: string, base: number) =>
        tokens(/m$/i.test(label) ? label.replace(/m$/i, "million") : label, base),
    },
    {
      id: "m-is-a-thousand-k",
      misconception: "You take M for a thousand K. It is K times K: base².",
      solution: (label: string, base: number) =>
        Math.round(
          /m$/i.test(label) ? 1000 * unrounded(label.replace(/m$/i, "k"), base) : unrounded(label, base),
        ),
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

function unrounded(label: string, base: number, wordBase = 1000): number {
  const { number, unit } = parts(label);
  const worth = { k: base, m: base ** 2, thousand: wordBase, million: wordBase ** 2 };
  return number * (worth[unit.toLowerCase() as keyof typeof worth] ?? 1);
}

const tokens = (label: string, base: number, wordBase?: number) =>
  Math.round(unrounded(label, base, wordBase));
