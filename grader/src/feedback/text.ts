/** Feedback for terminals and screen readers. */

import { show } from "../engine/index.js";
import { messageText } from "../text/message.js";
import { proseText } from "../text/prose.js";
import { type Block, type Grid, type Named, type State, slipTitle, type Traffic } from "./blocks.js";

/** How a terminal sets words off; without it, they stay as they are. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const same = (text: string) => text;
const unpainted: Paint = { good: same, bad: same, strong: same, quiet: same };

const width = 92;

export const signs: Readonly<Record<State, string>> = {
  passed: "✔",
  failed: "✘",
  "not run": "–",
  "not started": "○",
};

export function asText(blocks: readonly Block[], paint: Paint = unpainted): string {
  return blocks.map((block) => lines(block, paint).join("\n")).join("\n\n");
}

function lines(block: Block, paint: Paint): string[] {
  switch (block.kind) {
    case "head":
      return [`${sign(block.state, paint)} ${paint.strong(block.title)}: ${block.state}, ${block.result}`];
    case "checks":
      return block.lines.map(({ state, title, hidden }) => {
        const word = `${sign(state, paint)} ${state.padEnd(7)}`;
        return `  ${word}  ${proseText(title)}${hidden ? paint.quiet(" (hidden)") : ""}`;
      });
    case "slip":
      return [
        `  ${paint.bad("▌")} ${paint.strong(slipTitle(block.part))}`,
        ...wrapped(proseText(block.text), width - 4).map((line) => `  ${paint.bad("▌")} ${line}`),
      ];
    case "heading":
      return [`  ${paint.strong(proseText(block.text))}`];
    case "say":
      return paragraph(proseText(block.text));
    case "message":
      return paragraph(messageText(block.text));
    case "quote":
      return [...paragraph(messageText(block.lead)), "", ...code(block.text)];
    case "code":
      return code(block.text);
    case "line":
      return block.source === undefined
        ? [`  ${block.place}`]
        : [`  ${block.place}:`, `    ${block.line} | ${block.source.trim()}`];
    case "values":
      return valuesText(block.values, paint);
    case "traffic":
      return paragraph(trafficText(block));
    case "foot":
      return block.lines.flatMap((line) =>
        wrapped(proseText(line), width - 2).map((part) => `  ${paint.quiet(part)}`),
      );
  }
}

const paragraph = (text: string) => wrapped(text, width - 2).map((line) => `  ${line}`);
const code = (text: string) => text.split("\n").map((line) => `    ${line}`);

export const trafficText = ({ read, written, peak, limit }: Traffic): string =>
  `Traffic: ${show(read)} elements read from HBM, ${show(written)} written to it. SRAM held at most ${show(peak)}${limit === undefined ? "" : ` of the ${show(limit)} that fit`}.`;

function sign(state: State, paint: Paint): string {
  const colour = state === "passed" ? paint.good : state === "failed" ? paint.bad : paint.quiet;
  return colour(signs[state]);
}

/** Tables side by side as far as the line is wide enough; values in words a line each. */
function valuesText(values: readonly Named[], paint: Paint): string[] {
  const boxes = values.map((value) => box(value));
  const rows: string[][] = [];
  let row: string[][] = [];
  const flush = () => {
    if (row.length > 0) rows.push(beside(row));
    row = [];
  };
  values.forEach(({ shown }, k) => {
    const alone = "text" in shown;
    const taken = [...row, boxes[k]!].reduce((sum, each) => sum + widthOf(each) + 4, 0);
    if (alone || taken > width) flush();
    row.push(boxes[k]!);
    if (alone) flush();
  });
  flush();
  const notes = values.flatMap(({ note }) => (note ? [paint.quiet(`  ${note}.`)] : []));
  const apart = rows.some((each) => each.length > 1);
  return [...rows.flatMap((each, k) => (k > 0 && apart ? ["", ...each] : each)), ...notes];
}

function box({ name, shape, shown }: Named): string[] {
  const label = [name, shape].filter(Boolean).join(" ");
  if ("heat" in shown) return [label, `  ${shown.alt}`];
  if ("text" in shown) {
    const [first, ...rest] = shown.text.split("\n");
    if (rest.length === 0) return [label ? `${label} = ${first}` : first!];
    return [...(label ? [`${label} =`] : []), first!, ...rest];
  }
  return [...(label ? [label] : []), ...gridText(shown).map((line) => `  ${line}`)];
}

function gridText({ columns, rows, cells }: Grid): string[] {
  const body = cells.map((row) => row.map(({ text }) => text));
  const all = columns ? [[...columns], ...body] : body;
  const widths = all[0]!.map((_, j) => Math.max(...all.map((row) => (row[j] ?? "").length)));
  const heads = rows ? (columns ? ["", ...rows] : rows) : undefined;
  const head = heads ? Math.max(...heads.map((text) => text.length)) : 0;
  return all.map((row, i) => {
    const numbers = row.map((text, j) => text.padStart(widths[j]!)).join("  ");
    return heads ? `${heads[i]!.padEnd(head)}  ${numbers}` : numbers;
  });
}

const widthOf = (text: readonly string[]) => Math.max(...text.map((line) => line.length));

function beside(boxes: readonly (readonly string[])[]): string[] {
  const height = Math.max(...boxes.map((one) => one.length));
  return Array.from({ length: height }, (_, i) =>
    `  ${boxes.map((one) => (one[i] ?? "").padEnd(widthOf(one))).join("    ")}`.trimEnd(),
  );
}

/** Words in lines of at most `columns` characters. */
export function wrapped(text: string, columns: number): string[] {
  const found: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = found.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) found.push(word);
    else found[found.length - 1] = `${last} ${word}`;
  }
  return found;
}
