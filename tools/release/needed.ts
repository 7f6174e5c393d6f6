/**
 * A module without what its exports do not need. A bundler keeps a declaration that might do something, such as reading
 * a property; in a module of checks none does.
 */
import { type AnyNode, type ModuleDeclaration, parse, type Statement } from "acorn";
import MagicString from "magic-string";

/** A module of checks without what learners may not have, and the sources of that. */
export interface Pruned {
  readonly code: string;
  readonly removed: readonly string[];
}

export function needed(source: string): Pruned {
  const { body } = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const declared = new Map(
    body.flatMap((statement) => namesOf(statement).map((name) => [name, statement] as const)),
  );
  const kept = new Set<AnyNode>(body.filter((statement) => namesOf(statement).length === 0));
  const open: AnyNode[] = [...kept];
  for (let next = open.pop(); next; next = open.pop())
    for (const name of identifiersIn(next)) {
      const statement = declared.get(name);
      if (!statement || kept.has(statement)) continue;
      kept.add(statement);
      open.push(statement);
    }
  const text = new MagicString(source);
  const removed = body.filter((statement) => !kept.has(statement));
  for (const { start, end } of removed) text.remove(start, end);
  return { code: text.toString(), removed: removed.map(({ start, end }) => source.slice(start, end)) };
}

/** What a statement at the top declares; nothing for imports, exports and what is run. */
function namesOf(statement: Statement | ModuleDeclaration): string[] {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
    return [statement.id.name];
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id }) => identifiersIn(id));
}

const identifiersIn = (node: AnyNode): string[] => [
  ...(node.type === "Identifier" ? [node.name] : []),
  ...Object.values(node)
    .flat()
    .filter((value): value is AnyNode => typeof value?.type === "string" && typeof value.start === "number")
    .flatMap(identifiersIn),
];
