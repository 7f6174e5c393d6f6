/** Refuses an empty list, and more of one kind than a figure can tell apart. */
export function atMost(where: string, what: string, number: number, most: number): void {
  if (number === 0 || number > most)
    throw new RangeError(
      `${where}: there are ${number} ${what}; give one to ${most}, or they cannot be told apart`,
    );
}

/** Refuses a line of fewer than two points. */
export function isLine(where: string, name: string, points: ArrayLike<unknown>): void {
  if (points.length < 2)
    throw new RangeError(
      `${where}: “${name}” has ${points.length} point${points.length === 1 ? "" : "s"}; a line needs at least two`,
    );
}

/** Different lengths in their order. @throws RangeError when there are fewer than two */
export function differentLengths(where: string, Ts: readonly number[]): number[] {
  const lengths = [...new Set(Ts)].sort((a, b) => a - b);
  if (lengths.length < 2)
    throw new RangeError(`${where}: Ts needs at least two different context lengths; one gives no line`);
  return lengths;
}
