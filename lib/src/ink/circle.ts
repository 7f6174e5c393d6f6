/** Geometry of drawings round a circle: angles in radians against the clock, from three o'clock; y grows downwards. */

/** A point at an angle, so far from the centre. */
export const polar = (angle: number, radius: number): [x: number, y: number] => [
  radius * Math.cos(angle),
  -radius * Math.sin(angle),
];

/** The angle after a part of a turn with the clock, from twelve o'clock. */
export const clockwise = (part: number): number => (0.5 - 2 * part) * Math.PI;

/** A slice of the circle as a path, from one angle to a larger one; with `inner`, a slice of a ring. */
export function slicePath(from: number, to: number, radius: number, inner = 0): string {
  const at = (angle: number, r: number) => written(polar(angle, r));
  const large = to - from > Math.PI ? 1 : 0;
  const outer = `${at(from, radius)}A${radius} ${radius} 0 ${large} 0 ${at(to, radius)}`;
  return inner === 0
    ? `M0 0L${outer}Z`
    : `M${outer}L${at(to, inner)}A${inner} ${inner} 0 ${large} 1 ${at(from, inner)}Z`;
}

/** The arc between two angles, the short way, as a path at a radius. */
export function arcPath(a: number, b: number, radius: number): string {
  const { from, gap } = shortWay(a, b);
  return `M${written(polar(from, radius))}A${radius} ${radius} 0 0 0 ${written(polar(from + gap, radius))}`;
}

/** From one of two angles against the clock to the other, whichever way is at most half a turn. */
export function shortWay(a: number, b: number): { readonly from: number; readonly gap: number } {
  const turn = 2 * Math.PI;
  const gap = (((b - a) % turn) + turn) % turn;
  return gap <= Math.PI ? { from: a, gap } : { from: b, gap: turn - gap };
}

/** Where in a slice a word stands: of three places the one farthest from all these angles. */
export function clearAngle(from: number, to: number, taken: readonly number[]): number {
  const far = 0.3; // farther than this is as good as anywhere
  const distance = (angle: number) => Math.min(far, ...taken.map((other) => shortWay(angle, other).gap));
  const places = [0.5, 0.3, 0.7].map((part) => from + part * (to - from));
  return places.reduce((best, place) => (distance(place) > distance(best) + 1e-9 ? place : best));
}

const written = (xy: readonly [number, number]): string => xy.map((v) => Number(v.toFixed(2))).join(" ");
