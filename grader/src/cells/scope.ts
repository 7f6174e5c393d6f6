/** Which names a cell declares, and which it takes from elsewhere. */
import type { Identifier, Node, Program as Tree } from "acorn";
import { analyze, type Reference } from "eslint-scope";
import { namesBoundBy } from "./syntax.js";

/** A mention of a name. */
export interface Use {
  readonly id: Identifier;
  /** It is changed here. */
  readonly write: boolean;
}

export interface Scope {
  /** What the cell declares at its top, as the kernel hands it on: not the variables of its loops and blocks. */
  readonly declares: ReadonlySet<string>;
  /** Those of its names that nobody may change. */
  readonly constants: ReadonlySet<string>;
  /** Which of its own names it uses, types apart. */
  readonly used: ReadonlySet<string>;
  /** Mentions of names that it does not declare. */
  readonly foreign: readonly Use[];
}

export function scopeOf(tree: Tree): Scope {
  const { globalScope } = analyze(tree, { ecmaVersion: 2022, sourceType: "module" });
  const [top] = globalScope!.childScopes;
  const use = (reference: Reference): Use => ({
    id: reference.identifier as Identifier,
    write: reference.isWrite(),
  });
  const declares = new Set(tree.body.flatMap(namesDeclaredBy));
  return {
    declares,
    constants: new Set(tree.body.filter(isConstant).flatMap(namesDeclaredBy)),
    used: new Set(top!.variables.filter(({ references }) => references.length > 0).map(({ name }) => name)),
    foreign: globalScope!.through.map(use),
  };
}

const isConstant = (statement: Tree["body"][number]): boolean =>
  /^(Import|Function|Class)Declaration$/.test(statement.type) ||
  (statement.type === "VariableDeclaration" && statement.kind === "const");

/** The names that a statement of the top level declares. */
export function namesDeclaredBy(statement: Tree["body"][number]): string[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => namesBoundBy(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return [statement.id.name];
    case "ExportDefaultDeclaration": {
      const { declaration } = statement;
      const named = /^(Function|Class)Declaration$/.test(declaration.type);
      return named && "id" in declaration && declaration.id ? [declaration.id.name] : [];
    }
    default:
      return [];
  }
}

/** The names under which a statement exports something. */
export function namesExportedBy(statement: Tree["body"][number]): string[] {
  if (statement.type !== "ExportNamedDeclaration") return [];
  const { declaration, specifiers } = statement;
  return [
    ...(declaration ? namesDeclaredBy(declaration) : []),
    ...specifiers.map(({ exported }) => ("name" in exported ? exported.name : String(exported.value))),
  ];
}

/** Every node of a tree with the one that it is part of. */
export function* nodesIn(root: Node): Generator<{ node: Node; parent: Node | undefined }> {
  const open: { value: unknown; parent: Node | undefined }[] = [{ value: root, parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, parent } = next;
    if (Array.isArray(value)) for (const one of value) open.push({ value: one, parent });
    else if (isNode(value)) {
      yield { node: value, parent };
      for (const part of Object.values(value))
        if (typeof part === "object") open.push({ value: part, parent: value });
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
