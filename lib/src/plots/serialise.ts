import { escapeHtml } from "../ink/escape.js";
import { dayOrNight } from "../ink/night.js";
import type { SvgElement } from "./dom.js";

/**
 * Markup with ids numbered in their order, decimals rounded to hundredths and no classes but for day and night.
 * @param named ids that stay as they are
 */
export function serialise(root: SvgElement, named: ReadonlySet<string>): string {
  const ids = new Map<string, string>();
  const rename = (id: string) => {
    if (!ids.has(id)) ids.set(id, named.has(id) ? id : `i${ids.size}`);
    return ids.get(id)!;
  };
  const value = (name: string, text: string): string => {
    if (name === "id") return rename(text);
    if (verbatim.has(name)) return text.replace(/^#(.+)$/, (_, id) => `#${rename(id)}`);
    if (text.startsWith("url(#")) return `url(#${rename(text.slice(5, -1))})`;
    return text.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (n) => String(Number(Number(n).toFixed(2))));
  };
  const write = (node: SvgElement): string => {
    if (node.nodeType === 3) return subscripts(escapeHtml(printable(node.textContent)));
    const attributes = [...node.attributes]
      .filter(({ name, value }) => name !== "class" || timesOfDay.has(value))
      .map(({ name, value: text }) => ` ${name}="${escapeHtml(value(name, text))}"`)
      .join("");
    if (node.localName === "title") return `<title>${escapeHtml(printable(node.textContent))}</title>`;
    const inside = [...node.childNodes].map(write).join("");
    const open = `<${node.localName}${attributes}`;
    return inside === "" ? `${open}/>` : `${open}>${inside}</${node.localName}>`;
  };
  return write(root);
}

/** Classes that a picture’s stylesheet shows by day alone or by night alone. */
const timesOfDay = new Set<string>(Object.values(dayOrNight));

const verbatim = new Set(["href", "xlink:href", "aria-label", "font-family", "class", "id"]);

/** B_c with its c lowered, and what follows back on the line. */
function subscripts(text: string): string {
  const [first, ...rest] = text.split(/\b([A-Za-z])_([a-z]{1,2})\b/);
  let line = first!;
  for (let k = 0; k < rest.length; k += 3) {
    const [letter, index, after] = rest.slice(k, k + 3);
    line += `${letter}<tspan dy="0.24em" font-size="0.92em">${index}</tspan>`;
    if (after) line += `<tspan dy="-0.22em">${after}</tspan>`;
  }
  return line;
}

/** XML has no way to write most control characters. */
const printable = (text: string): string =>
  Array.from(text, (c) => (c < " " && !"\t\n\r".includes(c) ? "\uFFFD" : c)).join("");
