import fc from "fast-check";
import {
  adjacency,
  fromAdjacency,
  clustering as of,
  ringLattice,
  ringLatticeClustering,
} from "long-attention/graph";
import { fromFunction, type Matrix, matrix, rng as seeded, zeros } from "long-attention/tensor";
import {
  asRows,
  type Call,
  check,
  type Exercise,
  exact,
  type Failure,
  matches,
  type Outcome,
  type Request,
  show,
  wrong,
} from "../../engine/index.js";
import { type Calls, rngPort } from "../../ports/index.js";
import { unfair } from "../chance.js";
import { seeds, whole } from "../inputs.js";
import { countsOf, graphs, small } from "./fair-ends.js";

interface World {
  readonly n: number;
  readonly K: number;
  readonly beta: number;
  readonly seed: number;
}

const inputs: fc.Arbitrary<World> = fc.record({
  n: whole(10, 16),
  K: fc.constantFrom(2, 4),
  beta: fc.constantFrom(0.25, 0.5, 1),
  seed: seeds,
});

export const wattsStrogatz: Exercise = {
  id: "05.5",
  name: "wattsStrogatz",
  title: "A small world",
  points: 5,
  difficulty: "H",
  params: ["n", "K", "beta", "rng"],
  checks: [
    check<World>({
      id: "simple",
      title:
        "keeps nK/2 edges, both directions of each, no loops, and every edge's first end; moves some, with β above 0",
      weight: 2,
      holds: [
        "Edges are moved, never added or lost",
        "n > K + 1",
        "[n, n] symmetric, 0 and 1, zeros on the diagonal",
        "it keeps its end i",
      ],
      examples: [
        { n: 12, K: 2, beta: 0.5, seed: 1 },
        { n: 12, K: 4, beta: 1, seed: 2 },
        { n: 24, K: 4, beta: 1, seed: 3 },
        { n: 24, K: 4, beta: 1, seed: 4 },
        { n: 24, K: 6, beta: 1, seed: 5 },
      ],
      inputs,
      *run(world, call) {
        const { value } = yield* ask(world, call);
        return fault(world, value) ?? unmoved(world, value);
      },
    }),
    check<number>({
      id: "moved",
      title: "moves the part β of the edges, as rng decides",
      needs: "simple",
      holds: ["from 0 (the ring) to 1 (every edge moved)", "uniform numbers in [0, 1)"],
      examples: [0.25, 0.5, 1],
      *run(beta, call) {
        const world = { n: 40, K: 4, beta, seed: 1 };
        const ring = adjacency(ringLattice(world.n, world.K));
        const [runs, edges] = [8, (world.n * world.K) / 2];
        let left = 0;
        for (let seed = 1; seed <= runs; seed++) {
          const { value, seen } = yield* ask({ ...world, seed }, call);
          const failure = fault(world, value);
          if (failure) return failure;
          if ((seen[0] as Calls).calls === 0)
            return { message: "`rng` was never called; it must be the only source of chance" };
          left += kept(ring, asRows(value)) / edges / runs;
        }
        // A moved edge may by chance land where the ring has one. Of 640 edges the part has a standard deviation of
        // 0.02 at most: five of them are 0.1, which a fair answer leaves once in 10⁶.
        const expected = 1 - beta + (beta * world.K) / (world.n - 1);
        if (Math.abs(left - expected) > 0.1)
          return {
            message: `with β = ${beta}, about ${percent(expected)} of the ring's edges should be left, but ${percent(left)} are`,
            expected,
            actual: left,
          };
        const first = yield* ask(world, call);
        const again = yield* ask(world, call);
        return wrong(again.value, matrix(asRows(first.value)), exact);
      },
    }),
    matches<World>({
      id: "ring",
      title: "is the ring when no edge is moved",
      needs: "moved",
      holds: ["begin with a ring on which everyone is joined to the K nearest", "K even"],
      examples: [
        { n: 8, K: 2, beta: 0, seed: 1 },
        { n: 12, K: 4, beta: 0, seed: 2 },
        { n: 11, K: 6, beta: 0, seed: 3 },
      ],
      args: ({ n, K, beta, seed }) => [n, K, beta, rngPort(seed)],
      expect: ({ n, K }) => adjacency(ringLattice(n, K)),
      tolerance: exact,
    }),
    check<number>({
      id: "fair",
      title: "moves every edge as often as any other, and to every vertex alike",
      weight: 2,
      needs: "simple",
      holds: ["Then go through the ring's edges", "With probability β the edge is moved", "equally likely"],
      examples: [1],
      proofs: 1,
      *run(from, call) {
        const worlds: number[][][] = [];
        for (let seed = from; seed < from + graphs; seed++) {
          const { value } = yield* ask({ ...small, seed }, call);
          const failure = fault(small, value);
          if (failure) return failure;
          worlds.push(asRows(value));
        }
        const found = unfair(countsOf(worlds));
        if (!found) return undefined;
        const { what, seen, mean } = found;
        return {
          message: `in ${graphs} graphs with n = ${small.n}, K = ${small.K}, β = ${small.beta}, ${what}: about ${show(mean, 3)} to be expected, but ${show(seen, 3)} counted`,
          expected: mean,
          actual: seen,
        };
      },
    }),
    check<number>({
      id: "clustering",
      title: "loses clustering as (1 − β)³",
      visibility: "hidden",
      examples: [0.1],
      *run(beta, call) {
        const world = { n: 96, K: 8, beta, seed: 1 };
        const runs = 6;
        let ratio = 0;
        for (let seed = 1; seed <= runs; seed++) {
          const { value } = yield* ask({ ...world, seed }, call);
          const failure = fault(world, value);
          if (failure) return failure;
          ratio += of(fromAdjacency(matrix(asRows(value)))) / ringLatticeClustering(world.K) / runs;
        }
        const expected = (1 - beta) ** 3;
        if (Math.abs(ratio - expected) <= 0.06) return undefined;
        return {
          message: `the clustering should fall to about ${show(expected, 3)} of the ring's, but it is ${show(ratio, 3)} of it`,
          expected,
          actual: ratio,
        };
      },
    }),
  ],
  background: ["n vertices"],
  mutants: [
    {
      id: "extra-edges",
      misconception:
        "You add the new edge and keep the old one. Watts and Strogatz *move* edges, so that there are always nK/2 of them; it is BigBird that adds.",
      solution: bent({ remove: false }),
    },
    {
      id: "self-loops",
      misconception:
        "A moved edge may end where it began. A vertex that is joined to itself spreads no news: draw an end that is not i.",
      solution: bent({ free: (A, i, j) => A.get(i, j) === 0 }),
    },
    {
      id: "double-edges",
      misconception:
        "A moved edge may land on an edge that is there already, and then two have become one. Draw an end that is not a neighbour yet.",
      solution: bent({ free: (_A, i, j) => i !== j }),
    },
    {
      id: "one-sided",
      misconception:
        "You set the new edge in one direction only. An edge is two entries, A[i, j] and A[j, i]; set and clear both.",
      solution: bent({ back: false }),
    },
    {
      id: "inverted-beta",
      misconception:
        "You move an edge with probability 1 − β. A uniform number is below β with probability β: move when rng() < β.",
      solution: bent({ moves: (u, beta) => u >= beta }),
    },
    {
      id: "both-ends",
      misconception:
        "You draw both ends of a moved edge anew. It keeps its end i; so every vertex keeps K/2 edges at least.",
      solution: bent({ anywhere: true }),
    },
    {
      id: "nearest-only",
      misconception:
        "You only move the edges to the next vertex, k = 1. Go through k = 1 … K/2: every edge of the ring has its chance.",
      solution: bent({ last: () => 1 }),
    },
    {
      id: "k-each-side",
      misconception: "Your ring joins every vertex to K on each side. K counts both sides: K/2 on each.",
      solution: bent({ reach: (K) => K }),
    },
    {
      id: "own-generator",
      misconception:
        "You do not use `rng` but a generator of your own. Take every random number from `rng`, so that a seed repeats the graph.",
      solution: (n: number, K: number, beta: number) => bent({})(n, K, beta, seeded(12_345)),
    },
    {
      id: "opposite",
      misconception:
        "Your moved edges always lead to the other side of the ring. The new end is random: every vertex that i is not joined to is equally likely.",
      solution: bent({
        choose: (ends, i, n, rng) => {
          const far = (j: number) => Math.abs(Math.abs(i - j) - n / 2);
          const nearest = ends.toSorted((a, b) => far(a) - far(b));
          return nearest[Math.floor(rng() * Math.min(3, ends.length))]!;
        },
      }),
    },
    {
      id: "half-the-ends",
      misconception:
        "Your new ends all come from one half of the vertices. Draw among all that i is not joined to, with Math.floor(rng() * how many).",
      solution: bent({ choose: (ends, _i, _n, rng) => ends[Math.floor((rng() * ends.length) / 2)]! }),
    },
    {
      id: "round-index",
      misconception:
        "You round the index. The first and the last vertex of the list get only half an interval, so they are drawn half as often: use Math.floor(rng() * how many).",
      solution: bent({ choose: (ends, _i, _n, rng) => ends[Math.round(rng() * (ends.length - 1))]! }),
    },
    {
      id: "only-ahead",
      misconception:
        "Your new end always has a larger number than i where there is one. The new end is random among all that i is not joined to, before it and after it.",
      solution: bent({
        choose: (ends, i, _n, rng) => {
          const ahead = ends.filter((j) => j > i);
          const some = ahead.length > 0 ? ahead : ends;
          return some[Math.floor(rng() * some.length)]!;
        },
      }),
    },
    {
      id: "first-free",
      misconception:
        "You take the first vertex that is free. The new end is random: every vertex that i is not joined to is equally likely.",
      solution: bent({
        choose: (ends, _i, _n, rng) => {
          rng();
          return ends[0]!;
        },
      }),
    },
    {
      id: "every-nth",
      misconception:
        "You move a fixed choice of the edges: β of them, but always the same. Each edge has its own chance: ask rng() < β for each.",
      solution: bent({ moves: (_u, beta, edge) => Math.floor((edge + 1) * beta) > Math.floor(edge * beta) }),
    },
    {
      id: "seam-never-moves",
      misconception:
        "The edges across the seam, such as (n − 1, 0), never move. The ring has no seam: take i + k modulo n for them all.",
      solution: bent({ seam: false }),
    },
  ],
};

function* ask({ n, K, beta, seed }: World, call: Call): Generator<Request, Outcome, Outcome> {
  return yield* call(n, K, beta, rngPort(seed));
}

const percent = (part: number) => `${Math.round(100 * part)} %`;

/** How many edges of the ring are edges still. */
const kept = (ring: Matrix, rows: readonly number[][]) =>
  rows.reduce(
    (sum, row, i) => sum + row.filter((x, j) => j > i && x === 1 && ring.get(i, j) === 1).length,
    0,
  );

/** What every such graph has, in one sentence when it is missing. */
function fault({ n, K }: Omit<World, "seed">, value: unknown): Failure | undefined {
  const rows = asRows(value);
  const failure = (message: string): Failure => ({ message, actual: value });
  if (rows.length !== n || rows[0]!.length !== n) return wrong(value, zeros([n, n])) as Failure;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const x = rows[i]![j]!;
      if (x !== 0 && x !== 1) return failure(`entry [${i}][${j}] should be 0 or 1, but is ${show(x)}`);
      if (x === 1 && i === j) return failure(`vertex ${i} is joined to itself`);
      if (x !== rows[j]![i])
        return failure(`entry [${i}][${j}] is ${x}, but [${j}][${i}] is ${rows[j]![i]}; an edge has both`);
    }
  const degrees = rows.map((row) => row.reduce((a, b) => a + b, 0));
  const edges = degrees.reduce((a, b) => a + b, 0) / 2;
  if (edges !== (n * K) / 2)
    return failure(`there should be nK/2 = ${(n * K) / 2} edges, but there are ${edges}`);
  const poor = degrees.findIndex((degree) => degree < K / 2);
  if (poor < 0) return undefined;
  return failure(
    `vertex ${poor} has ${degrees[poor]} edges left; the K/2 = ${K / 2} edges that begin at a vertex keep that end`,
  );
}

/** With nK/2 ≥ 10 edges and β ≥ 0.9 the ring stays once in 10¹⁰ times. */
function unmoved({ n, K, beta }: World, value: unknown): Failure | undefined {
  if (beta < 0.9 || kept(adjacency(ringLattice(n, K)), asRows(value)) < (n * K) / 2) return undefined;
  return { message: `with β = ${beta} no edge was moved: this is the ring still`, actual: value };
}

interface Bend {
  /** Neighbours of the ring to one side. */
  readonly reach?: (K: number) => number;
  /** The last k whose edges may move. */
  readonly last?: (K: number) => number;
  readonly moves?: (u: number, beta: number, edge: number) => boolean;
  readonly free?: (A: Matrix, i: number, j: number) => boolean;
  readonly remove?: boolean;
  /** The new edge's way back. */
  readonly back?: boolean;
  /** The new edge's first end is drawn as well. */
  readonly anywhere?: boolean;
  /** Edges across the end of the list, from n − 1 to 0, may move. */
  readonly seam?: boolean;
  readonly choose?: (ends: readonly number[], i: number, n: number, rng: () => number) => number;
}

/** A small world with one rule bent. */
function bent({
  reach = (K) => K / 2,
  last = (K) => K / 2,
  moves = (u, beta) => u < beta,
  free = (A, i, j) => i !== j && A.get(i, j) === 0,
  remove = true,
  back = true,
  anywhere = false,
  seam = true,
  choose = (ends, _i, _n, rng) => ends[Math.floor(rng() * ends.length)]!,
}: Bend): (n: number, K: number, beta: number, rng: () => number) => Matrix {
  return (n, K, beta, rng) => {
    const near = (i: number, j: number) => Math.min(Math.abs(i - j), n - Math.abs(i - j));
    const A = fromFunction([n, n], (i, j) => (i !== j && near(i, j) <= reach(K) ? 1 : 0));
    const all = Array.from({ length: n }, (_, j) => j);
    for (let k = 1; k <= last(K); k++)
      for (let i = 0; i < n; i++) {
        if (i + k >= n && !seam) continue;
        if (!moves(rng(), beta, i + n * k)) continue;
        const first = anywhere ? Math.floor(rng() * n) : i;
        const ends = all.filter((j) => free(A, first, j));
        if (ends.length === 0) continue;
        const end = choose(ends, i, n, rng);
        const old = (i + k) % n;
        if (remove) {
          A.set(i, old, 0);
          A.set(old, i, 0);
        }
        A.set(first, end, 1);
        if (back) A.set(end, first, 1);
      }
    return A;
  };
}
