/** A TypeScript cell as the text of a module, with its lines where they are. */
import { type Cell, harness, modules, placeCell, values } from "../../grader/dist/cells/cell.js";
import { bindingsOf } from "../../grader/dist/cells/imports.js";
import { noExport } from "../../grader/dist/cells/library.js";
import { stubText } from "../../grader/dist/cells/refusal.js";

/** The module's default export. It gives the value of the cell's last expression. */
export type Run = (values: object, harness: object, modules: readonly object[]) => Promise<unknown>;

/** The names that a cell imports, by the module that they are from; "*" for all of it. */
export function importsOf({ tree }: Cell): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of tree.body)
    if (node.type === "ImportDeclaration") {
      const source = String(node.source.value);
      const names = bindingsOf(node).map(({ imported }) => imported);
      found.set(source, [...(found.get(source) ?? []), ...names]);
    }
  return found;
}

/**
 * @param known names of earlier cells, and whether they are constants
 * @param loaded the modules that it imports, by name, in the order in which its run is given them
 * @throws Problem for a name that nobody declares, with its line
 */
export function compile(
  cell: Cell,
  known: ReadonlyMap<string, boolean>,
  loaded: ReadonlyMap<string, object>,
): string {
  const imports = [...loaded.keys()];
  const find = (source: string) => {
    const names = new Set(Object.keys(loaded.get(source) ?? {}));
    // Many a name is that of a type, which nobody will use as a value.
    const value = (name: string) =>
      name === "*" || names.has(name) ? undefined : stubText(noExport(name, source));
    return { space: `${modules}[${imports.indexOf(source)}]`, to: { value } };
  };
  const { body } = placeCell(cell, known, find, { gives: true });
  return `export default async (${values}, ${harness}, ${modules}) => {${body}\n}`;
}
