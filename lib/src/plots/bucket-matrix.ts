import { bucketColour } from "../ink/bucket-colour.js";
import { count, int, percent } from "../ink/format.js";
import { ink, innerWide, muted, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { chunkViews } from "../lsh/chunks.js";
import { sortByBucket } from "../lsh/sort-by-bucket.js";
import { lshTargets } from "../lsh/targets.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import { legend } from "./legend.js";
import { type Panel, textPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { at, box, group, heading, stroke, words } from "./svg.js";

/** One round of hashing, and how it is cut. */
export interface BucketMatrix {
  /** The bucket of every position; at most 64. */
  readonly buckets: ArrayLike<number>;
  /** Chunk length. */
  readonly m: number;
  /** Read earlier positions only. Default false. */
  readonly causal?: boolean;
}

const gap = 20;
const edge = 20;
const side = (innerWide - gap) / 2 - edge - 2;

/**
 * Who shares a bucket with whom, before and after sorting: scattered pairs become squares along the
 * diagonal, and chunks that look one chunk back cover them.
 * @throws RangeError when there are no or too many buckets, or m is not a whole number
 */
export function bucketMatrix({ buckets, m, causal = false }: BucketMatrix, options: Titles = {}): Picture {
  const T = buckets.length;
  dimension("bucketMatrix", "the number of buckets", T);
  dimension("bucketMatrix", "m", m);
  if (T > 64) throw new RangeError(`bucketMatrix: there are ${T} positions; at most 64 can be told apart`);
  const { title = "Sorting brings equal buckets together" } = options;
  const { subtitle = `${count(T, "position")}, chunks of ${int(m)} that look one chunk back` } = options;
  const { perm } = sortByBucket(buckets);
  const reads = lshTargets(perm, buckets, m, { causal }).map((keys) => new Set(keys));
  const positions = Array.from({ length: T }, (_, i) => i);
  const pairs = positions.flatMap((i) =>
    positions
      .filter((j) => i !== j && buckets[i] === buckets[j] && (!causal || j < i))
      .map((j): Pair => ({ i, j, bucket: buckets[i]!, isRead: reads[i]!.has(j) })),
  );
  const read = pairs.filter(({ isRead }) => isRead).length;
  const lost = pairs.length - read;
  const found = `${count(pairs.length, "pair")} share a bucket, ${percent(pairs.length / T ** 2)} of ${int(T ** 2)}; the chunks reach ${int(read)} of them`;
  const alt = `${title}. ${found}, ${int(lost)} ${lost === 1 ? "is" : "are"} out of reach. Buckets in sorted order: ${perm.map((i) => buckets[i]).join(" ")}.`;
  const sorted = ordered("sorted by bucket", perm, pairs, buckets, chunkBoxes(T, m));
  return pictureOf({ title, subtitle, alt }, [
    ordered("in order of position", positions, pairs, buckets, []),
    { ...sorted, x: (innerWide + gap) / 2, y: 0 },
    { ...textPanel(`${found}.`), y: 18 + edge + side + 12 },
    { ...legend(key(lost > 0)), y: 18 + edge + side + 32 },
  ]);
}

/** Two positions of one bucket. */
interface Pair {
  readonly i: number;
  readonly j: number;
  readonly bucket: number;
  readonly isRead: boolean;
}

/** The pairs with rows and columns in this order. */
function ordered(
  name: string,
  order: readonly number[],
  pairs: readonly Pair[],
  buckets: ArrayLike<number>,
  outlines: readonly SvgElement[],
): Panel {
  const cell = side / order.length;
  const place = new Map(order.map((i, at) => [i, at * cell]));
  const content = group(
    heading(edge, 11, name),
    at(
      edge,
      18 + edge,
      ...order.flatMap((i, at) => labels(at, cell, buckets[i]!)),
      box(0, 0, side, side, paper, { stroke: rule }),
      ...pairs.map((pair) => square(place.get(pair.j)!, place.get(pair.i)!, cell, pair)),
      stroke(`M0 0L${side} ${side}`, muted, { "stroke-dasharray": "2 3" }),
      ...outlines,
    ),
  );
  return { content, width: edge + side + 2, height: 18 + edge + side + 2 };
}

/** Around each chunk and the one before it. */
function chunkBoxes(T: number, m: number): SvgElement[] {
  const cell = side / T;
  const rim = { stroke: ink, "stroke-width": 1.5 };
  return chunkViews(T, m).map(({ sees, from, to }) =>
    box(sees * cell, from * cell, (to - sees) * cell, (to - from) * cell, "none", rim),
  );
}

function square(x: number, y: number, size: number, { bucket, isRead }: Pair): SvgElement {
  const colour = bucketColour(bucket);
  const room = size > 5 ? 0.5 : 0;
  const side = size - 2 * room;
  const rim = isRead ? {} : { stroke: colour, "stroke-width": 1 };
  return box(x + room, y + room, side, side, isRead ? tint(colour, 0.75) : hatched, rim);
}

/** The bucket at the left of a row and above its column, as a colour and a number. */
function labels(at: number, cell: number, bucket: number): SvgElement[] {
  const fill = tint(bucketColour(bucket), 0.45);
  const type = { size: 11, anchor: "middle", central: true } as const;
  const middle = (at + 0.5) * cell;
  const name = String(bucket);
  return [
    box(-16, at * cell, 14, cell, fill),
    box(at * cell, -16, cell, 14, fill),
    ...(cell >= 9 ? [words(-9, middle, name, type), words(middle, -9, name, type)] : []),
  ];
}

const key = (hasLost: boolean) => [
  { fill: tint(bucketColour(0), 0.75), says: "read" },
  { fill: "none", stroke: ink, strokeWidth: 1.5, says: "a chunk and what it sees" },
  ...(hasLost
    ? [{ fill: hatched, stroke: bucketColour(1), says: "same bucket, but out of the chunks’ reach" }]
    : []),
];
