import * as Plot from "@observablehq/plot";
import { fixed } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { fraction } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** A probability at an angle. */
export interface CollisionPoint {
  /** Radians, 0 to π. */
  readonly theta: number;
  readonly P: number;
}

/** One curve, from a formula or an experiment or both. */
export interface CollisionCurve {
  readonly name: string;
  /** A line; at least two points. */
  readonly line: readonly CollisionPoint[];
  /** Dots on it, such as an experiment's. */
  readonly dots?: readonly CollisionPoint[];
}

const looks = [
  { colour: palette.blue, text: textColour.Q, dash: "none", symbol: "circle" },
  { colour: palette.vermilion, text: textColour.warn, dash: "9 4", symbol: "square" },
  { colour: palette.green, text: textColour.V, dash: "2 3", symbol: "triangle" },
  { colour: palette.pink, text: textColour.O, dash: "9 3 2 3", symbol: "diamond" },
] as const;

const degrees = (theta: number) => (180 * theta) / Math.PI;
const size = { width: inner, height: 340, left: 40, right: 16, top: 14, bottom: 46 } as const;

/**
 * How likely two vectors share a bucket, against the angle between them.
 * @param curves one to four, told apart by colour, dashes and the shape of their dots
 */
export function collisionCurves(curves: readonly CollisionCurve[], options: Titles = {}): Picture {
  if (curves.length === 0 || curves.length > looks.length)
    throw new RangeError(`collisionCurves: there are ${curves.length} curves; give one to ${looks.length}`);
  for (const { name, line, dots = [] } of curves) {
    if (line.length < 2)
      throw new RangeError(`collisionCurves: the line of “${name}” needs at least two points`);
    for (const { theta, P } of [...line, ...dots]) {
      fraction("collisionCurves", `P of “${name}”`, P);
      if (!(theta >= 0 && theta <= Math.PI))
        throw new RangeError(
          `collisionCurves: theta of “${name}” must be an angle from 0 to π in radians, not ${theta}`,
        );
    }
  }
  const { title = "The nearer, the likelier to meet" } = options;
  const { subtitle = "Probability that two vectors share a bucket, against the angle between them" } =
    options;
  const styled = curves.map((curve, k) => ({ ...curve, ...looks[k]! }));
  const key = styled.map((curve, k) => ({ ...curve, y: 0.98 - 0.065 * k, from: 124, to: 136, label: 140 }));
  const angle = (point: CollisionPoint) => degrees(point.theta);
  const panel = plotPanel({
    width: size.width,
    height: size.height,
    marginLeft: size.left,
    marginRight: size.right,
    marginTop: size.top,
    marginBottom: size.bottom,
    x: { domain: [0, 180], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.ruleY([0, 0.25, 0.5, 0.75, 1], { stroke: faint }),
      Plot.ruleX([90], { stroke: muted, strokeDasharray: "4 4" }),
      Plot.text([0, 0.25, 0.5, 0.75, 1], {
        y: (v: number) => v,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: String,
      }),
      Plot.text([0, 30, 60, 90, 120, 150, 180], {
        x: (v: number) => v,
        frameAnchor: "bottom",
        dy: 15,
        fill: muted,
        text: (v: number) => `${v}°`,
      }),
      Plot.text(["angle θ between the two vectors"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      ...styled.flatMap(({ line, dots = [], colour, dash, symbol }) => [
        Plot.line(line, {
          x: angle,
          y: "P",
          stroke: colour,
          strokeWidth: 2.5,
          strokeDasharray: dash,
          curve: "monotone-x",
        }),
        Plot.dot(dots, { x: angle, y: "P", r: 4, symbol, fill: colour, stroke: "white", strokeWidth: 1 }),
      ]),
      ...key.flatMap(({ colour, dash, symbol, dots, name, text, ...at }) => [
        Plot.link([at], {
          x1: "from",
          x2: "to",
          y: "y",
          stroke: colour,
          strokeWidth: 2.5,
          strokeDasharray: dash,
        }),
        ...(dots
          ? [
              Plot.dot([at], {
                x: (key) => (key.from + key.to) / 2,
                y: "y",
                r: 4,
                symbol,
                fill: colour,
                stroke: "white",
              }),
            ]
          : []),
        Plot.text([at], {
          x: "label",
          y: "y",
          textAnchor: "start",
          text: () => name,
          fill: text,
          fontWeight: 600,
          stroke: "white",
          strokeWidth: 4,
        }),
      ]),
    ] as Plot.Markish[],
  });
  const nearest = (curve: CollisionCurve, theta: number) =>
    [...curve.line].sort((a, b) => Math.abs(a.theta - theta) - Math.abs(b.theta - theta))[0]!;
  const said = curves.map((curve) => {
    const [near, right] = [nearest(curve, Math.PI / 6), nearest(curve, Math.PI / 2)];
    const at = (point: CollisionPoint) => `${fixed(point.P, 3)} at ${fixed(degrees(point.theta), 0)}°`;
    return `${curve.name}: ${at(near)}, ${at(right)}`;
  });
  return figure({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, [panel]);
}
