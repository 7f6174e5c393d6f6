/** What an exercise's text says, sentence by sentence, and which check holds it. */
import type { Exercise } from "../../../grader/src/engine/index.ts";
import type { Doc } from "./parse.ts";

/** The sentences that promise or ask for something: story, parameters and result; hints only help. */
export function sentencesOf({ story, params, returns }: Doc): string[] {
  const texts = [story, ...params.map(({ name, text }) => `${name} ${text}`), ...(returns ? [returns] : [])];
  return texts.flatMap((text) =>
    text
      .replace(/\s+/g, " ")
      .split(/(?<=[.?!;])\s+(?=[^a-z]|[a-z])/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== ""),
  );
}

/** One sentence for every sentence that no check holds, and for every quote that stands in no sentence. */
export function unheld({ id, checks, background = [] }: Exercise, doc: Doc): string[] {
  const sentences = sentencesOf(doc);
  const quotes = [...checks.flatMap(({ holds = [] }) => holds), ...background];
  return [
    ...sentences
      .filter((sentence) => !quotes.some((quote) => sentence.includes(quote)))
      .map((sentence) => `${id}: no check holds “${sentence}”`),
    ...quotes
      .filter((quote) => !sentences.some((sentence) => sentence.includes(quote)))
      .map((quote) => `${id}: “${quote}” is quoted, but stands in no sentence of the text`),
  ];
}
