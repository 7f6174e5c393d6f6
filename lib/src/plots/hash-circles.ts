import { bucketColour } from "../ink/bucket-colour.js";
import { arcPath, clearAngle, polar, shortWay, slicePath } from "../ink/circle.js";
import { fixed } from "../ink/format.js";
import { ink, inner, paper, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { lshHash } from "../lsh/hash.js";
import { sectors } from "../lsh/sectors.js";
import { dimension, isMatrix } from "../tensor/check.js";
import { type Matrix, toRows } from "../tensor/matrix.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, stroke, svg, type Type, words } from "./svg.js";

/** Vectors in the plane and the rotations that hash them. */
export interface HashCircles {
  /** One circle each, at most three. [2, b/2] */
  readonly rotations: readonly Matrix[];
  /** Their directions count, not their lengths; the angle between the first two is drawn. */
  readonly vectors: readonly { readonly name: string; readonly x: readonly [number, number] }[];
}

/**
 * Hashing in the plane: each rotation cuts the circle into sectors, one a bucket, and a vector falls into
 * the sector it points to.
 * @throws RangeError when a rotation is not [2, b/2], or there are no or too many rotations or no vectors
 */
export function hashCircles({ rotations, vectors }: HashCircles, options: Titles = {}): Picture {
  dimension("hashCircles", "the number of rotations", rotations.length);
  dimension("hashCircles", "the number of vectors", vectors.length);
  if (rotations.length > 3)
    throw new RangeError(`hashCircles: there are ${rotations.length} rotations; at most 3 circles fit`);
  for (const [k, R] of rotations.entries()) {
    isMatrix("hashCircles", `rotations[${k}]`, R);
    if (R.shape[0] !== 2)
      throw new RangeError(
        `hashCircles: rotations[${k}] is [${R.shape}]; a circle needs two rows, one for x and one for y`,
      );
  }
  const { title = "Each rotation cuts the circle into buckets" } = options;
  const { subtitle = "A vector falls into the sector it points to; its length does not matter" } = options;
  const room = Math.min(300, (inner - 12 * (rotations.length - 1)) / rotations.length);
  const found = rotations.map((R) => vectors.map(({ x }) => lshHash(x, R)));
  const circles = rotations.map((R, k): Panel => {
    const round = rotations.length > 1 ? `round ${k + 1}: ` : "";
    const caption = round + vectors.map(({ name }, v) => `${name} in ${found[k]![v]}`).join(", ");
    return { ...circle(R, vectors, found[k]!, room, caption), x: k * (room + 12), y: 0 };
  });
  const gap = theta(vectors)?.gap;
  const said = found.map(
    (buckets, k) =>
      `round ${k + 1}: ${vectors.map(({ name }, v) => `${name} in bucket ${buckets[v]}`).join(", ")}`,
  );
  const apart =
    gap === undefined
      ? ""
      : ` ${vectors[0]!.name} and ${vectors[1]!.name} are ${fixed((180 * gap) / Math.PI, 0)}° apart.`;
  return pictureOf({ title, subtitle, alt: `${title}.${apart} ${capital(said.join("; "))}.` }, circles);
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
const turn = (x: readonly [number, number]) => Math.atan2(x[1], x[0]);

/** From one of the first two vectors to the other, the short way. */
const theta = ([a, b]: HashCircles["vectors"]) => (a && b ? shortWay(turn(a.x), turn(b.x)) : undefined);

const write = (angle: number, radius: number, text: string, more: Type = {}): SvgElement =>
  words(...polar(angle, radius), text, { size: 13, anchor: "middle", central: true, ...more });

function circle(
  R: Matrix,
  vectors: HashCircles["vectors"],
  buckets: readonly number[],
  room: number,
  caption: string,
): Panel {
  const [xs, ys] = toRows(R) as [number[], number[]];
  const r = room / 2 - 24;
  const slices = sectors(xs.map((x, c) => [x, ys[c]!] as const)).flatMap((sector) =>
    slice(sector, r, vectors),
  );
  const needles = vectors.flatMap(({ name, x }, v) => {
    const angle = turn(x);
    const [cx, cy] = polar(angle, r);
    const dot = { cx, cy, r: 5.5, fill: bucketColour(buckets[v]!), stroke: ink, "stroke-width": 1.5 };
    return [
      stroke(`M0 0L${cx} ${cy}`, ink, { "stroke-width": 2 }),
      svg("circle", dot),
      write(angle, r + 15, name, { weight: 700, more: { "font-style": "italic" } }),
    ];
  });
  const below = words(0, room / 2 + 14, caption, { size: 13, anchor: "middle" });
  const content = at(room / 2, room / 2, ...slices, ...arc(vectors, r), ...needles, below);
  return { content, width: room, height: room + 24 };
}

/** A sector in its bucket's colour, with the bucket's number where it has room. */
function slice(
  { bucket, from, to }: ReturnType<typeof sectors>[number],
  r: number,
  vectors: HashCircles["vectors"],
): SvgElement[] {
  const fill = tint(bucketColour(bucket), 0.3);
  const angle = clearAngle(
    from,
    to,
    vectors.map(({ x }) => turn(x)),
  );
  const number = write(angle, 0.8 * r, String(bucket), { weight: 600 });
  return [
    svg("path", { d: slicePath(from, to, r), fill, stroke: paper, "stroke-width": 2 }),
    ...(to - from > 0.16 ? [number] : []),
  ];
}

/** θ between the first two vectors. */
function arc(vectors: HashCircles["vectors"], r: number): SvgElement[] {
  const between = theta(vectors);
  if (!between || between.gap < 0.05) return [];
  const { from, gap } = between;
  return [
    stroke(arcPath(from, from + gap, 0.36 * r), ink),
    write(from + gap / 2, 0.54 * r, "θ", { more: { "font-style": "italic" } }),
  ];
}
