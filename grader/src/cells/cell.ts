/** One cell, as a function that sees earlier cells' names and hands its own on. */
import type { Node, Program as Tree } from "acorn";
import MagicString from "magic-string";
import { elsewhere, here } from "./globals.js";
import { bindingsOf, type Import } from "./imports.js";
import { namesDeclaredBy, nodesIn, type Scope, scopeOf } from "./scope.js";
import { Problem, parsed, transpile } from "./transpile.js";

/** A cell that parses. */
export interface Cell {
  readonly code: string;
  readonly tree: Tree;
  readonly scope: Scope;
}

/** @throws Problem for what the kernel does not take either */
export function readCell(source: string): Cell {
  const read = transpile(source, true);
  const code = withoutExports(read.code, read.tree);
  const tree = code === read.code ? read.tree : parsed(code);
  return { code, tree, scope: scopeOf(tree) };
}

/** As in the kernel, the word export means nothing in a cell: blanks take its place. */
function withoutExports(code: string, tree: Tree): string {
  const out = new MagicString(code);
  for (const node of tree.body) {
    if (!node.type.startsWith("Export")) continue;
    const { declaration } = node as { declaration?: Node | null };
    const end = declaration?.start ?? node.end;
    out.overwrite(node.start, end, code.slice(node.start, end).replace(/[^\n]/g, " "));
  }
  return out.toString();
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
 * @param find where an import leads, and the name by which the whole module is there
 * @param gives whether the body returns what an expression at the cell's end comes to, as a notebook shows it
 * @throws Problem for a name that nobody declares, as the kernel says
 */
export function placeCell(
  { code, tree, scope }: Cell,
  known: ReadonlyMap<string, boolean>,
  find: (source: string) => { readonly space: string; readonly to: Import },
  { gives = false }: { readonly gives?: boolean } = {},
): Placed {
  const out = new MagicString(code);
  const uses = new Set<string>();
  const shorthand = new Set<number>();
  for (const { node } of nodesIn(tree))
    if (node.type === "Property" && (node as { shorthand?: boolean }).shorthand) shorthand.add(node.start);
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
  const handOn = (names: readonly string[], change = false) =>
    names
      .map((name) => {
        const set = change ? `, ($$) => (${name} = $$)` : "";
        return `${harness}.has(${JSON.stringify(name)}, () => ${name}${set});`;
      })
      .join(" ");
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
    else if (node.type === "VariableDeclaration")
      out.appendLeft(node.end, `; ${handOn(namesDeclaredBy(node), node.kind !== "const")}`);
    else if (node.type === "ClassDeclaration") out.appendLeft(node.end, `; ${handOn(namesDeclaredBy(node))}`);
  }
  const last = tree.body.at(-1);
  if (gives && last?.type === "ExpressionStatement") {
    // Around the whole statement: parentheses and comments within it belong to no expression.
    out.prependRight(last.start, "return (");
    out.appendLeft(code[last.end - 1] === ";" ? last.end - 1 : last.end, ")");
  }
  const waits = awaits(tree);
  return { body: `${first.join(" ")}${out}`, uses: [...uses], waits };
}

/** Whether a cell waits, functions apart. */
function awaits(root: Node): boolean {
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...node.filter((one) => one !== null));
    if (typeof node !== "object" || node === null || !("type" in node)) continue;
    const { type, await: loop } = node as { type: string; await?: boolean };
    if (type === "AwaitExpression" || (type === "ForOfStatement" && loop)) return true;
    if (/Function/.test(type)) continue;
    open.push(...Object.values(node).filter((part) => typeof part === "object" && part !== null));
  }
  return false;
}
