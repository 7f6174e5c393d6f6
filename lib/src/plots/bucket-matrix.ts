import { bucketColour } from "../ink/bucket-colour.js";
import { count, int, percent } from "../ink/format.js";
import { ink, inner, muted, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { chunks } from "../lsh/chunks.js";
import { sortByBucket } from "../lsh/sort-by-bucket.js";
import { lshTargets } from "../lsh/targets.js";
import { dimension } from "../tensor/check.js";
import { type Panel, textPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

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
const side = (inner - gap) / 2 - edge - 2;

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
  const targets = lshTargets(perm, buckets, m, { causal });
  const reads = targets.map((keys) => new Set(keys));
  const isPair = (i: number, j: number) => i !== j && buckets[i] === buckets[j] && (!causal || j < i);
  const positions = Array.from({ length: T }, (_, i) => i);
  let [shared, read] = [0, 0];
  for (const i of positions)
    for (const j of positions)
      if (isPair(i, j)) {
        shared++;
        if (reads[i]!.has(j)) read++;
      }
  const picture = (order: readonly number[], words: string, outlines: ReturnType<typeof svg>[]): Panel => {
    const cell = side / T;
    const cells = order.flatMap((i, a) =>
      order.flatMap((j, b) =>
        isPair(i, j) ? [square(b * cell, a * cell, cell, buckets[i]!, reads[i]!.has(j))] : [],
      ),
    );
    return {
      content: svg(
        "g",
        {},
        svg("text", { x: edge, y: 11, "font-size": 13, "font-weight": 600 }, words),
        svg(
          "g",
          { transform: `translate(${edge},${18 + edge})` },
          ...order.flatMap((i, a) => labels(a, cell, buckets[i]!)),
          svg("rect", { width: side, height: side, fill: "#fff", stroke: rule }),
          ...cells,
          svg("path", { d: `M0 0L${side} ${side}`, stroke: muted, "stroke-dasharray": "2 3" }),
          ...outlines,
        ),
      ),
      width: edge + side + 2,
      height: 18 + edge + side + 2,
    };
  };
  const cut = chunks(perm, m);
  const boxes = cut.map((chunk, c) => {
    const cell = side / T;
    const from = Math.max(0, c - 1) * m;
    const rect = {
      x: from * cell,
      y: c * m * cell,
      width: (c * m + chunk.length - from) * cell,
      height: chunk.length * cell,
    };
    return svg("rect", { ...rect, fill: "none", stroke: ink, "stroke-width": 1.5 });
  });
  const lost = shared - read;
  const found = `${count(shared, "pair")} share a bucket, ${percent(shared / T ** 2)} of ${int(T ** 2)}; the chunks reach ${int(read)} of them`;
  const alt = `${title}. ${found}, ${int(lost)} ${lost === 1 ? "is" : "are"} out of reach. Buckets in sorted order: ${perm.map((i) => buckets[i]).join(" ")}.`;
  return pictureOf({ title, subtitle, alt }, [
    picture(positions, "in order of position", []),
    { ...picture(perm, "sorted by bucket", boxes), x: (inner + gap) / 2, y: 0 },
    { ...textPanel(`${found}.`, { size: 12 }), y: 18 + edge + side + 12 },
    { ...key(lost > 0), y: 18 + edge + side + 34 },
  ]);
}

function square(x: number, y: number, size: number, bucket: number, isRead: boolean) {
  const colour = bucketColour(bucket);
  const fill = isRead ? tint(colour, 0.75) : hatched;
  const room = size > 5 ? 0.5 : 0;
  return svg("rect", {
    x: x + room,
    y: y + room,
    width: size - 2 * room,
    height: size - 2 * room,
    fill,
    ...(isRead ? {} : { stroke: colour, "stroke-width": 1 }),
  });
}

/** The bucket at the left of a row and above its column, as a colour and a number. */
function labels(at: number, cell: number, bucket: number) {
  const fill = tint(bucketColour(bucket), 0.45);
  const size = Math.min(11, cell + 1);
  const middle = (at + 0.5) * cell;
  const text = (x: number, y: number) =>
    svg("text", { x, y, dy: "0.35em", "font-size": size, "text-anchor": "middle" }, String(bucket));
  const written = cell >= 7 ? [text(-9, middle), text(middle, -9)] : [];
  return [
    svg("rect", { x: -16, y: at * cell, width: 14, height: cell, fill }),
    svg("rect", { x: at * cell, y: -16, width: cell, height: 14, fill }),
    ...written,
  ];
}

function key(hasLost: boolean): Panel {
  const words = (x: number, text: string) => svg("text", { x, y: 10, "font-size": 12, fill: muted }, text);
  const box = (x: number, fill: string, stroke: string, width = 1) =>
    svg("rect", { x, y: 0.5, width: 14, height: 10, fill, stroke, "stroke-width": width });
  const lost = hasLost
    ? [box(250, hatched, bucketColour(1)), words(270, "same bucket, but out of the chunks’ reach")]
    : [];
  return {
    content: svg(
      "g",
      {},
      box(0, tint(bucketColour(0), 0.75), "none"),
      words(20, "read"),
      box(70, "none", ink, 1.5),
      words(90, "a chunk and what it sees"),
      ...lost,
    ),
    width: inner,
    height: 16,
  };
}
