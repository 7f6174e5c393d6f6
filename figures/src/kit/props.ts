/** What a caller may start a figure with: anything at all. */
export type Props = Readonly<Record<string, unknown>>;

/** A number brought into [low, high]. */
export const within = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** A whole number brought into [low, high]; `fallback` when it is none. */
export const clamp = (x: unknown, low: number, high: number, fallback: number): number =>
  typeof x === "number" && Number.isFinite(x) ? within(Math.round(x), low, high) : fallback;

/** The value when it is one of the list, otherwise `fallback`. */
export const among = <T>(value: unknown, list: readonly T[], fallback: T): T =>
  list.find((one) => one === value) ?? fallback;

/** Of a list of numbers the one nearest to x. */
export const nearest = (x: number, list: readonly number[]): number =>
  list.reduce((best, one) => (Math.abs(one - x) < Math.abs(best - x) ? one : best));

/** That a value could not be used as it was given. */
export const replaced = (name: string, given: unknown, used: unknown): string =>
  `${name}: ${String(given)} is out of range, showing ${String(used)}.`;

/** A sentence for each prop that could not be used as it was given. */
export const outOfRange = (props: Props, used: object): string =>
  Object.entries(used)
    .filter(([name, value]) => name !== "note" && name in props && String(props[name]) !== String(value))
    .map(([name, value]) => replaced(name, props[name], value))
    .join(" ");
