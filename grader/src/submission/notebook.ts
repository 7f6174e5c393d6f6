/**
 * The solutions in a notebook: functions, classes and constants by their names, with what they refer to.
 * Nothing is run to find them; saved outputs and metadata are not looked at. Of several definitions the last
 * one that parses counts, as it would after running the notebook from top to bottom.
 */
import { type Node, type Program, parse } from "acorn";
import { identifiersIn, namesBoundBy } from "./syntax.js";

export interface Extracted {
  /** One module that exports what was found. */
  readonly code: string;
  /** Where a line of it comes from, such as "cell 3, line 4". */
  readonly place: (line: number) => string | undefined;
}

interface Declaration {
  readonly names: readonly string[];
  readonly uses: ReadonlySet<string>;
  readonly text: string;
  readonly cell: number;
  readonly line: number;
}

const mostCells = 500;

/**
 * @param stripTypes TypeScript to JavaScript, line by line
 * @throws Error with a sentence when this is no notebook, or when no wanted name is in it
 */
export function extractNotebook(
  text: string,
  wanted: readonly string[],
  stripTypes: (text: string) => string,
): Extracted {
  const unreadable: string[] = [];
  const imports: Declaration[] = [];
  const found = new Map<string, Declaration>();
  for (const [i, source] of codeCells(text)) {
    try {
      for (const declaration of declarationsIn(stripTypes(source), i)) {
        if (declaration.text.startsWith("import")) imports.push(declaration);
        else for (const name of declaration.names) found.set(name, declaration);
      }
    } catch (error) {
      unreadable.push(`cell ${i + 1} does not parse: ${error instanceof Error ? error.message : "?"}`);
    }
  }
  const exported = wanted.filter((name) => found.has(name));
  if (exported.length === 0) {
    const why = unreadable.length > 0 ? `; ${unreadable[0]}` : "";
    throw new Error(`no cell declares ${wanted.slice(0, 3).join(", ")}${why}`);
  }
  return assemble(exported, found, imports);
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

/** What a cell declares at its top. Statements that only do something are left out. */
function declarationsIn(code: string, cell: number): Declaration[] {
  const program = parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    locations: true,
  });
  const found: Declaration[] = [];
  const add = (names: readonly string[], nodes: readonly Node[], from: Node, to: Node) =>
    found.push({
      names,
      uses: new Set(nodes.flatMap((node) => [...identifiersIn(node)])),
      text: code.slice(from.start, to.end),
      cell,
      line: from.loc!.start.line,
    });
  for (const statement of program.body) {
    const node = unexported(statement);
    if (node.type === "ImportDeclaration") {
      const names = node.specifiers.map(({ local }) => local.name);
      add(names, [], node, node);
    } else if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
      if (node.id) add([node.id.name], [node], node, node);
    } else if (node.type === "VariableDeclaration") {
      add(
        node.declarations.flatMap(({ id }) => namesBoundBy(id)),
        [node],
        node,
        node,
      );
    } else if (isEnumBody(node) && found.length > 0) {
      // A TypeScript enum becomes a variable and the function that fills it.
      const last = found.pop()!;
      found.push({ ...last, text: `${last.text} ${code.slice(node.start, node.end)}` });
    }
  }
  return found;
}

function unexported(statement: Program["body"][number]): Program["body"][number] {
  return statement.type === "ExportNamedDeclaration" && statement.declaration
    ? statement.declaration
    : statement;
}

const isEnumBody = (node: Program["body"][number]): boolean =>
  node.type === "ExpressionStatement" &&
  node.expression.type === "CallExpression" &&
  node.expression.callee.type === "FunctionExpression";

/** The wanted declarations and all they lead to, in the notebook's order. */
function assemble(
  exported: readonly string[],
  found: ReadonlyMap<string, Declaration>,
  imports: readonly Declaration[],
): Extracted {
  const needed = new Set<Declaration>();
  const queue = [...exported];
  const used = new Set<string>();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    const declaration = found.get(name);
    if (!declaration) continue;
    needed.add(declaration);
    queue.push(...declaration.uses);
  }
  const lines: { text: string; cell: number; line: number }[] = [];
  const inOrder = [...needed].sort((a, b) => a.cell - b.cell || a.line - b.line);
  for (const { text, cell, line } of [...importsFor(used, imports, found), ...inOrder])
    text.split("\n").forEach((part, i) => lines.push({ text: part, cell, line: line + i }));
  return {
    code: [...lines.map(({ text }) => text), `export { ${exported.join(", ")} };`].join("\n"),
    place: (line) => {
      const from = lines[line - 1];
      return from && `cell ${from.cell + 1}, line ${from.line}`;
    },
  };
}

/** The last import of each name; a name that a cell declares itself needs none. */
function importsFor(
  used: ReadonlySet<string>,
  imports: readonly Declaration[],
  found: ReadonlyMap<string, Declaration>,
): Declaration[] {
  const taken = new Set<string>();
  const kept: Declaration[] = [];
  for (const declaration of [...imports].reverse()) {
    const names = declaration.names.filter((name) => used.has(name) && !taken.has(name) && !found.has(name));
    if (names.length === 0) continue;
    for (const name of names) taken.add(name);
    kept.unshift({ ...declaration, text: narrowed(declaration.text, names) });
  }
  return kept;
}

/** An import of these names only: `import { a, b as c } from "m"` → those whose local name is kept. */
function narrowed(text: string, names: readonly string[]): string {
  const node = parse(text, { ecmaVersion: "latest", sourceType: "module" }).body[0];
  if (node?.type !== "ImportDeclaration") return text;
  const specifiers = node.specifiers.filter(({ local }) => names.includes(local.name));
  const space = specifiers.find(({ type }) => type === "ImportNamespaceSpecifier");
  const standard = specifiers.find(({ type }) => type === "ImportDefaultSpecifier");
  const named = specifiers.filter(({ type }) => type === "ImportSpecifier");
  const parts = [
    ...(standard ? [standard.local.name] : []),
    ...(space ? [`* as ${space.local.name}`] : []),
    ...(named.length > 0 ? [`{ ${named.map(({ start, end }) => text.slice(start, end)).join(", ")} }`] : []),
  ];
  return `import ${parts.join(", ")} from ${JSON.stringify(node.source.value)};`;
}
