import { ROOT } from "./files.ts";
import { joined, type Output, storedOutput } from "./ipynb.ts";
import { bodyLine, publishedCells, type Source, type SourceCell } from "./parse.ts";
import { NotebookError } from "./problem.ts";
import { evaluationCode, expressionAtLine, type Part, proseText, readGiven, splitLine } from "./prose.ts";
import { executedBody } from "./questions.ts";
import { type Execution, openSession, type Session } from "./session.ts";

/** What running the source gave for one of its cells. */
export interface CellResult {
  readonly cell: SourceCell;
  /** Stored outputs of a code cell. */
  readonly outputs: readonly Output[];
  /** Markdown: one entry a source line, the text with its expressions evaluated (a value may hold several lines). */
  readonly lines: readonly EvaluatedLine[];
  readonly seconds: number;
}

export interface EvaluatedLine {
  readonly parts: readonly Part[];
  /** The text of each expression, in order. */
  readonly values: readonly string[];
  readonly text: string;
}

/** How the executor names a place in its traceback. */
const CELL_PLACE = /cell \[(\d+)\], line (\d+)/;

/** An execution and its number in the session, where prose counts too. */
type Run = Execution & { readonly count: number };

export interface RunOptions {
  readonly onCell?: (done: number, of: number) => void;
  readonly secondsPerCell?: number;
  /** An open scope to run in instead of a fresh one; it stays open. A published notebook always runs in a fresh one. */
  readonly session?: Session;
}

/**
 * Runs a source from top to bottom in a fresh scope; expressions in prose are evaluated where they stand.
 * @throws NotebookError with file and line at the first cell that fails without the tag raises-exception
 */
export async function runSource(source: Source, options: RunOptions = {}): Promise<CellResult[]> {
  const session = options.session ?? openSession(options.secondsPerCell);
  try {
    const results: CellResult[] = [];
    for (const cell of source.cells) {
      const start = performance.now();
      const part =
        cell.kind === "markdown"
          ? { outputs: [], lines: await evaluateMarkdown(source, cell, session) }
          : { outputs: await executeCell(source, cell, session), lines: [] };
      results.push({ cell, ...part, seconds: (performance.now() - start) / 1000 });
      options.onCell?.(results.length, source.cells.length);
    }
    return results;
  } finally {
    if (session !== options.session) session.close();
  }
}

async function executeCell(source: Source, cell: SourceCell, session: Session): Promise<Output[]> {
  const run = await attempt(source, cell, session, executedBody(cell, source).join("\n"));
  const mayRaise = cell.tags.includes("raises-exception");
  if (!run.ok && !mayRaise) {
    const { line, message } = describe(run);
    throw failure(source, cell, message, line === undefined ? bodyLine(cell) : bodyLine(cell) + line - 1);
  }
  if (run.ok && mayRaise) throw failure(source, cell, "is tagged raises-exception but raises nothing");
  if (cell.kind === "prose") return [];
  const place = `cell [${
    publishedCells(source)
      .filter(({ kind }) => kind === "code")
      .indexOf(cell) + 1
  }]`;
  const renumbered = (line: string) => line.replace(`cell [${run.count}]`, place);
  const outputs = run.outputs.map((output) =>
    storedOutput(
      output.output_type === "error" ? { ...output, traceback: output.traceback.map(renumbered) } : output,
    ),
  );
  if (JSON.stringify(outputs).includes(ROOT)) {
    throw failure(
      source,
      cell,
      "its output names a folder of this machine; print a path relative to the course's root",
    );
  }
  return outputs;
}

async function evaluateMarkdown(
  source: Source,
  cell: SourceCell,
  session: Session,
): Promise<EvaluatedLine[]> {
  const first = bodyLine(cell);
  const split = cell.body.map((line, index) => splitLine(line, { file: source.file, line: first + index }));
  const found = split.flatMap((parts, index) =>
    parts.flatMap((part) =>
      "expression" in part ? [{ expression: part.expression, line: first + index }] : [],
    ),
  );
  const texts: string[] = [];
  if (found.length > 0) {
    const run = await attempt(
      source,
      cell,
      session,
      evaluationCode(found.map(({ expression }) => expression)),
    );
    const printed = run.outputs
      .map((output) => (output.output_type === "stream" ? joined(output.text) : ""))
      .join("");
    const given = readGiven(printed);
    if (!given) {
      const { line, message } = describe(run);
      const at = line === undefined ? undefined : found[expressionAtLine(line)];
      throw failure(source, cell, at ? `\${${at.expression}}: ${message}` : message, at?.line);
    }
    given.forEach((value, index) => {
      const { expression, line } = found[index]!;
      try {
        texts.push(proseText(value, expression));
      } catch (error) {
        throw failure(source, cell, (error as Error).message, line);
      }
    });
  }
  let next = 0;
  return split.map((parts) => {
    const values: string[] = [];
    const pieces = parts.map((part) => {
      if ("text" in part) return part.text;
      const value = texts[next++]!;
      values.push(value);
      return value;
    });
    return { parts, values, text: pieces.join("") };
  });
}

async function attempt(source: Source, cell: SourceCell, session: Session, code: string): Promise<Run> {
  try {
    return { count: session.executed + 1, ...(await session.execute(code)) };
  } catch (error) {
    throw failure(source, cell, (error as Error).message);
  }
}

function failure(source: Source, cell: SourceCell, message: string, line = cell.line): NotebookError {
  return new NotebookError({ file: source.file, line, message });
}

/** The error of a failed run, and the line of the code on which it stands, if that is known. */
function describe(run: Run): { line: number | undefined; message: string } {
  const error = run.outputs.find((output) => output.output_type === "error");
  if (error?.output_type !== "error") return { line: undefined, message: "failed without saying why" };
  const compiler = /^line (\d+), column \d+: (.*)/.exec(error.evalue);
  if (compiler) return { line: Number(compiler[1]), message: `TypeScript: ${compiler[2]}` };
  const place = error.traceback
    .map((text) => CELL_PLACE.exec(text))
    .find((match) => Number(match?.[1]) === run.count);
  return { line: place ? Number(place[2]) : undefined, message: `${error.ename}: ${error.evalue}` };
}

/** The Markdown text of a cell as it stands in the notebook. */
export const markdownText = (lines: readonly EvaluatedLine[]): string =>
  lines.map((line) => line.text).join("\n");
