import { roofLine } from "../gpu/roofline.js";
import { chart, type Places } from "../ink/chart.js";
import { si, significant } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import { ink, paper } from "../ink/palette.js";
import { placeLabels, type Room } from "../ink/place-labels.js";
import * as Plot from "../ink/plot.js";
import { log, powers, type Range, samples } from "../ink/scale.js";
import { textWidth } from "../ink/wrap.js";
import { bold, label } from "./marks.js";
import { type Panel, plotPanel } from "./panel.js";

/** A peak of arithmetic. */
export interface Roof {
  readonly name: string;
  readonly flopsPerSecond: number;
  readonly look: Look;
}

/** A program or kernel under the roofs. */
export interface RoofDot {
  /** Beside its dot. */
  readonly text: string;
  /** FLOP per byte. */
  readonly intensity: number;
  readonly flopsPerSecond: number;
  readonly look: Look;
}

/** What a roofline is drawn from. */
export interface Roofs {
  /** The axes: FLOP per byte, and FLOP/s. */
  readonly x: Range;
  readonly y: Range;
  readonly bytesPerSecond: number;
  /** At least one. */
  readonly roofs: readonly Roof[];
  readonly dots: readonly RoofDot[];
  readonly caption: string;
  /** Where a roof's name stands: above its right end, or from its edge on, away from the slope. */
  readonly names: "end" | "edge";
}

/** A roofline: memory's slope, the roofs that cut it off, and named dots; both axes logarithmic. */
export function roofsPanel(spec: Roofs, marks: readonly Plot.Markish[] = []): Panel {
  const { x, y, bytesPerSecond, roofs, dots, caption } = spec;
  const top = Math.max(...roofs.map((roof) => roof.flopsPerSecond));
  const low = Math.max(x[0], y[0] / bytesPerSecond);
  const points = (peak: number) => roofLine(peak, bytesPerSecond, [low, x[1]]);
  const ends = { x: "intensity", y: "rate" } as const;
  return plotPanel(
    chart(
      {
        height: 380,
        right: 16,
        x: {
          type: "log",
          domain: x,
          ticks: powers(x),
          written: (v) => significant(v, 4),
          caption,
          grid: true,
        },
        y: { type: "log", domain: y, ticks: powers(y), written: (v) => si(v, "", 2), caption: "FLOP/s" },
      },
      (at) => [
        Plot.line(points(top).slice(0, 2), { ...ends, stroke: ink, strokeWidth: 2.25 }),
        ...roofs.map(({ flopsPerSecond, look: { colour, dash } }) =>
          Plot.line(points(flopsPerSecond).slice(1), {
            ...ends,
            stroke: colour,
            strokeWidth: 2.5,
            strokeDasharray: dash,
          }),
        ),
        ...marks,
        ...roofs.map((roof, k) => roofName(roof, k, spec)),
        ...dots.map(({ intensity, flopsPerSecond, look }) =>
          Plot.dot([0], {
            x: intensity,
            y: flopsPerSecond,
            r: 5,
            symbol: look.symbol,
            fill: look.colour,
            stroke: paper,
          }),
        ),
        ...dotLabels(spec, at, top),
      ],
    ),
  );
}

/** The highest roof has its name above it; others, from their edge on, below. */
const side = (k: number, names: Roofs["names"]) => (names === "end" || k === 0 ? -10 : 10);

const roofText = ({ name, flopsPerSecond }: Roof) => `${name}: ${si(flopsPerSecond, "FLOP/s", 3)}`;

function roofName(roof: Roof, k: number, { names, x, bytesPerSecond }: Roofs): Plot.Markish {
  const y = roof.flopsPerSecond;
  const dy = side(k, names);
  return names === "end"
    ? label({ x: x[1], y }, roofText(roof), { dx: 0, dy, textAnchor: "end" }, bold(roof.look))
    : label(
        { x: y / bytesPerSecond, y },
        roofText(roof),
        { dx: 8, dy, textAnchor: "start" },
        bold(roof.look),
      );
}

/** The box, in px, of a roof's name. */
function nameBox(roof: Roof, k: number, { names, bytesPerSecond }: Roofs, at: Places): Room {
  const wide = textWidth(roofText(roof), 12);
  const middle = at.y(roof.flopsPerSecond) + side(k, names);
  const left = names === "end" ? at.right - wide : at.x(roof.flopsPerSecond / bytesPerSecond);
  return { left, right: left + wide + 8, top: middle - 8, bottom: middle + 8 };
}

/** Names of dots that cover neither dots, slope, roofs nor their names; the faster come first. */
function dotLabels(spec: Roofs, at: Places, top: number): Plot.Markish[] {
  const { x, y, bytesPerSecond, roofs, dots } = spec;
  const steps = samples(log(x), 80);
  const slope = steps.map((u) => ({ u, v: u * bytesPerSecond })).filter(({ v }) => v > y[0] && v < top);
  const flat = roofs.flatMap(({ flopsPerSecond: v }) =>
    steps.filter((u) => u * bytesPerSecond > v).map((u) => ({ u, v })),
  );
  const labelled = [...dots]
    .sort((a, b) => b.flopsPerSecond - a.flopsPerSecond)
    .map((dot) => ({ ...dot, x: at.x(dot.intensity), y: at.y(dot.flopsPerSecond) }));
  return placeLabels(
    labelled,
    { ...at, bottom: at.bottom - (spec.names === "end" ? 18 : 0) },
    {
      points: [...slope, ...flat].map(({ u, v }) => ({ x: at.x(u), y: at.y(v) })),
      boxes: roofs.map((roof, k) => nameBox(roof, k, spec, at)),
      reach: 52,
      all: true,
    },
  ).map(({ intensity, flopsPerSecond, text, dx, dy, anchor }) =>
    label({ x: intensity, y: flopsPerSecond }, text, { dx, dy, textAnchor: anchor }),
  );
}

/** The roofs' looks in their order. */
export const roofLooks: readonly Look[] = [look.blue, look.vermilion, look.green];
