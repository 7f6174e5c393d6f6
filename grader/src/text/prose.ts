/** Markdown with TeX in it, as the texts of the exercises are written, for a page and for a terminal. */
import { inlineHtml, plainText } from "long-attention/ink";
import { texToHtml, texToText } from "./tex.js";

/** Code keeps its dollar signs. */
const codeOrTex = /(`[^`]*`)|\$([^$\n]+)\$/g;
/** Stands for a formula while Markdown is read: private to us, so no text has it. */
const mark = (k: number) => `\uE000${k}\uE001`;

/** One paragraph as HTML. @param raised attributes of what is raised or lowered */
export const proseHtml = (markdown: string, raised = ""): string =>
  read(markdown, inlineHtml, (tex) => texToHtml(tex, raised));

/** One paragraph as plain text. */
export const proseText = (markdown: string): string => read(markdown, plainText, texToText);

function read(markdown: string, prose: (text: string) => string, formula: (tex: string) => string): string {
  const formulas: string[] = [];
  const marked = markdown.replace(codeOrTex, (whole, _code, tex?: string) =>
    tex === undefined ? whole : mark(formulas.push(formula(tex)) - 1),
  );
  return prose(marked).replace(/\uE000(\d+)\uE001/g, (_, k) => formulas[Number(k)]!);
}
