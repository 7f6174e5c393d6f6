/** Code as a page shows it: coloured at build, by the classes that the live editor gives the same code. */
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { escapeHtml } from "long-attention/ink";

const typescript = parser.configure({ dialect: "ts" });

/** TypeScript as HTML whose text is the code, exactly. */
export function coloured(code: string): string {
  let html = "";
  const put = (text: string, classes: string) => {
    html += classes ? `<span class="${classes}">${escapeHtml(text)}</span>` : escapeHtml(text);
  };
  const newLine = () => {
    html += "\n";
  };
  highlightCode(code, typescript.parse(code), classHighlighter, put, newLine);
  return html;
}

/** A block of code that can be scrolled by keys. @param label what a screen reader calls it */
export const codeBlock = (code: string, label: string): string =>
  `<pre class="code" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${coloured(code)}</code></pre>`;
