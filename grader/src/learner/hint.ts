import { Rich } from "long-attention/ink";
import { asHtml, asText, type Block } from "../feedback/index.js";
import { findExercise } from "./find.js";
import { texts } from "./texts.js";

/**
 * A nudge for an exercise, when you want one.
 * @param id such as "00.2"
 * @throws RangeError when there is no such exercise
 */
export function hint(id: string): Rich {
  return card(hintBlocks(findExercise("hint", id).id));
}

export function hintBlocks(id: string): Block[] {
  const text = texts[id];
  if (!text) return [{ kind: "say", text: `There is no hint for ${id}.` }];
  return [
    { kind: "say", text: `**Hint for ${id}.** ${text.hint}` },
    { kind: "foot", lines: [`The answer takes about ${text.size}: \`${text.signature}\``] },
  ];
}

export const card = (blocks: readonly Block[]): Rich => new Rich(asHtml(blocks), asText(blocks));
