/** Code in the colours of the published pages. */
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { make } from "./make.ts";

export function coloured(code: string): DocumentFragment {
  const out = document.createDocumentFragment();
  highlightCode(
    code,
    typescriptLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) => out.append(classes ? make("span", { class: classes }, text) : text),
    () => out.append("\n"),
  );
  return out;
}
