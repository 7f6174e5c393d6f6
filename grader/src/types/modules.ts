/** A submission as modules that a type checker understands: each cell one of its own, which takes earlier cells' names. */
import type ts from "typescript";
import type { Source } from "../cells/program.js";

type TypeScript = typeof ts;

/** A text for the checker, and what it stands for. */
export interface Module {
  readonly text: string;
  /** The submission's file. */
  readonly file: string;
  /** Of a notebook: the cell, from 1, as text and code stand. */
  readonly cell?: number;
  /** Characters at its start that are ours. */
  readonly ours: number;
  /** Names of earlier cells that it uses. */
  readonly takes: readonly string[];
  /** What it declares. */
  readonly declares: ReadonlySet<string>;
}

/** By their paths, as the files lie beside each other; cells beside their notebook, in their order. */
export function modulesOf(typescript: TypeScript, { main, files }: Source): Map<string, Module> {
  const modules = new Map<string, Module>();
  for (const [file, text] of Object.entries(files)) {
    if (file === main && file.endsWith(".ipynb")) continue;
    const declares = file.endsWith(".json") ? [] : declaredIn(typescript, text).keys();
    modules.set(file, { text, file, ours: 0, takes: [], declares: new Set(declares) });
  }
  if (main.endsWith(".ipynb")) addCells(typescript, main, files[main]!, modules);
  return modules;
}

/** What later cells take a name by: none that the cell itself may export. */
const handed = (name: string) => `$handed_${name}`;

interface Declared {
  readonly module: string;
  readonly changes: boolean;
}

function addCells(typescript: TypeScript, main: string, text: string, modules: Map<string, Module>): void {
  const folder = main.includes("/") ? main.slice(0, main.lastIndexOf("/") + 1) : "";
  const known = new Map<string, Declared>();
  for (const [at, code] of codeCells(text)) {
    const declares = declaredIn(typescript, code);
    const earlier = [...mentionedIn(typescript, code)].flatMap((name) => {
      const declared = declares.has(name) ? undefined : known.get(name);
      return declared ? [{ name, ...declared }] : [];
    });
    // What a cell declares with let, a later one may change; what it imports, it may not.
    const head = earlier.map(({ name, module, changes }) =>
      changes
        ? `declare let ${name}: typeof import("./${module}").${handed(name)}; `
        : `import { ${handed(name)} as ${name} } from "./${module}"; `,
    );
    const given = [...declares.keys()].map((name) => `${name} as ${handed(name)}`);
    const name = `$cell-${at + 1}`;
    modules.set(`${folder}${name}.ts`, {
      text: `${head.join("")}${code}\nexport { ${given.join(", ")} };`,
      file: main,
      cell: at + 1,
      ours: head.join("").length,
      takes: earlier.map(({ name }) => name),
      declares: new Set(declares.keys()),
    });
    for (const [declared, changes] of declares) known.set(declared, { module: name, changes });
  }
}

/** Code cells with their place in the notebook; none where it is no notebook, which the compile step says. */
function codeCells(text: string): [number, string][] {
  const { cells } = (JSON.parse(text) ?? {}) as { cells?: unknown };
  if (!Array.isArray(cells)) return [];
  return cells.flatMap((cell: { cell_type?: unknown; source?: unknown } | null, i): [number, string][] => {
    const source = Array.isArray(cell?.source) ? cell.source.join("") : cell?.source;
    return cell?.cell_type === "code" && typeof source === "string" ? [[i, source]] : [];
  });
}

const parsed = (typescript: TypeScript, code: string) =>
  typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022, false);

/** The names that a text declares at its top, types and imports among them, and whether they are variables. */
const declaredIn = (typescript: TypeScript, code: string): Map<string, boolean> =>
  new Map(parsed(typescript, code).statements.flatMap((statement) => declaredBy(typescript, statement)));

/** The names that a statement of the top level declares, and whether they are variables. */
export function declaredBy(typescript: TypeScript, statement: ts.Statement): [string, boolean][] {
  if (typescript.isVariableStatement(statement)) {
    const changes = (statement.declarationList.flags & typescript.NodeFlags.Const) === 0;
    return statement.declarationList.declarations
      .flatMap(({ name }) => boundBy(typescript, name))
      .map((name) => [name, changes]);
  }
  if (typescript.isImportDeclaration(statement)) {
    const { name, namedBindings } = statement.importClause ?? {};
    const bindings = !namedBindings
      ? []
      : typescript.isNamespaceImport(namedBindings)
        ? [namedBindings]
        : namedBindings.elements;
    return [...(name ? [name] : []), ...bindings.map((one) => one.name)].map(({ text }) => [text, false]);
  }
  const { name } = statement as { name?: ts.Node };
  return name && typescript.isIdentifier(name) ? [[name.text, false]] : [];
}

function boundBy(typescript: TypeScript, name: ts.BindingName): string[] {
  if (typescript.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) =>
    typescript.isOmittedExpression(one) ? [] : boundBy(typescript, one.name),
  );
}

/** Every word of a text that could be a name. */
function mentionedIn(typescript: TypeScript, code: string): Set<string> {
  const names = new Set<string>();
  const open: ts.Node[] = [parsed(typescript, code)];
  for (let node = open.pop(); node; node = open.pop()) {
    if (typescript.isIdentifier(node)) names.add(node.text);
    typescript.forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return names;
}
