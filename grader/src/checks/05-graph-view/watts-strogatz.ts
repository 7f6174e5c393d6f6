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
import { seeds, whole } from "../inputs.js";

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
    matches<World>({
      id: "ring",
      title: "is the ring when no edge is moved",
      examples: [
        { n: 8, K: 2, beta: 0, seed: 1 },
        { n: 12, K: 4, beta: 0, seed: 2 },
        { n: 11, K: 6, beta: 0, seed: 3 },
      ],
      args: ({ n, K, beta, seed }) => [n, K, beta, rngPort(seed)],
      expect: ({ n, K }) => adjacency(ringLattice(n, K)),
      tolerance: exact,
    }),
    check<World>({
      id: "simple",
      title: "keeps nK/2 edges, both directions of each, no loops, and every edge's first end",
      weight: 2,
      examples: [
        { n: 12, K: 2, beta: 0.5, seed: 1 },
        { n: 12, K: 4, beta: 1, seed: 2 },
        { n: 24, K: 4, beta: 1, seed: 3 },
        { n: 24, K: 4, beta: 1, seed: 4 },
        { n: 24, K: 6, beta: 1, seed: 5 },
      ],
      inputs,
      *run(world, call) {
        return fault(world, (yield* ask(world, call)).value);
      },
    }),
    check<number>({
      id: "moved",
      title: "moves the part β of the edges, as rng decides",
      weight: 2,
      examples: [0.25, 0.5, 1],
      *run(beta, call) {
        const world = { n: 40, K: 4, beta, seed: 1 };
        const ring = adjacency(ringLattice(world.n, world.K));
        const [runs, edges] = [4, (world.n * world.K) / 2];
        let left = 0;
        for (let seed = 1; seed <= runs; seed++) {
          const { value, seen } = yield* ask({ ...world, seed }, call);
          const failure = fault(world, value);
          if (failure) return failure;
          if ((seen[0] as Calls).calls === 0)
            return { message: "`rng` was never called; it must be the only source of chance" };
          left += kept(ring, asRows(value)) / edges / runs;
        }
        // A moved edge may by chance land where the ring has one.
        const expected = 1 - beta + (beta * world.K) / (world.n - 1);
        if (Math.abs(left - expected) > 0.11)
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
function fault({ n, K }: World, value: unknown): Failure | undefined {
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

interface Bend {
  /** Neighbours of the ring to one side. */
  readonly reach?: (K: number) => number;
  /** The last k whose edges may move. */
  readonly last?: (K: number) => number;
  readonly moves?: (u: number, beta: number) => boolean;
  readonly free?: (A: Matrix, i: number, j: number) => boolean;
  readonly remove?: boolean;
  /** The new edge's way back. */
  readonly back?: boolean;
  /** The new edge's first end is drawn as well. */
  readonly anywhere?: boolean;
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
}: Bend): (n: number, K: number, beta: number, rng: () => number) => Matrix {
  return (n, K, beta, rng) => {
    const near = (i: number, j: number) => Math.min(Math.abs(i - j), n - Math.abs(i - j));
    const A = fromFunction([n, n], (i, j) => (i !== j && near(i, j) <= reach(K) ? 1 : 0));
    const all = Array.from({ length: n }, (_, j) => j);
    for (let k = 1; k <= last(K); k++)
      for (let i = 0; i < n; i++) {
        if (!moves(rng(), beta)) continue;
        const first = anywhere ? Math.floor(rng() * n) : i;
        const ends = all.filter((j) => free(A, first, j));
        if (ends.length === 0) continue;
        const end = ends[Math.floor(rng() * ends.length)]!;
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
