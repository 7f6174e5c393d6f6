/**
 * A notebook as one module that means what its cells mean in the kernel, run from top to bottom: each cell sees
 * the newest of earlier cells' names, a function keeps the names of its own cell, whoever assigns to them, and a cell
 * that fails has declared what stands above the failure. Saved outputs and metadata are not looked at.
 */
import { type Cell, harness, modules, placeCell, readCell, values } from "./cell.js";
import { elsewhere, notHere } from "./globals.js";
import type { Import } from "./imports.js";
import { Problem } from "./transpile.js";

/** A cell that does not run here to its end. */
export interface Fault {
  /** From 1, as the notebook's cells stand, text and code. */
  readonly cell: number;
  /** Such as "cell 5, line 2: cannot find name total". */
  readonly sentence: string;
  /** What it would have declared, had it gone on. */
  readonly names: readonly string[];
}

export interface Compiled {
  readonly code: string;
  /** Where a line of it comes from, such as "cell 3, line 4". */
  readonly place: (line: number) => string | undefined;
  readonly faults: readonly Fault[];
}

/** The export in which the module tells of cells that failed while they ran: a JSON list of cell, sentence, names. */
export const faultsExport = "$$faults";

/**
 * All faults of a notebook, in the order of its cells: those that showed when it was compiled, and those that the export
 * tells; nothing of the latter where the submission has spoilt it. A cell that lacks a name says why it is not there.
 */
export function allFaults(compiled: readonly Fault[], exported: string): Fault[] {
  const faults = [...compiled, ...told(exported)].sort((a, b) => a.cell - b.cell);
  /** Where each began to go wrong. */
  const roots: Fault[] = [];
  return faults.map((fault, i) => {
    const missing = lacks.exec(fault.sentence)?.[1];
    const cause =
      missing === undefined ? -1 : faults.findLastIndex(({ names }, j) => j < i && names.includes(missing));
    const root = roots[cause];
    roots.push(root ?? fault);
    return root ? { ...fault, sentence: `${fault.sentence}, since ${root.sentence}` } : fault;
  });
}

const lacks = /: cannot find name ([\w$\p{L}]+)$/u;

function told(text: string): Fault[] {
  try {
    const list = JSON.parse(text) as [number, string, string[]][];
    return list.map(([at, said, names]) => ({
      cell: Number(at) + 1,
      sentence: `cell ${Number(at) + 1}: ${plainly(String(said))}`,
      names: names.map(String),
    }));
  } catch {
    return []; // not JSON, or not what the prelude writes: a submission may do that to its own notebook
  }
}

/** It goes into the gradebook, where nothing of a student's should look like markup. */
function plainly(said: string): string {
  const missing = /^ReferenceError: '?([\w$]+)'? is not defined$/.exec(said)?.[1];
  if (missing !== undefined && elsewhere.has(missing)) return notHere(missing);
  return said.replace(/[<>]/g, " ").slice(0, 400);
}

export const mostCells = 500;

/** Runs in the guest: keeps the names of all cells. A declaration makes a new one, an assignment changes it where it is. */
const prelude = `const ${values} = Object.create(null);
const ${harness} = (() => {
  const known = new Set(), faults = [];
  let got;
  return {
    faults, known,
    has(name, get, set) {
      known.add(name); got.add(name);
      Object.defineProperty(${values}, name, { configurable: true, enumerable: true, get, set });
    },
    async run(cell, uses, declares, body) {
      const missing = uses.find((name) => !known.has(name));
      if (missing !== undefined) { faults.push([cell, "cannot find name " + missing, declares]); return; }
      got = new Set();
      try { await body(); } catch (error) {
        const said = String(error?.name) + ": " + String(error?.message);
        faults.push([cell, said.slice(0, 300), declares.filter((name) => !got.has(name))]);
      }
    },
  };
})();`.replace(/\n\s*/g, " ");

/**
 * @param find where an import leads
 * @throws Error with a sentence when this is no notebook, or when no wanted name is in it
 */
export function compileNotebook(
  text: string,
  wanted: readonly string[],
  find: (source: string) => Import,
): Compiled {
  const faults: Fault[] = [];
  const fault = (cell: number, error: unknown, names: readonly string[]) => {
    const line = error instanceof Problem && error.line !== undefined ? `, line ${error.line}` : "";
    const message = error instanceof Error ? error.message : String(error);
    faults.push({ cell: cell + 1, sentence: `cell ${cell + 1}${line}: ${message}`, names });
  };
  const cells: (Cell & { readonly at: number })[] = [];
  for (const [at, source] of codeCells(text)) {
    try {
      cells.push({ ...readCell(source), at });
    } catch (error) {
      fault(at, error, namesSeenIn(source));
    }
  }
  const spaces = new Map<string, string>();
  const spaceOf = (source: string) => {
    const to = find(source);
    if (to.problem === undefined && to.value("*") === undefined && !spaces.has(source))
      spaces.set(source, `${modules}${spaces.size}`);
    return { space: spaces.get(source) ?? "undefined", to };
  };
  const known = new Map<string, boolean>();
  const lines: { text: string; cell?: number; line?: number }[] = [];
  for (const cell of cells) {
    const declares = [...cell.scope.declares];
    try {
      const { body, uses, waits } = placeCell(cell, known, spaceOf);
      const quoted = (names: readonly string[]) => JSON.stringify(names);
      lines.push({
        text: `await ${harness}.run(${cell.at}, ${quoted(uses)}, ${quoted(declares)}, ${waits ? "async " : ""}() => {`,
      });
      body.split("\n").forEach((part, i) => lines.push({ text: part, cell: cell.at, line: i + 1 }));
      lines.push({ text: "});" });
      for (const name of declares) known.set(name, cell.scope.constants.has(name));
    } catch (error) {
      fault(cell.at, error, declares);
    }
  }
  const exported = wanted.filter((name) => known.has(name));
  if (exported.length === 0) {
    const why = faults[0] ? `; ${faults[0].sentence}` : "";
    throw new Error(`no cell declares ${wanted.slice(0, 3).join(", ")}${why}`);
  }
  const head = [...spaces].map(([source, name]) => `import * as ${name} from ${JSON.stringify(source)};`);
  const all = [{ text: `${head.join(" ")} ${prelude}` }, ...lines] as typeof lines;
  const value = (name: string) => `${harness}.known.has("${name}") ? ${values}.${name} : undefined`;
  return {
    code: [
      ...all.map((line) => line.text),
      ...exported.map((name) => `export const ${name} = ${value(name)};`),
      `export const ${faultsExport} = JSON.stringify(${harness}.faults);`,
    ].join("\n"),
    place: (line) => {
      const from = all[line - 1];
      return from?.cell === undefined ? undefined : `cell ${from.cell + 1}, line ${from.line}`;
    },
    faults,
  };
}

/** Code cells with their place in the notebook. */
function codeCells(text: string): [number, string][] {
  const notebook = JSON.parse(text) as { cells?: unknown } | null;
  const cells = notebook?.cells;
  if (!Array.isArray(cells)) throw new Error("this is no notebook: it has no list of cells");
  if (cells.length > mostCells) throw new Error(`more than ${mostCells} cells`);
  return cells.flatMap((cell: { cell_type?: unknown; source?: unknown } | null, i): [number, string][] => {
    const source = Array.isArray(cell?.source) ? cell.source.join("") : cell?.source;
    return cell?.cell_type === "code" && typeof source === "string" ? [[i, source]] : [];
  });
}

/** What a cell that does not parse seems to declare, for the sentence about it. */
const namesSeenIn = (source: string): string[] =>
  [...source.matchAll(/^(?:export\s+)?(?:async\s+)?(?:function\*?|class|const|let|var)\s+([\w$]+)/gm)].map(
    ([, name]) => name!,
  );
