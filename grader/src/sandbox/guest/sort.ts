/**
 * Sorting as V8 does it, call by call: a comparison that contradicts itself (`() => rng() - 0.5`, or one that gives true and
 * false) leaves another order behind in every engine, and a verdict must not depend on that.
 * @see TimSort in V8's array-sort.tq; of lists so short it is one run and binary insertion.
 */

type Compare = (a: unknown, b: unknown) => unknown;

/** V8 merges runs from here on. Honest comparisons give the same order whoever sorts. */
export const shortest = 64;

/** Sorts a list of fewer than `shortest` entries, none of them undefined, in place. */
export function sortAsV8(work: unknown[], compare: Compare): void {
  const n = work.length;
  if (n < 2) return;
  const order = (a: unknown, b: unknown): number => Number(compare(a, b)) || 0;
  let run = 2;
  const descending = order(work[1], work[0]) < 0;
  for (; run < n; run++) if (order(work[run], work[run - 1]) < 0 !== descending) break;
  if (descending) for (let i = 0, j = run - 1; i < j; i++, j--) [work[i], work[j]] = [work[j], work[i]];
  for (let start = run; start < n; start++) {
    const pivot = work[start];
    let [left, right] = [0, start];
    while (left < right) {
      const middle = left + ((right - left) >> 1);
      if (order(pivot, work[middle]) < 0) right = middle;
      else left = middle + 1;
    }
    for (let i = start; i > left; i--) work[i] = work[i - 1];
    work[left] = pivot;
  }
}

const { apply } = Reflect;
const native = { sort: Array.prototype.sort };

/** `Array.prototype.sort`: undefined comes last, and holes after it. */
export function sort(this: unknown[], compare?: Compare): unknown[] {
  if (typeof compare !== "function" || !Array.isArray(this) || this.length >= shortest)
    return apply(native.sort, this, [compare]) as unknown[];
  const work: unknown[] = [];
  let [none, holes] = [0, 0];
  for (let i = 0; i < this.length; i++)
    if (!(i in this)) holes++;
    else if (this[i] === undefined) none++;
    else work[work.length] = this[i];
  sortAsV8(work, compare);
  for (let i = 0; i < work.length; i++) this[i] = work[i];
  for (let i = 0; i < none; i++) this[work.length + i] = undefined;
  for (let i = this.length - holes; i < this.length; i++) delete this[i];
  return this;
}

/** `Array.prototype.toSorted`. */
export function toSorted(this: ArrayLike<unknown>, compare?: Compare): unknown[] {
  return apply(sort, Array.from(this), [compare]);
}
