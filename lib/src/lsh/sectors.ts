import { argmax } from "./project.js";

/** Where in the plane one bucket lies. */
export interface Sector {
  readonly bucket: number;
  /** Angles in radians, 0 ≤ from < 2π and from < to; the last sector may go on past 2π. */
  readonly from: number;
  readonly to: number;
}

/**
 * How a hash cuts the plane: the buckets met on a walk round the unit circle. Two buckets can only change
 * places where both scores are equal, so those angles are compared and nothing is sampled.
 * @param directions the b/2 columns of R [2, b/2] as points; each counts for two buckets, along and against
 * @returns in the order of the angles; a direction that is always beaten has no sector
 */
export function sectors(directions: readonly (readonly [number, number])[]): Sector[] {
  if (!(directions.length > 0) || directions.some((u) => u.length !== 2 || !u.every(Number.isFinite)))
    throw new RangeError(
      `sectors: directions must be at least one pair of finite numbers, not ${JSON.stringify(directions)}`,
    );
  const all = [...directions, ...directions.map(([x, y]) => [-x, -y] as const)];
  const around = 2 * Math.PI;
  const cuts = all
    .flatMap((a, k) => all.slice(k + 1).map((b) => Math.atan2(b[0] - a[0], a[1] - b[1])))
    .flatMap((angle) => [angle, angle + Math.PI].map((t) => (t + around) % around))
    .sort((s, t) => s - t);
  const pieces = cuts
    .map((from, k) => ({ from, to: cuts[k + 1] ?? cuts[0]! + around }))
    .filter(({ from, to }) => to - from > 1e-9)
    .map(({ from, to }) => {
      const [c, s] = [Math.cos((from + to) / 2), Math.sin((from + to) / 2)];
      return { bucket: argmax(all.map(([x, y]) => x * c + y * s)), from, to };
    });
  const start = pieces.findIndex(({ bucket }, k) => bucket !== pieces.at(k - 1)!.bucket);
  const ordered = [...pieces.slice(start), ...pieces.slice(0, start).map(later)];
  return ordered.reduce<Sector[]>((merged, piece) => {
    const last = merged.at(-1);
    if (last?.bucket === piece.bucket) merged[merged.length - 1] = { ...last, to: piece.to };
    else merged.push(piece);
    return merged;
  }, []);
}

const later = ({ bucket, from, to }: Sector): Sector => ({
  bucket,
  from: from + 2 * Math.PI,
  to: to + 2 * Math.PI,
});
