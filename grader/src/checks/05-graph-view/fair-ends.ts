/** Whether the edges of small worlds are moved by chance alone: which ones, how many, and where to. */
import { binomial, type Count } from "../chance.js";

/** Half of the 48 edges are moved. */
export const small = { n: 24, K: 4, beta: 0.5 } as const;
/** Graphs that are counted together. */
export const graphs = 144;

const { n, K, beta } = small;
const edges = (n * K) / 2;
const reach = K / 2;
const range = (most: number) => Array.from({ length: most }, (_, k) => k);
const apart = (i: number, j: number) => Math.min(Math.abs(i - j), n - Math.abs(i - j));

/**
 * What is counted in 144 graphs, 3456 moved edges. A fair answer fails once in 10⁶ times. Found with 99 %: an edge that is
 * moved never, or always; a first and a last vertex that are drawn half as often as the others, by rounding; new ends of
 * which one half of the vertices gets a quarter more than the other, or one sixth 30 % more; and distances of which one
 * quarter is 30 % too frequent.
 */
export function countsOf(worlds: readonly number[][][]): Count[] {
  // A moved edge may land where the ring had one that is gone, if that one's turn was before: how often hangs on the order.
  const stays = 1 - beta + (1.5 * beta ** 2) / (n - 1 - K);
  const stayed = (i: number, j: number) => worlds.filter((rows) => rows[i]![j] === 1).length;
  const fresh = worlds.flatMap((rows) =>
    rows.flatMap((row, i) =>
      range(n)
        .filter((j) => j > i && row[j] === 1 && apart(i, j) > reach)
        .map((j) => [i, j]),
    ),
  );
  const lengths = fresh.map(([i, j]) => apart(i!, j!));
  const ends = fresh.flat();
  // Vertices 3 to 11 places away there are two of each, 12 away there is one.
  const places = n - 1 - K;
  const kept = worlds.map((rows) =>
    range(n).reduce((sum, i) => sum + near(i).filter((j) => rows[i]![j] === 1).length, 0),
  );
  const mean = kept.reduce((a, b) => a + b, 0) / graphs;
  return [
    ...range(n).flatMap((i) =>
      near(i).map((j) => binomial(`the edge (${i}, ${j}) is there still`, stayed(i, j), graphs, stays)),
    ),
    ...[3, 5, 7, 9].map((from) => {
      const to = from === 9 ? 12 : from + 1;
      const inside = (far: number) => far >= from && far <= to;
      const share = range(n).filter((j) => inside(apart(0, j))).length / places;
      const what = `new edges that are ${from} to ${to} long`;
      return binomial(what, lengths.filter(inside).length, fresh.length, share);
    }),
    ...range(n / 4).map((part) =>
      share(
        `ends of new edges at the vertices ${4 * part} to ${4 * part + 3}`,
        (i) => Math.floor(i / 4) === part,
      ),
    ),
    drawn("new ends drawn at the first and the last vertex", (i) => i === 0 || i === n - 1),
    share(`ends of new edges in the first half of the vertices`, (i) => i < n / 2),
    share(`ends of new edges at even vertices`, (i) => i % 2 === 0),
    {
      what: "how much the number of ring edges differs from graph to graph (its variance)",
      seen: kept.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (graphs - 1),
      mean: edges * stays * (1 - stays),
      variance: (2 * (edges * stays * (1 - stays)) ** 2) / (graphs - 1),
      skewness: Math.sqrt(8 / (graphs - 1)),
    },
  ];

  function share(what: string, counts: (i: number) => boolean): Count {
    return binomial(what, ends.filter(counts).length, ends.length, range(n).filter(counts).length / n);
  }

  /** Without the ends that edges kept: the first ones of the ring's edges that are gone. */
  function drawn(what: string, counts: (i: number) => boolean): Count {
    const gone = worlds.reduce(
      (sum, rows) =>
        sum +
        range(n)
          .filter(counts)
          .reduce((sum, i) => sum + near(i).filter((j) => rows[i]![j] === 0).length, 0),
      0,
    );
    return binomial(
      what,
      ends.filter(counts).length - gone,
      fresh.length,
      range(n).filter(counts).length / n,
    );
  }
}

/** The vertices that the ring's edges of i lead to. */
const near = (i: number): number[] => range(reach).map((k) => (i + k + 1) % n);
