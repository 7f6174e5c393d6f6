/** Imports of a file, so that one which cannot be had costs only whoever uses it. */
import type { ImportDeclaration, Program as Tree } from "acorn";
import MagicString from "magic-string";
import { ownFile } from "./files.js";
import { cannotImport, isForShow, type Library, noExport } from "./library.js";
import { inertText, stubText } from "./refusal.js";

/** Where an import leads: `value` is JavaScript for what one of its names gets, undefined for the module's own. */
export interface Import {
  readonly value: (name: string) => string | undefined;
  /** Why it is refused. */
  readonly problem?: string;
}

/** @param base the file that imports */
export function importOf(
  source: string,
  base: string,
  files: Readonly<Record<string, unknown>>,
  library: Library,
): Import {
  if (isForShow(source)) return { value: () => inertText };
  if (Object.hasOwn(library.allowed, source)) {
    const names = library.allowed[source]!;
    return {
      value: (name) => (name === "*" || names.includes(name) ? undefined : stubText(noExport(name, source))),
    };
  }
  const file = ownFile((path) => Object.hasOwn(files, path), base, source);
  if (file?.endsWith(".json"))
    return {
      value: (name) => (name === "*" || name === "default" ? undefined : stubText(noExport(name, source))),
    };
  if (file !== undefined) return { value: () => undefined };
  const problem = cannotImport(source, library);
  return { value: () => stubText(problem), problem };
}

/** The names that an import binds, with what they are called where they come from: "default", or "*" for all. */
export const bindingsOf = ({ specifiers }: ImportDeclaration): { local: string; imported: string }[] =>
  specifiers.map((one) => ({
    local: one.local.name,
    imported:
      one.type === "ImportDefaultSpecifier"
        ? "default"
        : one.type === "ImportNamespaceSpecifier"
          ? "*"
          : "name" in one.imported
            ? one.imported.name
            : String(one.imported.value),
  }));

/** The file's code with only such imports left as will be found; lines stay where they are. */
export function withImports(code: string, tree: Tree, find: (source: string) => Import): string {
  const out = new MagicString(code);
  for (const node of tree.body) {
    if (node.type !== "ImportDeclaration") continue;
    const source = String(node.source.value);
    const { value } = find(source);
    const all = bindingsOf(node).map((one) => ({ ...one, text: value(one.imported) }));
    const kept = all.filter(({ text }) => text === undefined);
    const stubs = all.flatMap(({ local, text }) => (text === undefined ? [] : [`const ${local} = ${text};`]));
    const from = ` from ${JSON.stringify(source)};`;
    const statements = [
      ...kept.map(({ local, imported }) =>
        imported === "*"
          ? `import * as ${local}${from}`
          : `import { ${JSON.stringify(imported)} as ${local} }${from}`,
      ),
      ...(all.length === 0 && value("*") === undefined ? [`import ${JSON.stringify(source)};`] : []),
      ...stubs,
    ];
    const lines = code.slice(node.start, node.end).split("\n").length - 1;
    out.overwrite(node.start, node.end, statements.join(" ") + "\n".repeat(lines));
  }
  return out.toString();
}
