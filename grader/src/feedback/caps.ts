/** How much feedback shows. What is left out is said where it would stand. */
export const caps = {
  /** Characters of one text. */
  text: 2000,
  /** Characters of a value inside a line or a cell. */
  value: 160,
  /** Characters of a name. */
  name: 60,
  /** Entries of any list in a block: blocks, values, rows, columns. */
  list: 32,
  /** Rows and columns of a picture. */
  heat: 32,
  /** Rows and columns of a table; of a larger one, `cut` are shown. */
  side: 8,
  cut: 6,
  /** Entries of a list, and lines of one whose entries are long. */
  entries: 16,
  lines: 8,
} as const;
