import { int, significant } from "../ink/format.js";
import { inlineHtml, plainText } from "../ink/markdown.js";
import { Rich } from "../ink/rich.js";

/** What a table can hold; null and undefined show as a dash. */
export type Cell = string | number | boolean | null | undefined;

/** Which columns a table shows, and what stands above it. */
export interface TableOptions<Row> {
  /** The columns in their order, by property; or a heading for each property. Default: the first row's properties. */
  readonly columns?: readonly (keyof Row & string)[] | Partial<Record<keyof Row & string, string>>;
  /** Above the table, in Markdown. */
  readonly caption?: string;
}

/**
 * Rows as a table: numbers to the right with their thousands grouped, text to the left, in Markdown.
 * For a fixed number of decimals, format the cell first: fixed(x, 3).
 * @throws RangeError when there is no row, or a column that no row has
 */
export function table<Row extends Readonly<Record<string, Cell>>>(
  rows: readonly Row[],
  options: TableOptions<Row> = {},
): Rich {
  if (rows.length === 0) throw new RangeError("table: there are no rows; give at least one");
  const { columns = Object.keys(rows[0]!), caption } = options;
  const headings = Object.entries<string>(
    Array.isArray(columns)
      ? Object.fromEntries(columns.map((key) => [key, key]))
      : (columns as Record<string, string>),
  );
  for (const [key] of headings)
    if (!rows.some((row) => key in row))
      throw new RangeError(`table: no row has “${key}”; the rows have ${Object.keys(rows[0]!).join(", ")}`);
  const texts = rows.map((row) => headings.map(([key]) => written(row[key])));
  const toRight = headings.map(([key]) =>
    rows.every((row) => typeof row[key] === "number" || looksNumeric(row[key])),
  );
  return new Rich(
    asHtml(
      headings.map(([, heading]) => heading),
      texts,
      toRight,
      caption,
    ),
    asText(
      headings.map(([, heading]) => heading),
      texts,
      toRight,
      caption,
    ),
  );
}

const looksNumeric = (cell: Cell) =>
  cell === undefined ||
  cell === null ||
  (typeof cell === "string" && /^[−-]?[\d,.]+( ?%| [a-zA-Zµ/]{1,7})?$/.test(cell));

function written(cell: Cell): string {
  if (cell === undefined || cell === null) return "–";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) ? int(cell) : significant(cell, 6);
}

function asHtml(headings: string[], rows: string[][], toRight: boolean[], caption?: string): string {
  const cell = (tag: "th" | "td") => (text: string, k: number) =>
    `<${tag} style="text-align: ${toRight[k] ? "right" : "left"}; padding: 4px 10px">${inlineHtml(text)}</${tag}>`;
  const title = caption
    ? `<caption style="text-align: left; padding: 4px 10px"><strong>${inlineHtml(caption)}</strong></caption>`
    : "";
  const body = rows.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("");
  return `<table style="border-collapse: collapse">${title}<thead><tr>${headings.map(cell("th")).join("")}</tr></thead><tbody>${body}</tbody></table>`;
}

function asText(headings: string[], rows: string[][], toRight: boolean[], caption?: string): string {
  const lines = [headings, ...rows].map((row) => row.map(plainText));
  const widths = headings.map((_, k) => Math.max(...lines.map((line) => line[k]!.length)));
  const aligned = lines.map((line) =>
    line
      .map((text, k) => (toRight[k] ? text.padStart(widths[k]!) : text.padEnd(widths[k]!)))
      .join("  ")
      .trimEnd(),
  );
  const underline = widths.map((w) => "─".repeat(w)).join("  ");
  return [...(caption ? [plainText(caption)] : []), aligned[0]!, underline, ...aligned.slice(1)].join("\n");
}
