/** The course in sections, as the search knows it. */
import { plainText } from "long-attention/ink";
import { joined, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { type Heading, withoutPoints } from "./markdown.ts";

export interface Section {
  /** Of its heading; "" where the page begins without one. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly code: string;
}

/**
 * @param cells of a page, in their order
 * @param headings of the page, as its Markdown met them
 */
export function sectionsOf(cells: readonly NotebookCell[], headings: readonly Heading[]): Section[] {
  const sections: { heading?: Heading; title: string; text: string[]; code: string[] }[] = [];
  let met = 0;
  const begin = (title: string, heading?: Heading) =>
    sections.push({ title, text: [], code: [], ...(heading ? { heading } : {}) });
  for (const { cell_type, source } of cells) {
    if (cell_type === "code") {
      if (sections.length === 0) begin("");
      sections.at(-1)!.code.push(joined(source));
      continue;
    }
    let fenced = false;
    for (const line of joined(source).split("\n")) {
      if (line.startsWith("```")) fenced = !fenced;
      const title = fenced ? undefined : /^#{1,6} +(.*)/.exec(line)?.[1];
      if (title !== undefined) begin(words(withoutPoints(title).title), headings[met++]);
      else {
        if (sections.length === 0) begin("");
        sections.at(-1)!.text.push(line);
      }
    }
  }
  return sections.map(({ heading, title, text, code }) => ({
    id: heading?.id ?? "",
    title,
    text: words(text.join(" ")),
    code: code.join("\n"),
  }));
}

/** Markdown as words: marks of emphasis, tables and formulas go, what they hold stays. */
const words = (markdown: string): string =>
  plainText(markdown)
    .replace(/\\(?:mathrm|text|operatorname)\{([^}]*)\}/g, "$1")
    .replace(/[|$\\{}]+|[-:]{3,}/g, " ")
    .replace(/\s+/g, " ")
    .trim();
