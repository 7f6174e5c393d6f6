/** What the grade cannot take of a notebook's cells, said while there is time to change it. */
import { type Cell, readCell } from "../cells/cell.js";
import { elsewhere, notHere } from "../cells/globals.js";
import { bindingsOf, importOf } from "../cells/imports.js";
import { isForShow, type Library, noExport } from "../cells/library.js";
import { isAnswer } from "../cells/resolve.js";
import { Problem } from "../cells/transpile.js";
import { sets } from "../checks/index.js";
import type { Exercise } from "../engine/index.js";
import { gradingLibrary } from "./grading-library.js";
import { kernelMaps } from "./kernel-maps.js";

interface Ran {
  readonly count: number;
  /** Undefined for a cell that the compile step of the grade refuses. */
  readonly cell: Cell | undefined;
  readonly declares: ReadonlySet<string>;
  readonly problem?: string;
}

/** Sentences about the cells that a solution is made of; none outside of this course's kernel. */
export function gradedOtherwise(exercise: Exercise): string[] {
  const taken = kernelMaps()?.taken;
  if (!taken) return [];
  const set = sets.find(({ exercises }) => exercises.includes(exercise));
  if (!set) return [];
  const library = gradingLibrary(set);
  const cells = leadingTo(
    exercise.name,
    taken.map(({ count, code }) => read(count, code)),
  );
  const used = new Set(cells.flatMap(({ cell }) => cell?.scope.foreign.map(({ id }) => id.name) ?? []));
  return cells.flatMap(({ count, cell, problem }) =>
    (problem === undefined ? problemsOf(cell!, exercise, library, used) : [problem]).map(
      (sentence) => `Cell [${count}] will count otherwise when it is graded: ${sentence}.`,
    ),
  );
}

function read(count: number, code: string): Ran {
  try {
    const cell = readCell(code);
    return { count, cell, declares: cell.scope.declares };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const names = [...code.matchAll(/\b(?:function\*?|class|const|let|var|namespace)\s+([\w$]+)/g)];
    return {
      count,
      cell: undefined,
      declares: new Set(names.map(([, name]) => name!)),
      problem: error.message,
    };
  }
}

/** The cells that declare a name and, over all that they use, whatever that leads to. */
function leadingTo(name: string, cells: readonly Ran[]): Ran[] {
  const found = new Set<Ran>();
  const open = [name];
  const asked = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (asked.has(next)) continue;
    asked.add(next);
    const wanted = next;
    const cell = cells.findLast(({ declares }) => declares.has(wanted));
    if (!cell || found.has(cell)) continue;
    found.add(cell);
    open.push(...(cell.cell?.scope.foreign.map(({ id }) => id.name) ?? []));
  }
  return cells.filter((cell) => found.has(cell));
}

function problemsOf(
  { tree, scope }: Cell,
  { name }: Exercise,
  library: Library,
  used: ReadonlySet<string>,
): string[] {
  const problems = new Set<string>();
  for (const node of tree.body) {
    if (node.type !== "ImportDeclaration") continue;
    const source = String(node.source.value);
    if (isForShow(source)) continue;
    const { value, problem } = importOf(source, "", {}, library);
    for (const { local, imported } of bindingsOf(node)) {
      if (!scope.used.has(local) && !used.has(local)) continue;
      // Files beside a notebook come along with it; whether they are there is not known here.
      if (/^\.{1,2}\//.test(source)) continue;
      if (problem !== undefined) problems.add(problem);
      else if (value(imported) !== undefined) problems.add(noExport(imported, source));
      else if (library.answers[name]?.includes(imported)) problems.add(isAnswer(imported, name));
    }
  }
  for (const { id } of scope.foreign) if (elsewhere.has(id.name)) problems.add(notHere(id.name));
  return [...problems];
}
