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

/** Words near a spot, readable across lines. */
export const label = (
  { x, y }: Spot,
  text: string,
  { strong = false, ...options }: TextPlace & { readonly strong?: boolean } = {},
): Plot.Markish =>
  Plot.text([text], {
    x,
    y,
    text: String,
    textAnchor: "start",
    fill: ink,
    ...(strong && { fontWeight: 600 }),
    ...halo,
    ...options,
  } as object);

interface TextPlace {
  readonly dx?: number;
  readonly dy?: number;
  readonly textAnchor?: "start" | "middle" | "end";
  readonly fill?: string;
  readonly lineHeight?: number;
  readonly fontSize?: number;
}

/** The look of limits and turning points. */
export const dashed = { stroke: muted, strokeDasharray: "5 4" };

/** A limit: a dashed line across the frame with its words above it at the left. */
export const limit = (y: number, says: string, place: TextPlace = {}): Plot.Markish[] => [
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
    ...place,
  } as object),
];

/** A turning point: a dashed line up the frame, with its words beside it at the top. */
export const turn = (
  x: number,
  says: string,
  place: TextPlace & { readonly frameAnchor?: "top" | "bottom" } = {},
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
