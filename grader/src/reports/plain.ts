/** Text that came from a student, on its way to somebody's terminal, spreadsheet or browser. */

/** Control characters other than tab and line feed, and those that turn the direction of writing or take no room. */
const unwanted = /[^\P{Cc}\t\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

/** One short text without characters that could do something. Lone halves of surrogate pairs go as well. */
export function plain(text: unknown, most = 600): string {
  const clean = String(text ?? "")
    .slice(0, 4 * most)
    .replace(unwanted, "\ufffd")
    .replace(/\n\s*/g, " ");
  return clean.length > most ? `${clean.slice(0, most - 1).replace(/\p{Surrogate}$/u, "")}…` : clean;
}

/** Safe inside HTML text and quoted attributes. */
export const escapeHtml = (text: unknown): string =>
  String(text).replace(
    /[&<>"'`]/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" })[char]!,
  );

/** One cell of a CSV file. Spreadsheets take what begins like a formula for one; an apostrophe says it is text. */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[\s]*[=+\-@]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
