import ts from "typescript";
import { NotebookError } from "./problem.ts";

/** A piece of a Markdown line: text to keep, or an expression to evaluate (`column` is 0-based, of its first letter). */
export type Part = { readonly text: string } | { readonly expression: string; readonly column: number };

const OPENING = /(\\*)\$\{/g;

/** The text of a Markdown line in a source: `// # Title` → `# Title`, with the escape of a leading `%%` undone. */
export function uncomment(line: string): string {
  return line.replace(/^\/\/ ?/, "").replace(/^\\(\\*%%)/, "$1");
}

/** The reverse of {@link uncomment}; a line that begins with `%%` would open a cell, so it gets a backslash. */
export function comment(text: string): string {
  return text === "" ? "//" : `// ${text.replace(/^(\\*%%)/, "\\$1")}`;
}

/**
 * Splits a Markdown line of a source at its `${…}`. Of the backslashes right before `${` every pair stands for one,
 * and an odd one makes the `${` literal.
 * @param line the raw line, with its `// `
 * @throws NotebookError when `${` has no expression that ends on this line
 */
export function splitLine(line: string, place: { file: string; line: number }): Part[] {
  const text = uncomment(line);
  const shift = line.length - text.length;
  const parts: Part[] = [];
  let literal = "";
  let from = 0;
  for (OPENING.lastIndex = 0; ; ) {
    const open = OPENING.exec(text);
    if (!open) break;
    const slashes = (open[1] as string).length;
    literal += text.slice(from, open.index) + "\\".repeat(slashes >> 1);
    from = OPENING.lastIndex;
    if (slashes % 2 === 1) {
      literal += "${";
      continue;
    }
    const end = endOfExpression(text, from);
    if (end < 0) {
      const message = `"\${${text.slice(from)}" holds no TypeScript expression that ends on this line; write \\\${ for the characters themselves`;
      throw new NotebookError({ ...place, message });
    }
    if (literal) parts.push({ text: literal });
    parts.push({ expression: text.slice(from, end), column: shift + from });
    literal = "";
    OPENING.lastIndex = from = end + 1;
  }
  literal += text.slice(from);
  if (literal) parts.push({ text: literal });
  return parts;
}

/** Text written so that {@link splitLine} reads it as it stands. */
export function escapeText(text: string): string {
  return text.replace(OPENING, (_, slashes: string) => `${slashes}${slashes}\\\${`);
}

/** The first `}` that leaves a whole expression behind, so braces in strings, templates and objects are no trouble. */
function endOfExpression(text: string, from: number): number {
  for (let end = text.indexOf("}", from); end >= 0; end = text.indexOf("}", end + 1)) {
    if (isExpression(text.slice(from, end))) return end;
  }
  return -1;
}

function isExpression(code: string): boolean {
  const file = ts.createSourceFile(
    "prose.ts",
    `(${code}\n)`,
    ts.ScriptTarget.ESNext,
    false,
    ts.ScriptKind.TS,
  );
  const errors = (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics;
  const [statement] = file.statements;
  return (
    errors.length === 0 &&
    file.statements.length === 1 &&
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    ts.isParenthesizedExpression(statement.expression)
  );
}

/** What an expression gave, told across a process border. */
export type Given =
  | { readonly type: "string" | "number"; readonly text: string }
  | { readonly type: "thrown"; readonly text: string }
  | { readonly type: "other"; readonly text: string };

const MARK = "\u0001prose\u0001";

/**
 * One piece of code that evaluates the expressions in order and prints what they gave. It declares nothing in the
 * notebook's scope. Expression k stands alone on line 3k + 3, so a compiler's line number tells which one it means.
 */
export function evaluationCode(expressions: readonly string[]): string {
  const tries = expressions.map(
    (expression) =>
      `try { const $v: unknown = (\n${expression}\n); $prose.push(typeof $v === "string" || typeof $v === "number" ? { type: typeof $v, text: String($v) } : { type: "other", text: $v === null ? "null" : typeof $v }); } catch ($e) { $prose.push({ type: "thrown", text: String($e) }); }`,
  );
  return `{ const $prose: { type: string; text: string }[] = [];\n${tries.join("\n")}\nconsole.log(${JSON.stringify(MARK)} + JSON.stringify($prose)); }`;
}

/** Which expression a line of {@link evaluationCode} belongs to. */
export const expressionAtLine = (line: number): number => Math.floor((line - 2) / 3);

/** Reads the printed values; undefined when the code did not come to its end. */
export function readGiven(printed: string): Given[] | undefined {
  const at = printed.lastIndexOf(MARK);
  return at < 0 ? undefined : (JSON.parse(printed.slice(at + MARK.length)) as Given[]);
}

/**
 * The text that stands in the sentence.
 * @throws RangeError for anything but a string or an integer, because 17 digits do not belong in prose
 */
export function proseText(given: Given, expression: string): string {
  if (given.type === "thrown") throw new RangeError(`\${${expression}} throws ${given.text}`);
  if (given.type === "other")
    throw new RangeError(`\${${expression}} is ${given.text}; a sentence needs a string or a number`);
  if (given.type === "string") return given.text;
  if (/^-?\d+$/.test(given.text)) return given.text;
  if (/^-?\d/.test(given.text)) {
    throw new RangeError(
      `\${${expression}} is ${given.text}; format it, e.g. with toFixed, so that no raw digits stand in prose`,
    );
  }
  throw new RangeError(`\${${expression}} is ${given.text}; a sentence needs a finite number`);
}
