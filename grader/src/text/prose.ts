/** Markdown with TeX in it, as the texts of the exercises are written, for a page and for a terminal. */
import { inlineHtml, plainText } from "long-attention/ink/markdown.js";
import { texToHtml, texToText } from "./tex.js";

/** Code keeps its dollar signs. */
const codeOrTex = /(`[^`]*`)|\$([^$\n]+)\$/g;
/** Stands for a formula while Markdown is read: private to us, so no text has it. */
const mark = (k: number) => `\uE000${k}\uE001`;

/** One paragraph as HTML. */
export const proseHtml = (markdown: string): string => read(markdown, inlineHtml, texToHtml);

/** One paragraph as plain text. */
export const proseText = (markdown: string): string => read(markdown, plainText, texToText);

function read(markdown: string, prose: (text: string) => string, formula: (tex: string) => string): string {
  const formulas: string[] = [];
  const marked = markdown.replace(codeOrTex, (whole, _code, tex?: string) =>
    tex === undefined ? whole : mark(formulas.push(formula(tex)) - 1),
  );
  return prose(marked).replace(/\uE000(\d+)\uE001/g, (_, k) => formulas[Number(k)]!);
}

/**
 * Text from a learner's program, made safe to print: no control characters and no signs that turn the
 * direction of reading.
 */
export const tame = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
