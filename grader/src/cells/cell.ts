/** One cell, as a function that sees earlier cells' names and hands its own on. */
import type { Node, Program as Tree } from "acorn";
import MagicString from "magic-string";
import { elsewhere, here } from "./globals.js";
import { bindingsOf, type Import } from "./imports.js";
import { namesDeclaredBy, nodesIn, type Scope, scopeOf } from "./scope.js";
import { Problem, transpile } from "./transpile.js";

/** A cell that parses. */
export interface Cell {
  readonly code: string;
  readonly tree: Tree;
  readonly scope: Scope;
}

/** @throws Problem for what the kernel does not take either */
export function readCell(source: string): Cell {
  const { code, tree } = transpile(source, true);
  const exported = tree.body.find((node) => node.type.startsWith("Export"));
  // The kernel says "Cannot redeclare exported variable": it exports every name itself.
  if (exported?.type === "ExportNamedDeclaration" && exported.declaration)
    throw new Problem("a cell does not export; remove the word export", exported.loc!.start.line);
  return { code, tree, scope: scopeOf(tree) };
}

/** Names of the generated code; nobody else's start so. */
export const [values, harness, modules] = ["$$values", "$$cells", "$$module"] as const;

export interface Placed {
  /** The cell's body, as many lines as the cell. */
  readonly body: string;
  readonly uses: readonly string[];
  readonly waits: boolean;
}

/**
 * @param known names that earlier cells declare, and whether they are constants
 * @param shared names that another cell changes: their owner tells of its own changes
 * @param find where an import leads, and the name by which the whole module is there
 * @throws Problem for a name that nobody declares, as the kernel says
 */
export function placeCell(
  { code, tree, scope }: Cell,
  known: ReadonlyMap<string, boolean>,
  shared: ReadonlySet<string>,
  find: (source: string) => { readonly space: string; readonly to: Import },
): Placed {
  const out = new MagicString(code);
  const uses = new Set<string>();
  const parents = new Map<number, Node>();
  const shorthand = new Set<number>();
  for (const { node, parent } of nodesIn(tree)) {
    if (node.type === "Identifier" && parent && node !== parent) parents.set(node.start, parent);
    if (node.type === "Property" && (node as { shorthand?: boolean }).shorthand) shorthand.add(node.start);
  }
  for (const { id, write } of scope.foreign) {
    const { name } = id;
    if (!known.has(name)) {
      if (here.has(name) || elsewhere.has(name)) continue;
      throw new Problem(`cannot find name ${name}`, id.loc!.start.line);
    }
    if (write && known.get(name))
      throw new Problem(`cannot assign to ${name}: it is no variable`, id.loc!.start.line);
    uses.add(name);
    const there = `${values}.${name}`;
    out.overwrite(id.start, id.end, shorthand.has(id.start) ? `${name}: ${there}` : there);
  }
  for (const { id } of scope.changes) {
    const parent = parents.get(id.start);
    if (!shared.has(id.name) || !parent) continue;
    const name = JSON.stringify(id.name);
    if (parent.type === "AssignmentExpression") {
      out.appendRight(parent.start, `${harness}.set(${name}, `);
      out.appendLeft(parent.end, ")");
    } else if (parent.type === "UpdateExpression") {
      out.appendRight(parent.start, `${harness}.step(${name}, `);
      out.appendLeft(parent.end, `, ${id.name})`);
    }
  }
  const handOn = (names: readonly string[]) =>
    names.map((name) => `${harness}.has(${JSON.stringify(name)}, () => ${name});`).join(" ");
  const first: string[] = [];
  for (const node of tree.body) {
    if (node.type === "ImportDeclaration") {
      const { space, to } = find(String(node.source.value));
      for (const { local, imported } of bindingsOf(node)) {
        const value = to.value(imported) ?? (imported === "*" ? space : `${space}.${imported}`);
        first.push(`const ${local} = ${value}; ${handOn([local])}`);
      }
      out.overwrite(node.start, node.end, code.slice(node.start, node.end).replace(/[^\n]/g, "") || " ");
    } else if (node.type === "FunctionDeclaration") first.push(handOn(namesDeclaredBy(node)));
    else if (node.type.startsWith("Export"))
      out.overwrite(node.start, node.end, code.slice(node.start, node.end).replace(/[^\n]/g, "") || " ");
    else if (node.type === "VariableDeclaration" || node.type === "ClassDeclaration")
      out.appendLeft(node.end, `; ${handOn(namesDeclaredBy(node))}`);
  }
  const waits = atTop(tree, ({ type }) => type === "AwaitExpression").length > 0;
  const [loop] = atTop(
    tree,
    (node) => node.type === "ForOfStatement" && (node as { await?: boolean }).await === true,
  );
  // The kernel looks for await alone, and takes the loop's for a word that is reserved.
  if (loop && !waits)
    throw new Problem("for await needs an await beside it, such as await null", loop.loc!.start.line);
  return { body: `${first.join(" ")}${out}`, uses: [...uses], waits };
}

/** Nodes of a kind outside of every function. */
function atTop(root: Node, isKind: (node: Node) => boolean): Node[] {
  const found: Node[] = [];
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...node.filter((one) => one !== null));
    if (typeof node !== "object" || node === null || !("type" in node)) continue;
    if (isKind(node as Node)) found.push(node as Node);
    if (/Function/.test((node as Node).type)) continue;
    open.push(...Object.values(node).filter((part) => typeof part === "object" && part !== null));
  }
  return found;
}
