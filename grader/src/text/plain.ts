/** Text that came from a student, on its way to somebody's terminal, spreadsheet or browser. */

/**
 * Controls, signs that turn the direction of writing or take no room, halves of surrogate pairs, private signs.
 * A zero-width joiner between letters or emoji belongs to the word, in Persian as in 👩‍💻, and stays.
 */
const unwanted =
  /(?![\t\n])(?!(?<=[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}]))[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** One short line without characters that could do something. */
export function plain(text: unknown, most = 600): string {
  const clean = String(text ?? "")
    .slice(0, 4 * most)
    .replace(unwanted, "\ufffd")
    .replace(/\n\s*/g, " ");
  return clean.length > most ? `${clean.slice(0, most - 1).replace(/\p{Cs}$/u, "")}…` : clean;
}

/** The same with its line breaks, at most `most` characters long; what is cut off is said. */
export function plainLines(text: string, most = Number.POSITIVE_INFINITY): string {
  const kept = text.length > most ? text.slice(0, most - 40).replace(/[\ud800-\udbff]$/, "") : text;
  const clean = kept.replace(/\r\n?/g, "\n").replace(unwanted, "\ufffd");
  return kept === text ? clean : `${clean} … (${text.length - kept.length} more characters)`;
}

/** Is there nothing in it that could do something? */
export const isPlain = (text: string): boolean => text.search(unwanted) < 0;

/**
 * One cell of a CSV file. Spreadsheets take what begins like a formula for one, after spaces and in full width
 * too; an apostrophe says it is text.
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\n\r;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
