import {
  anyRound,
  argmax,
  type ChunkView,
  chunkLength,
  chunkViews,
  collision,
  collisionProbability,
  lshTargets,
  project,
  randomDirections,
  type Sector,
  sectors,
  sortByBucket,
} from "long-attention/lsh";
import { rng } from "long-attention/tensor";
import { clamp, nearest, outOfRange, type Props } from "../kit/props.js";

export interface State {
  /** Directions of the vectors, in degrees: queries and keys at once. */
  readonly angles: readonly number[];
  /** The vector to drag, and the one it is compared with. */
  readonly x: number;
  readonly y: number;
  /** Buckets. */
  readonly b: number;
  /** Chunk length. */
  readonly m: number;
  readonly rounds: number;
  /** The round that is drawn. */
  readonly shown: number;
  /** By how many degrees each round's rotation is turned further. */
  readonly turns: readonly number[];
  readonly seed: number;
  /** What had to be brought into range. */
  readonly note: string;
}

/** Four neighbourhoods on the circle, in mixed order. */
const start = [14, 100, 310, 200, 27, 116, 250, 216, 325, 40, 130, 151] as const;
export const T = start.length;
export const mostRounds = 6;
export const bucketChoices = [2, 4, 6, 8] as const;
export const chunkChoices = [2, 3, 4, 6, 12] as const;
/** Vectors at most so many degrees apart count as near. */
export const near = 30;

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Props): State {
  const b = nearest(clamp(props.b, 2, 8, 8), bucketChoices);
  const m = nearest(clamp(props.m, 2, T, chunkLength(T, b)), chunkChoices);
  const rounds = clamp(props.rounds, 1, mostRounds, 4);
  const x = clamp(props.x, 0, T - 1, 3);
  const used = {
    b,
    m,
    rounds,
    x,
    y: clamp(props.y, 0, T - 1, x === 7 ? 3 : 7),
    shown: clamp(props.shown, 0, rounds - 1, 0),
    seed: clamp(props.seed, 1, 999, 9),
  };
  const turns = new Array<number>(mostRounds).fill(0);
  return { ...used, angles: start, turns, note: outOfRange(props, used) };
}

/** Another vector is chosen; chosen to be compared with itself, the two change places. */
export const chosen = ({ x, y }: State, vector: number): Partial<State> => ({
  x: vector,
  y: vector === y ? x : y,
});

/** The chosen vector at another angle. */
export const turned = ({ angles, x }: State, angle: number): Partial<State> => ({
  angles: angles.map((old, i) => (i === x ? whole(angle) : old)),
});

export const radians = (degrees: number) => (degrees * Math.PI) / 180;
export const whole = (degrees: number): number => ((Math.round(degrees) % 360) + 360) % 360;

/** The angle between two vectors, 0° to 180°. */
export function between({ angles }: State, i: number, j: number): number {
  const gap = whole(angles[i]! - angles[j]!);
  return Math.min(gap, 360 - gap);
}

/** The b/2 directions of one round's rotation in the plane. */
export function directions({ seed, b, turns }: State, round: number): [number, number][] {
  const half = b / 2;
  const r = randomDirections(2, half, rng(100 * seed + round));
  const [c, s] = [Math.cos(radians(turns[round]!)), Math.sin(radians(turns[round]!))];
  return Array.from({ length: half }, (_, k) => {
    const [u, v] = [r[k]!, r[half + k]!];
    return [c * u - s * v, s * u + c * v];
  });
}

export interface Round {
  readonly sectors: readonly Sector[];
  readonly buckets: readonly number[];
  /** Positions sorted by bucket. */
  readonly perm: readonly number[];
  readonly views: readonly ChunkView[];
  /** Keys of each query. */
  readonly targets: readonly (readonly number[])[];
}

/** One round as the library runs it: hash, sort, cut, look back. */
export function runRound(state: State, round: number): Round {
  const along = directions(state, round);
  const r = [...along.map(([u]) => u), ...along.map(([, v]) => v)];
  const buckets = state.angles.map((angle) =>
    argmax(project([Math.cos(radians(angle)), Math.sin(radians(angle))], r, along.length)),
  );
  const { perm } = sortByBucket(buckets);
  const targets = lshTargets(perm, buckets, state.m).map((keys, i) => keys.filter((j) => j !== i));
  return { sectors: sectors(along), buckets, perm, views: chunkViews(T, state.m), targets };
}

/** Everything that the figure shows, computed by the library. */
export function derive(state: State) {
  const { rounds, x, y } = state;
  const all = Array.from({ length: rounds }, (_, round) => runRound(state, round));
  const found = Array.from({ length: T }, (_, i) =>
    Array.from({ length: T }, (_, j) => all.filter(({ targets }) => targets[i]!.includes(j)).length),
  );
  const pairs = Array.from({ length: T * T }, (_, k) => [Math.floor(k / T), k % T] as const).filter(
    ([i, j]) => i !== j,
  );
  const isNear = (i: number, j: number) => i !== j && between(state, i, j) <= near;
  const nearPairs = pairs.filter(([i, j]) => isNear(i, j));
  /** Near keys that queries have read after each round, all rounds up to it together. */
  const nearFound = all.map(
    (_, last) =>
      nearPairs.filter(([i, j]) => all.slice(0, last + 1).some(({ targets }) => targets[i]!.includes(j)))
        .length,
  );
  const theta = radians(between(state, x, y));
  return {
    all,
    now: all[state.shown]!,
    found,
    isNear,
    nearPairs: nearPairs.length,
    nearFound,
    read: pairs.filter(([i, j]) => found[i]![j]! > 0).length,
    pairs: pairs.length,
    theta,
    P: meeting(theta, state.b),
    meetings: all.filter(({ buckets }) => buckets[x] === buckets[y]).length,
  };
}

export type Derived = ReturnType<typeof derive>;

const trials = 1000;

/** How likely one round puts two vectors at angle theta into one bucket: by formula where there is one. */
export const meeting = (theta: number, b: number): number =>
  b <= 4 ? collisionProbability(theta, b) : collision(theta, b, rng(7), trials);

export interface CurvePoint {
  readonly theta: number;
  readonly P: number;
}

const curves = new Map<number, { readonly line: CurvePoint[]; readonly dots: CurvePoint[] }>();

/** The collision curve: a line, from the formula for b ≤ 4, and an experiment's dots. */
export function curve(b: number) {
  const known = curves.get(b);
  if (known) return known;
  const at = (k: number) => (k * Math.PI) / 12;
  const dots = Array.from({ length: 13 }, (_, k) => ({
    theta: at(k),
    P: collision(at(k), b, rng(11), trials),
  }));
  const line =
    b > 4 ? dots : Array.from({ length: 37 }, (_, k) => ({ theta: at(k / 3), P: meeting(at(k / 3), b) }));
  curves.set(b, { line, dots });
  return { line, dots };
}

export { anyRound };
