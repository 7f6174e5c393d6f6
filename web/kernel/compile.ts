/** A TypeScript cell as the text of a module, with its lines where they are. */
import { type Cell, harness, modules, placeCell, values } from "../../grader/dist/cells/cell.js";
import { noExport } from "../../grader/dist/cells/library.js";
import { stubText } from "../../grader/dist/cells/refusal.js";

/** The module's default export. It gives the value of the cell's last expression. */
export type Run = (values: object, harness: object, modules: readonly object[]) => Promise<unknown>;

export interface Compiled {
  readonly text: string;
  /** Modules that the cell imports, in the order in which it wants them. */
  readonly imports: readonly string[];
}

/** The modules that a cell imports. */
export const importsOf = ({ tree }: Cell): string[] => [
  ...new Set(
    tree.body.flatMap((node) => (node.type === "ImportDeclaration" ? [String(node.source.value)] : [])),
  ),
];

/**
 * @param known names of earlier cells, and whether they are constants
 * @param loaded the modules that it imports, by name
 * @throws Problem for a name that nobody declares, with its line
 */
export function compile(
  cell: Cell,
  known: ReadonlyMap<string, boolean>,
  loaded: ReadonlyMap<string, object>,
): Compiled {
  const imports = [...loaded.keys()];
  const find = (source: string) => {
    const names = new Set(Object.keys(loaded.get(source) ?? {}));
    // Many a name is that of a type, which nobody will use as a value.
    const value = (name: string) =>
      name === "*" || names.has(name) ? undefined : stubText(noExport(name, source));
    return { space: `${modules}[${imports.indexOf(source)}]`, to: { value } };
  };
  const { body } = placeCell(cell, known, find, { gives: true });
  return { text: `export default async (${values}, ${harness}, ${modules}) => {${body}\n}`, imports };
}
