import { chart } from "../ink/chart.js";
import { fixed } from "../ink/format.js";
import { type Look, looks } from "../ink/looks.js";
import { muted } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { steps } from "../ink/scale.js";
import { fraction } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { bold, dots as dotted, label, line as series } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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

const degrees = ({ theta }: CollisionPoint) => (180 * theta) / Math.PI;

/**
 * How likely two vectors share a bucket, against the angle between them.
 * @param curves one to four, told apart by colour, dashes and the shape of their dots
 */
export function collisionCurves(curves: readonly CollisionCurve[], options: Titles = {}): Picture {
  check(curves);
  const {
    title = "The nearer, the likelier to meet",
    subtitle = "Probability that two vectors share a bucket, against the angle between them",
  } = options;
  const panel = plotPanel(
    chart(
      {
        height: 340,
        x: {
          domain: [0, 180],
          ticks: steps([0, 180], 30),
          written: (angle) => `${angle}°`,
          caption: "angle θ between the two vectors",
        },
        y: { domain: [0, 1], ticks: steps([0, 1], 0.25) },
      },
      [
        Plot.ruleX([90], { stroke: muted, strokeDasharray: "4 4" }),
        ...curves.flatMap(({ line, dots = [] }, k) => [
          ...series(line, { x: degrees, y: "P" }, looks[k]!),
          dotted(dots, { x: degrees, y: "P" }, looks[k]!),
        ]),
        ...curves.flatMap((curve, k) => key(curve, 0.98 - 0.065 * k, looks[k]!)),
      ],
    ),
  );
  const nearest = (curve: CollisionCurve, theta: number) =>
    [...curve.line].sort((a, b) => Math.abs(a.theta - theta) - Math.abs(b.theta - theta))[0]!;
  const at = (point: CollisionPoint) => `${fixed(point.P, 3)} at ${fixed(degrees(point), 0)}°`;
  const said = curves.map(
    (curve) => `${curve.name}: ${at(nearest(curve, Math.PI / 6))}, ${at(nearest(curve, Math.PI / 2))}`,
  );
  return pictureOf({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, [panel]);
}

/** A curve's look and name, in the empty upper right corner. */
function key({ name, dots }: CollisionCurve, y: number, look: Look): Plot.Markish[] {
  const ends = [124, 136].map((x) => ({ x, y }));
  const middle = dots ? [{ x: 130, y }] : [];
  return [...series(ends, { x: "x", y: "y" }, look, middle), label({ x: 136, y }, name, "right", bold(look))];
}

function check(curves: readonly CollisionCurve[]): void {
  atMost("collisionCurves", "curves", curves.length, 4);
  for (const { name, line, dots = [] } of curves) {
    isLine("collisionCurves", name, line);
    for (const { theta, P } of [...line, ...dots]) {
      fraction("collisionCurves", `P of “${name}”`, P);
      if (!(theta >= 0 && theta <= Math.PI))
        throw new RangeError(
          `collisionCurves: theta of “${name}” must be an angle from 0 to π in radians, not ${theta}`,
        );
    }
  }
}
