import { rescale } from "../attention/online-softmax.js";
import { chart } from "../ink/chart.js";
import { count, fixed } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import { ink, muted, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { extent, type Range } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { dots, label } from "./marks.js";
import { headingPanel, type Panel, plotPanel, textPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const panels = [
    ...series(steps, { name: "m, the running maximum", key: "m", look: look.vermilion, curve: "step-after" }),
    ...factors(steps),
    ...series(steps, { name: "ℓ, the running sum of exp(s − m)", key: "l", look: look.blue, zero: true }),
    ...series(steps, {
      name: `${entry}, normalised after every block`,
      key: "o",
      look: look.pink,
      zero: true,
      caption: "key block j",
      digits: 3,
    }),
  ];
  const alt =
    `${title}, ${count(steps.length, "key block")}. m goes from ${fixed(first.m, 3)} to ${fixed(last.m, 3)}, ℓ from ${fixed(first.l, 3)} to ${fixed(last.l, 3)}, ` +
    `${entry} from ${fixed(first.o, 4)} to its final value ${fixed(last.o, 4)}.`;
  return pictureOf({ title, subtitle, alt }, panels);
}

interface Series {
  readonly name: string;
  readonly key: "m" | "l" | "o";
  readonly look: Look;
  readonly curve?: "step-after";
  /** Include 0. */
  readonly zero?: boolean;
  /** Name the axis, and number the blocks. */
  readonly caption?: string;
  readonly digits?: number;
}

const blocks = (steps: readonly RescaleStep[]): Range => [
  steps[0]!.j,
  Math.max(steps.at(-1)!.j, steps[0]!.j + 1),
];

function series(
  steps: readonly RescaleStep[],
  { name, key, look, curve, zero = false, caption, digits = 2 }: Series,
): Panel[] {
  const values = steps.map((step) => step[key]);
  const [low, high] = extent(zero ? [0, ...values] : values);
  const js = steps.map(({ j }) => j);
  const at = { x: "j", y: key } as const;
  const line = { ...at, stroke: look.colour, strokeWidth: 2, ...(curve && { curve }) };
  const panel = chart(
    {
      height: caption ? 164 : 112,
      left: 30,
      right: 30,
      top: 24,
      bottom: caption ? 46 : 10,
      bare: true,
      x: { domain: blocks(steps), grid: js, ...(caption && { caption, ticks: js }) },
      y: { domain: low === high ? [low - 1, high + 1] : [low - 0.18 * (high - low), high] },
    },
    [
      ...(zero ? [Plot.ruleY([0], { stroke: rule })] : []),
      Plot.line(steps, line),
      dots(steps, at, look),
      ...(steps.length <= mostNumbers ? numbers(values, js, digits) : []),
    ],
  );
  return [headingPanel(name, look.text), plotPanel(panel)];
}

/** A number stands above its point, but in a valley the line would run through it. */
const numbers = (values: readonly number[], js: readonly number[], digits: number): Plot.Markish[] =>
  values.map((y, k) => {
    const isDip = values[k - 1]! > y && values[k + 1]! > y;
    const strong = k === values.length - 1;
    return label({ x: js[k]!, y }, fixed(y, digits), isDip ? "below" : "above", { strong });
  });

/** Between neighbouring blocks, the factor for what was summed before. */
function factors(steps: readonly RescaleStep[]): Panel[] {
  const shrinks = steps.slice(1).map((step, k) => ({
    at: (step.j + steps[k]!.j) / 2,
    factor: rescale(steps[k]!.m, step.m),
  }));
  if (shrinks.length === 0 || steps.length > mostNumbers) return [];
  const text = ({ factor }: { factor: number }) => `× ${fixed(factor, 2)}`;
  const frame = { height: 30, left: 30, right: 30, top: 0, bottom: 6, bare: true } as const;
  return [
    textPanel("e^(m before − m after), what earlier sums are multiplied by", { fill: muted }),
    plotPanel(
      chart({ ...frame, x: { domain: blocks(steps) }, y: { domain: [0, 1] } }, [
        Plot.text(shrinks, { x: "at", frameAnchor: "middle", text, fill: ink }),
      ]),
    ),
  ];
}
