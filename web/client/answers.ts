/**
 * Answers as files that `grade` and `check` take, and back: the set's own notebook or TypeScript file, as it is handed
 * out, with the learner's code in the places of the stubs.
 */

/** The code of a set's cells, by their ids, such as 07-1-solution. */
export type Codes = ReadonlyMap<string, string>;

interface FileCell {
  readonly cell_type: string;
  readonly id?: string;
  readonly source: string | readonly string[];
  readonly metadata?: { readonly nbgrader?: { readonly grade_id?: string } };
}

const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const joined = (source: string | readonly string[]): string =>
  typeof source === "string" ? source : source.join("");

/** @param handedOut the set's notebook as JSON */
export function asNotebook(handedOut: string, codes: Codes): string {
  const notebook = JSON.parse(handedOut) as { cells: FileCell[] };
  const cells = notebook.cells.map((cell) => {
    const code = codes.get(cell.id ?? "");
    return code === undefined ? cell : { ...cell, source: lines(code) };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

/**
 * The cells' code out of a notebook. Cells that somebody has added go into the next one that is ours.
 * @throws Error when it is no notebook, or one of something else
 */
export function fromNotebook(text: string, ours: readonly string[]): Codes {
  const { cells } = JSON.parse(text) as { cells?: readonly FileCell[] };
  if (!Array.isArray(cells)) throw new Error("this is no notebook: it has no list of cells");
  const found = new Map<string, string>();
  let added = "";
  for (const { cell_type, id, source, metadata } of cells as readonly FileCell[]) {
    if (cell_type !== "code") continue;
    const ids = [metadata?.nbgrader?.grade_id, id];
    const own = ours.find((one) => ids.includes(one));
    const code = joined(source);
    if (own) {
      found.set(own, added + code);
      added = "";
    } else if (code.trim() && !/-(check|look|progress)$/.test(ids.find(Boolean) ?? ""))
      added += `${code}\n\n`;
  }
  if (found.size === 0) throw new Error("this notebook has no cell of this exercise set");
  return found;
}

/** Where an exercise begins in a TypeScript file, such as "// 07.1 · Two halves of a softmax". */
const BEGINS = /^\/\/ (\d\d\.\d+) · .*\n/gm;
/** The story above a function. */
const STORY = /^\/\*\*[\s\S]*?\*\/\n/;
const solution = (exercise: string) => `${exercise.replace(".", "-")}-solution`;

interface Part {
  readonly exercise: string;
  /** Its first line, and its story. */
  readonly top: string;
  readonly code: string;
}

/** @throws Error when the text has no exercises */
function partsOf(text: string): { readonly head: string; readonly parts: readonly Part[] } {
  const begins = [...text.replaceAll("\r\n", "\n").matchAll(BEGINS)];
  if (begins.length === 0)
    throw new Error('this file has no exercise: there is no line such as "// 00.1 · its title"');
  const whole = begins[0]!.input;
  const parts = begins.map((begin, k): Part => {
    const [line, exercise = ""] = begin;
    const rest = whole.slice(begin.index + line.length, begins[k + 1]?.index);
    const story = STORY.exec(rest)?.[0] ?? "";
    return { exercise, top: line + story, code: rest.slice(story.length).trim() };
  });
  return { head: whole.slice(0, begins[0]!.index), parts };
}

/** @param handedOut the set's TypeScript file */
export function asFile(handedOut: string, codes: Codes): string {
  const { head, parts } = partsOf(handedOut);
  const texts = parts.map(({ exercise, top, code }) => top + (exported(codes, exercise, code) ?? code));
  return `${head}${texts.join("\n\n")}\n`;
}

/** The learner's code, with the function exported that the file as it is handed out exports. */
function exported(codes: Codes, exercise: string, stub: string): string | undefined {
  const code = codes.get(solution(exercise));
  const name = /^export (?:async )?(?:function\*?|class|const) ([\w$]+)/m.exec(stub)?.[1];
  const declares = new RegExp(`^(?=(?:async )?(?:function\\*?|class|const|let) ${name}\\b)`, "m");
  return code?.trim().replace(declares, "export ");
}

/**
 * The cells' code out of a TypeScript file. What has been added above the exercises goes into the first of them.
 * @param handedOut the set's file as it is handed out
 * @throws Error when it has no exercises, or another set's
 */
export function fromFile(text: string, handedOut: string): Codes {
  const [given, ours] = [partsOf(text), partsOf(handedOut)];
  const ids = new Set(ours.parts.map(({ exercise }) => exercise));
  const parts = given.parts.filter(({ exercise }) => ids.has(exercise));
  if (parts.length === 0)
    throw new Error(`this file holds ${given.parts[0]!.exercise}; this page has ${[...ids].join(", ")}`);
  const known = new Set(ours.head.split("\n"));
  const added = given.head.split("\n").filter((line) => !known.has(line));
  return new Map(
    parts.map(({ exercise, code }, k) => [
      solution(exercise),
      (k === 0 && added.length > 0 ? `${added.join("\n")}\n\n` : "") + code.replace(/^export /gm, ""),
    ]),
  );
}
