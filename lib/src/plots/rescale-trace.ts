import * as Plot from "@observablehq/plot";
import { rescale } from "../attention/online-softmax.js";
import { count, fixed } from "../ink/format.js";
import { faint, ink, inner, matrixColour, muted, palette, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { finite } from "../tensor/check.js";
import { figure, type Panel, plotPanel, type Titles, textPanel } from "./svg.js";

/** What one row knows after one more key block. */
export interface RescaleStep {
  /** Key block. */
  readonly j: number;
  /** Running maximum after block j. */
  readonly m: number;
  /** Running sum after block j. */
  readonly l: number;
  /** O[0][0], or another entry of the row's output, after block j. */
  readonly o: number;
}

/** Above this many blocks the points carry no numbers. */
const mostNumbers = 12;

/**
 * One row of FlashAttention, block after block: the running maximum m, the running sum ℓ and one entry of
 * the output, with the factor by which every new maximum shrinks what came before.
 * @param steps at least one, in the order of the blocks
 */
export function rescaleTrace(
  steps: readonly RescaleStep[],
  options: Titles & { readonly entry?: string } = {},
): Picture {
  const { entry = "O[0][0]", title = "One row, block after block" } = options;
  const { subtitle = "A new maximum shrinks everything that was summed under the old one" } = options;
  if (steps.length === 0)
    throw new RangeError("rescaleTrace: there are no steps; give at least one { j, m, l, o }");
  for (const step of steps)
    for (const name of ["j", "m", "l", "o"] as const)
      finite("rescaleTrace", `${name} of block ${step.j}`, step[name], { sign: "any" });
  const shrinks = steps.slice(1).map((step, k) => ({
    at: (step.j + steps[k]!.j) / 2,
    factor: rescale(steps[k]!.m, step.m),
  }));
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const panels = [
    ...series(steps, {
      name: "m, the running maximum",
      pick: (s) => s.m,
      colour: palette.vermilion,
      text: textColour.warn,
      step: true,
    }),
    ...factors(steps, shrinks),
    ...series(steps, {
      name: "ℓ, the running sum of exp(s − m)",
      pick: (s) => s.l,
      colour: palette.blue,
      text: textColour.Q,
      zero: true,
    }),
    ...series(steps, {
      name: `${entry}, normalised after every block`,
      pick: (s) => s.o,
      colour: matrixColour.O,
      text: textColour.O,
      zero: true,
      axis: true,
      digits: 3,
    }),
  ];
  const alt =
    `${title}, ${count(steps.length, "key block")}. m goes from ${fixed(first.m, 3)} to ${fixed(last.m, 3)}, ℓ from ${fixed(first.l, 3)} to ${fixed(last.l, 3)}, ` +
    `${entry} from ${fixed(first.o, 4)} to its final value ${fixed(last.o, 4)}.`;
  return figure({ title, subtitle, alt }, panels);
}

interface Series {
  readonly name: string;
  readonly pick: (step: RescaleStep) => number;
  readonly colour: string;
  readonly text: string;
  /** Draw steps instead of a line. */
  readonly step?: boolean;
  /** Include 0. */
  readonly zero?: boolean;
  /** Write the block numbers below. */
  readonly axis?: boolean;
  readonly digits?: number;
}

const across = (steps: readonly RescaleStep[]) =>
  ({
    width: inner,
    marginLeft: 30,
    marginRight: 30,
    x: { domain: [steps[0]!.j, Math.max(steps.at(-1)!.j, steps[0]!.j + 1)], axis: null },
  }) as const;

function series(
  steps: readonly RescaleStep[],
  { name, pick, colour, text, step, zero, axis, digits = 2 }: Series,
): Panel[] {
  const values = steps.map(pick);
  const [low, high] = [Math.min(...values, ...(zero ? [0] : [])), Math.max(...values, ...(zero ? [0] : []))];
  const y = (s: RescaleStep) => pick(s);
  const written = (s: RescaleStep) => fixed(pick(s), digits);
  // A number stands above its point, but in a valley the line would run through it.
  const isDip = (_: RescaleStep, k: number) => values[k - 1]! > values[k]! && values[k + 1]! > values[k]!;
  const number = { x: "j", y, text: written, fill: ink, stroke: "white", strokeWidth: 3 };
  return [
    textPanel(name, { size: 13, weight: 600, fill: text }),
    plotPanel({
      ...across(steps),
      height: axis ? 164 : 112,
      marginTop: 24,
      marginBottom: axis ? 46 : 10,
      y: { domain: low === high ? [low - 1, high + 1] : [low, high], inset: 0, insetBottom: 14, axis: null },
      marks: [
        Plot.ruleX(steps, { x: "j", stroke: faint }),
        ...(zero ? [Plot.ruleY([0], { stroke: rule })] : []),
        Plot.line(steps, {
          x: "j",
          y,
          stroke: colour,
          strokeWidth: 2,
          curve: step ? "step-after" : "linear",
        }),
        Plot.dot(steps, { x: "j", y, r: 3.5, fill: colour, stroke: "white" }),
        Plot.dot(steps.slice(-1), { x: "j", y, r: 5, fill: colour, stroke: "white" }),
        ...(steps.length <= mostNumbers
          ? [
              Plot.text(steps.filter(isDip), { ...number, dy: 15 }),
              Plot.text(
                steps.slice(0, -1).filter((s, k) => !isDip(s, k)),
                { ...number, dy: -13 },
              ),
              Plot.text(steps.slice(-1), { ...number, dy: -14, fontWeight: 700 }),
            ]
          : []),
        ...(axis
          ? [
              Plot.text(steps, {
                x: "j",
                frameAnchor: "bottom",
                dy: 16,
                text: (s) => String(s.j),
                fill: ink,
              }),
              Plot.text(["key block j"], { frameAnchor: "bottom", dy: 36, text: String, fill: muted }),
            ]
          : []),
      ],
    }),
  ];
}

function factors(steps: readonly RescaleStep[], shrinks: readonly { at: number; factor: number }[]): Panel[] {
  if (shrinks.length === 0 || steps.length > mostNumbers) return [];
  const marks = [
    Plot.text(shrinks, {
      x: "at",
      frameAnchor: "middle",
      text: ({ factor }) => `× ${fixed(factor, 2)}`,
      fill: ink,
    }),
  ];
  return [
    textPanel("e^(m before − m after), what earlier sums are multiplied by", { size: 12, fill: muted }),
    plotPanel({ ...across(steps), height: 30, marginTop: 0, marginBottom: 6, y: { axis: null }, marks }),
  ];
}
