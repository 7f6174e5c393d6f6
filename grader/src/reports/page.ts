/** The frame of a page that needs nothing but itself: no script, no picture from elsewhere, light and dark. */
import { escapeHtml } from "./plain.js";

const style = `
:root { color-scheme: light dark; --line: rgba(128, 128, 128, .4); --good: #00694d; --bad: #a84600; --mute: #59616e; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.2rem; margin: 2rem 0 .25rem }
table { border-collapse: collapse; margin: .5rem 0 } th, td { padding: .2rem .6rem; border: 1px solid var(--line); text-align: right }
th:first-child, td:first-child, td.text { text-align: left }
ul.checks { list-style: none; margin: .25rem 0; padding: 0 } ul.checks > li { margin: .5rem 0; padding-left: 1.8rem; position: relative }
.mark { position: absolute; left: 0; width: 1.3rem; text-align: center; border-radius: 3px; color: #fff; font-weight: 700 }
.passed .mark { background: var(--good) } .failed .mark { background: var(--bad) }
.note { border-left: 4px solid #e69f00; background: rgba(230, 159, 0, .14); padding: .3rem .8rem; margin: .4rem 0; border-radius: 4px }
.why { border-left: 4px solid var(--bad); padding: .3rem .8rem; margin: 1rem 0 }
.quiet { opacity: .75 } .scroll { overflow-x: auto } pre, code, .numbers { font: 13px/1.4 ui-monospace, monospace }
.beside { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start } .beside figure { margin: 0 }
.bar { display: inline-block; height: .7rem; background: var(--good); border-radius: 2px; vertical-align: baseline }
`;

export const page = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** A table from cells that are HTML already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead>` +
  `<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n")}</tbody></table></div>`;
