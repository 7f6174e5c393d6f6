/** A group of columns that stand side by side, in widths of a column from the left edge. */
export interface ColumnGroup {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
  /** The left edge of each of its columns. */
  readonly columns: readonly number[];
}

/** Columns one wide, in groups that stand a little apart. @param sizes columns of each group @param gap between groups */
export function columnGroups(sizes: readonly number[], gap: number): ColumnGroup[] {
  let from = 0;
  return sizes.map((size) => {
    const columns = Array.from({ length: size }, (_, k) => from + k);
    const group = { from, to: from + size, middle: from + size / 2, columns };
    from += size + gap;
    return group;
  });
}
