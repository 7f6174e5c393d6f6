import { bodyLine, type Source, type SourceCell } from "./parse.ts";
import type { Problem } from "./problem.ts";
import { splitLine } from "./prose.ts";
import { publishedBody } from "./questions.ts";

const MAX_CODE_LINES = 15;

const NUMBER = String.raw`(?<![\p{L}\p{N}_.,]|\p{L}-)\d+(?:,\d{3})*(?:\.\d+)?[KMBT]?`;
const GAP = String.raw`(?:[\s\u00a0\u202f-]|\\[,;: ])?`;
const UNIT = [
  "[kKMGTP]i?B(?:/s)?",
  "(?:[kKMGTPE]?FLOPs?|[kKMGTPE]?FLOPS)(?:/[a-zA-Z]+)?",
  "[mnµμ]s",
  "[kMG]?Hz",
  "tokens?",
  "elements?",
  "bytes?",
  "bits",
  "accesses",
  "reads",
  "writes",
  "SMs",
  "parameters",
].join("|");
const HAND_TYPED = new RegExp(
  [
    String.raw`${NUMBER}${GAP}(?:${UNIT})(?![\p{L}\p{N}])`,
    String.raw`${NUMBER}[\s\u00a0\u202f](?:s|min|h|B)(?![\p{L}\p{N}'’.])`,
    String.raw`${NUMBER}[\s\u00a0\u202f](?:s|min|h|B)(?=\.(?:\s|$))`,
    String.raw`${NUMBER}${GAP}\\?%`,
    String.raw`${NUMBER}${GAP}(?:×|\\times)(?!\s*[\d\ufffc])`,
    String.raw`(?<![\p{L}\p{N}_.,])\d{1,3}(?:,\d{3})+(?!\d)`,
  ].join("|"),
  "gu",
);

/** What never counts as a typed number: code, addresses, HTML tags, numbered headings and lists, references. */
const EXEMPT = [
  /(`+)(?!`).*?[^`]\1(?!`)/g,
  /\]\([^)]*\)/g,
  /<[^>]*>/g,
  /\bhttps?:\S+/g,
  /^\s*#+\s+\d+(?:\.\d+)*\.?(?=\s)/g,
  /^\s*(?:[-*]\s+)?\d+[.)](?=\s)/g,
  /(?:§+\s*|\b(?:sections?|chapters?|notebooks?|figures?|figs?\.|tables?|equations?|eqs?\.|theorems?|algorithms?|propositions?|lines?|pages?|pp?\.)\s+)\d+(?:\.\d+)*/gi,
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g,
];

/** The numbers in a Markdown line that a person typed though a unit or a thousands separator says they are measured. */
export function typedNumbers(text: string): string[] {
  const masked = EXEMPT.reduce(
    (rest, pattern) => rest.replace(pattern, (part) => "\u0000".repeat(part.length)),
    text,
  );
  return (masked.match(HAND_TYPED) ?? []).map((found) => found.trim());
}

/** Rules that need no execution: no typed numbers in prose, no long code cells. */
export function lint(source: Source): Problem[] {
  return source.cells.flatMap((cell) => {
    if (cell.kind === "markdown") return lintProse(source, cell);
    return cell.kind === "code" ? lintCode(source, cell) : [];
  });
}

function lintProse(source: Source, cell: SourceCell): Problem[] {
  const problems: Problem[] = [];
  let fenced = false;
  cell.body.forEach((raw, index) => {
    const line = bodyLine(cell) + index;
    const parts = splitLine(raw, { file: source.file, line });
    const text = parts.map((part) => ("text" in part ? part.text : "\ufffc")).join("");
    if (/^\s*(```|~~~)/.test(text)) fenced = !fenced;
    if (fenced) return;
    for (const found of typedNumbers(text)) {
      const message = `"${found}" is typed by hand; write \${an expression}, or \`backticks\` if it is code`;
      problems.push({ file: source.file, line, message });
    }
  });
  return problems;
}

function lintCode(source: Source, cell: SourceCell): Problem[] {
  const lines = publishedBody(cell).filter((line) => line.trim() && !line.trim().startsWith("//")).length;
  if (lines <= MAX_CODE_LINES) return [];
  const message = `the cell has ${lines} lines of code; ${MAX_CODE_LINES} is the most: move a definition into lib/ or split it`;
  return [{ file: source.file, line: cell.line, message }];
}
