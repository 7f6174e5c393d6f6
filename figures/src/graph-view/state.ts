import {
  bfs,
  clustering,
  edgeCount,
  type Graph,
  type PathStats,
  pathStats,
  ringLattice,
  spectrum,
  undirectedGraph,
} from "long-attention/graph";
import { randomInt, rng } from "long-attention/tensor";
import { clamp, outOfRange, type Props } from "../kit/props.js";

/** Tokens on the ring. */
export const n = 64;
export const mostExtra = 64;

export interface State {
  /** Neighbours of each token on the ring: 2 or 4. */
  readonly K: number;
  /** Random edges beside the ring. */
  readonly extra: number;
  /** Token 0 is joined to all others. */
  readonly hub: boolean;
  readonly seed: number;
  /** Where the wave starts. */
  readonly source: number;
  /** Layers that the wave has run. */
  readonly wave: number;
  readonly playing: boolean;
  /** What had to be brought into range. */
  readonly note: string;
}

/** What the graph itself has, whoever looks at it. */
export interface Measured {
  readonly G: Graph;
  readonly ring: readonly (readonly [number, number])[];
  readonly chords: readonly (readonly [number, number])[];
  readonly spokes: readonly (readonly [number, number])[];
  readonly edges: number;
  readonly paths: PathStats;
  /** counts[k] pairs of tokens are k hops apart. */
  readonly counts: readonly number[];
  readonly clustering: number;
  /** All eigenvalues, largest first. */
  readonly values: readonly number[];
}

type Shape = Pick<State, "K" | "extra" | "hub" | "seed">;
const known = new Map<string, Measured>();

/** The graph of these settings and its numbers, computed once. */
export function measure({ K, extra, hub, seed }: Shape): Measured {
  const key = `${K} ${extra} ${hub} ${seed}`;
  const found = known.get(key) ?? compute({ K, extra, hub, seed });
  if (known.size > 200) known.clear();
  known.set(key, found);
  return found;
}

function compute({ K, extra, hub, seed }: Shape): Measured {
  const ring = edgesOf(ringLattice(n, K));
  const chords = randomChords(K, seed).slice(0, extra);
  const spokes = hub ? Array.from({ length: n - 1 }, (_, k) => [0, k + 1] as const) : [];
  const G = undirectedGraph(n, [...ring, ...chords, ...spokes]);
  const counts: number[] = [];
  for (let i = 0; i < n; i++)
    for (const [j, k] of bfs(G, i).entries()) if (j > i) counts[k] = (counts[k] ?? 0) + 1;
  return {
    G,
    ring,
    chords,
    spokes,
    edges: edgeCount(G),
    paths: pathStats(G),
    counts: Array.from(counts, (pairs) => pairs ?? 0),
    clustering: clustering(G),
    values: spectrum(G),
  };
}

function edgesOf(G: Graph): [number, number][] {
  return Array.from({ length: G.n }, (_, i) =>
    Array.from(G.targets.subarray(G.offsets[i]!, G.offsets[i + 1]!), (j) => [i, j] as [number, number]),
  )
    .flat()
    .filter(([i, j]) => i < j);
}

/** Edges that are not on the ring, each once, in a fixed order: more of them only adds to the list. */
function randomChords(K: number, seed: number): [number, number][] {
  const random = rng(seed);
  const taken = new Set<string>();
  const chords: [number, number][] = [];
  while (chords.length < mostExtra) {
    const [a, b] = [randomInt(n, random), randomInt(n, random)];
    const [i, j] = [Math.min(a, b), Math.max(a, b)];
    const apart = Math.min(j - i, n - (j - i));
    if (apart <= K / 2 || taken.has(`${i} ${j}`)) continue;
    taken.add(`${i} ${j}`);
    chords.push([i, j]);
  }
  return chords;
}

/** Hops from the chosen token to each other, and how many layers the wave needs. */
export function waveOf(state: State): { hops: Float64Array; layers: number } {
  const hops = bfs(measure(state).G, state.source);
  return { hops, layers: Math.max(...hops) };
}

/** The same state with a wave that does not run on after everything is reached. */
export const settle = (state: State): State => ({
  ...state,
  wave: Math.min(state.wave, waveOf(state).layers),
});

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Props): State {
  const state = settle({
    K: props.K === 4 ? 4 : 2,
    extra: clamp(props.extra, 0, mostExtra, 0),
    hub: props.hub === true,
    seed: clamp(props.seed, 0, 1e6, 1),
    source: clamp(props.source, 0, n - 1, 16),
    wave: clamp(props.wave, 0, n, 3),
    playing: false,
    note: "",
  });
  return { ...state, note: outOfRange(props, state) };
}
