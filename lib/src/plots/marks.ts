/** Marks that several figures use. */
import { halo } from "../ink/chart.js";
import type { Look } from "../ink/looks.js";
import { ink, muted, paper } from "../ink/palette.js";
import * as Plot from "../ink/plot.js";

/** Which of a point's numbers stand along the axes. */
export interface Channels<P> {
  readonly x: keyof P | ((point: P) => number);
  readonly y: keyof P | ((point: P) => number);
}

/** Dots in the look of their series. */
export const dots = <P>(points: readonly P[], at: Channels<P>, { colour, symbol }: Look): Plot.Markish =>
  Plot.dot(points, { ...(at as { x: string; y: string }), r: 4, symbol, fill: colour, stroke: paper });

/** A line in the look of its series, with dots at the points in `marked`. */
export function line<P>(
  points: readonly P[],
  at: Channels<P>,
  look: Look,
  marked: readonly P[] = [],
): Plot.Markish[] {
  const stroke = { stroke: look.colour, strokeWidth: 2.25, strokeDasharray: look.dash };
  const drawn = Plot.line(points, { ...(at as { x: string; y: string }), ...stroke });
  return marked.length > 0 ? [drawn, dots(marked, at, look)] : [drawn];
}

/** A place in the values of both axes. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where words stand beside their spot, in px, and which of their sides is pinned. */
export interface Beside {
  readonly dx: number;
  readonly dy: number;
  readonly textAnchor: "start" | "middle" | "end";
}

const sides = {
  right: { dx: 11, dy: 1, textAnchor: "start" },
  left: { dx: -11, dy: 1, textAnchor: "end" },
  above: { dx: 0, dy: -13, textAnchor: "middle" },
  below: { dx: 0, dy: 15, textAnchor: "middle" },
  "upper right": { dx: 8, dy: -10, textAnchor: "start" },
  "upper left": { dx: -8, dy: -10, textAnchor: "end" },
  "lower right": { dx: 9, dy: 13, textAnchor: "start" },
  "lower left": { dx: -9, dy: 13, textAnchor: "end" },
} as const satisfies Record<string, Beside>;

/** A side of a spot. */
export type Side = keyof typeof sides;

/** Words beside a spot, readable across lines. */
export const label = (
  { x, y }: Spot,
  text: string,
  side: Side | Beside,
  { strong = false, fill = ink, size = 12 }: LabelLook = {},
): Plot.Markish =>
  Plot.text([text], {
    x,
    y,
    text: String,
    fill,
    fontWeight: strong ? 600 : undefined,
    fontSize: size === 12 ? undefined : size,
    lineHeight: 1.2,
    ...halo,
    ...(typeof side === "string" ? sides[side] : side),
  } as object);

/** How a label is set: in the figure's ink unless it belongs to a series. */
export interface LabelLook {
  readonly strong?: boolean;
  readonly fill?: string;
  readonly size?: number;
}

/** The words of a series. */
export const bold = ({ text }: Look): LabelLook => ({ strong: true, fill: text });

/** The look of limits and turning points. */
export const dashed = { stroke: muted, strokeDasharray: "5 4" };

/** A limit: a dashed line across the frame with its words above it at the left. */
export const limit = (y: number, says: string): Plot.Markish[] => [
  Plot.ruleY([y], dashed),
  Plot.text([says], {
    y,
    frameAnchor: "left",
    textAnchor: "start",
    text: String,
    dx: 6,
    dy: -9,
    fill: muted,
    ...halo,
  }),
];

/** A turning point: a dashed line up the frame, with its words beside it at the top. */
export const turn = (
  x: number,
  says: string,
  place: Partial<Beside> & { readonly frameAnchor?: "top" | "bottom" } = {},
): Plot.Markish[] => [
  Plot.ruleX([x], dashed),
  Plot.text([says], {
    x,
    frameAnchor: "top",
    textAnchor: "start",
    text: String,
    dx: 7,
    dy: 8,
    fill: muted,
    ...halo,
    ...place,
  } as object),
];
