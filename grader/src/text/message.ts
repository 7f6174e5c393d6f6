/**
 * What a check says is wrong: words, with names of code between backticks. Nothing else in it is markup, since it
 * may tell a value of the student's: no Markdown, no links.
 */

/** A piece of a message. */
export interface Part {
  readonly text: string;
  /** A name: `l` is not L. */
  readonly code: boolean;
}

export const partsOf = (message: string): Part[] =>
  message
    .split(/`([^`\n]+)`/)
    .map((text, k) => ({ text, code: k % 2 === 1 }))
    .filter(({ text }) => text !== "");

/** For a terminal. */
export const messageText = (message: string): string =>
  partsOf(message)
    .map(({ text }) => text)
    .join("");

/** With a capital letter and a full stop; a name at the start stays as it is. */
export function sentence(message: string): string {
  const start = message.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
