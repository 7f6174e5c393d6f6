import { textWidth } from "./wrap.js";

/** Low and high end, low first, of an axis or of values. */
export type Range = readonly [number, number];

/** Where values stand, in px: call it with a value. */
export interface Scale {
  /** The place of a value, in px. */
  (value: number): number;
  readonly type: "linear" | "log";
  /** The values at the ends. */
  readonly domain: Range;
  /** The places of the ends, in px; downwards when the first is the larger. */
  readonly range: Range;
  /** How far along its domain a value stands: 0 at the low end, 1 at the high end. */
  along(value: number): number;
  /** The value that stands so far along: the way back of `along`. */
  at(part: number): number;
  /** The value at a place in px: the way back of the call. */
  value(place: number): number;
}

/** Equal steps stand equally far apart. @throws RangeError when the ends are one value or not finite */
export function linear(domain: Range, range: Range = [0, 1]): Scale {
  mustSpan("linear", domain);
  const [low, high] = domain;
  return scale("linear", domain, range, {
    along: (value) => (value - low) / (high - low),
    at: (part) => low + part * (high - low),
  });
}

/** Equal factors stand equally far apart. @throws RangeError when an end is not positive, or both are one value */
export function log(domain: Range, range: Range = [0, 1]): Scale {
  mustSpan("log", domain);
  const [low, high] = domain;
  if (!(low > 0 && high > 0))
    throw new RangeError(`log: the ends are ${low} and ${high}; a logarithmic scale needs both above 0`);
  return scale("log", domain, range, {
    along: (value) => Math.log(value / low) / Math.log(high / low),
    at: (part) => low * (high / low) ** part,
  });
}

function scale(
  type: Scale["type"],
  domain: Range,
  range: Range,
  { along, at }: Pick<Scale, "along" | "at">,
): Scale {
  const place = (value: number) => range[0] + along(value) * (range[1] - range[0]);
  const value = (px: number) => at((px - range[0]) / (range[1] - range[0]));
  return Object.assign(place, { type, domain, range, along, at, value });
}

function mustSpan(where: string, [low, high]: Range): void {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low === high)
    throw new RangeError(`${where}: the ends are ${low} and ${high}; give two different finite numbers`);
}

/** The least and the largest of some numbers. @throws RangeError when there are none */
export function extent(values: Iterable<number>): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) throw new RangeError("extent: there are no numbers; give at least one");
  return [low, high];
}

/** The whole decades around a range whose ends were first moved outwards by these factors. */
export const decades = ([low, high]: Range, [below, above]: Range = [1, 1]): Range => [
  10 ** Math.floor(Math.log10(low / below) + near),
  10 ** Math.ceil(Math.log10(high * above) - near),
];

/** `count` values from end to end, equally far apart on the scale: the points of a smooth curve. */
export const samples = ({ at }: Scale, count = 81): number[] =>
  Array.from({ length: count }, (_, k) => at(k / (count - 1)));

/** Powers of ten times each of `parts`, as far as they lie in a range: with [1, 3] 1, 3, 10, 30, … */
export const tens = (range: Range, parts: readonly number[] = [1]): number[] =>
  powers(decades(range))
    .flatMap((power) => parts.map((part) => Number((part * power).toPrecision(12))))
    .filter((tick) => tick >= range[0] * (1 - near) && tick <= range[1] * (1 + near));

/** The whole powers of `base` in a range: ticks at 1, 10, 100, … or, with 2, at each doubling. */
export function powers([low, high]: Range, base = 10): number[] {
  const exponent = (value: number) => Math.log(value) / Math.log(base);
  return whole(exponent(low), exponent(high)).map((k) => base ** k);
}

/** From the low end on, each `factor` times the one before: 4096, 8192, … for doublings. */
export function multiples([low, high]: Range, factor = 2): number[] {
  return whole(0, Math.log(high / low) / Math.log(factor)).map((k) => low * factor ** k);
}

/** The whole multiples of `step` in a range. */
export const steps = ([low, high]: Range, step = 1): number[] =>
  whole(low / step, high / step).map((k) => Number((k * step).toPrecision(12)));

/** The ticks, from the first on, whose words keep a gap on the axis of a scale. */
export function legible(
  ticks: readonly number[],
  scale: Scale,
  written: (tick: number) => string,
  { size = 12, gap = 8 } = {},
): number[] {
  let end = -Infinity;
  return ticks.filter((tick) => {
    const half = textWidth(written(tick), size) / 2;
    const fits = scale(tick) - half >= end + gap;
    if (fits) end = scale(tick) + half;
    return fits;
  });
}

/** Logarithms of whole powers miss their whole number by a little. */
const near = 1e-9;

const whole = (low: number, high: number): number[] => {
  const first = Math.ceil(low - near);
  return Array.from({ length: Math.max(0, Math.floor(high + near) - first + 1) }, (_, k) => first + k);
};
