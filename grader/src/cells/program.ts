/**
 * A submission, compiled: the one meaning that check and grade give it. It happens in the child when it is not the
 * learner's own machine, because a few crafted lines can keep a compiler busy for hours.
 */
import { type Import, importOf, withImports } from "./imports.js";
import type { Library } from "./library.js";
import { compileNotebook, type Fault } from "./notebook.js";
import { namesDeclaredBy, namesExportedBy } from "./scope.js";
import { Problem, transpile } from "./transpile.js";

/** A submission's code, as it was read. */
export interface Source {
  /** The file with the solutions, a key of `files`. */
  readonly main: string;
  /** By paths with "/", as the files lie beside each other. */
  readonly files: Readonly<Record<string, string>>;
}

/** A submission, ready to run. */
export interface Program {
  readonly main: string;
  /** JavaScript by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Where a line of `main` comes from, for notebooks: the cell and the line in it. */
  readonly place?: (line: number) => string | undefined;
  /** Cells of a notebook that cannot run as they do in the kernel. */
  readonly faults: readonly Fault[];
  readonly library: Library;
}

/**
 * @param names the functions and classes that will be asked for; a notebook's cells export no others
 * @throws Problem with a sentence for the student
 */
export function compile({ main, files }: Source, names: readonly string[], library: Library): Program {
  const find = (base: string) => (source: string) => importOf(source, base, files, library);
  const compiled: Record<string, string> = {};
  for (const [name, text] of Object.entries(files))
    if (name !== main || !main.endsWith(".ipynb"))
      compiled[name] = compileFile(name, text, find(name), name === main ? names : []);
  if (!main.endsWith(".ipynb")) return { main, files: compiled, faults: [], library };
  const { code, place, faults } = compileNotebook(files[main]!, names, find(main));
  return { main, files: { ...compiled, [main]: code }, place, faults, library };
}

/** @param wanted names that it exports even where it forgets to, as cells do */
function compileFile(
  name: string,
  text: string,
  find: (source: string) => Import,
  wanted: readonly string[],
): string {
  try {
    if (name.endsWith(".json"))
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(text)))});`;
    const { code, tree } = transpile(text);
    const own = new Set(tree.body.flatMap(namesDeclaredBy));
    const given = new Set(tree.body.flatMap(namesExportedBy));
    const forgotten = wanted.filter((one) => own.has(one) && !given.has(one));
    return `${withImports(code, tree, find)}\nexport { ${forgotten.join(", ")} };`;
  } catch (error) {
    const { message } = error as Error;
    const line = error instanceof Problem ? error.line : undefined;
    if (line === undefined) throw new Problem(`${name} does not compile: ${message}`);
    throw new Problem(`${name} does not compile, line ${line}: ${message}`, line);
  }
}
