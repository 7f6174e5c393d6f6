/** Two questions to a syntax tree. */
import type { Node, Pattern } from "acorn";

/** The names that a pattern such as `[a, { b: c = 1 }, ...d]` declares. */
export function namesBoundBy(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesBoundBy(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? namesBoundBy(element) : []));
    case "AssignmentPattern":
      return namesBoundBy(pattern.left);
    case "RestElement":
      return namesBoundBy(pattern.argument);
    default:
      return [];
  }
}

/** Every name that a piece of code mentions, other than names of properties. */
export function identifiersIn(root: Node): Set<string> {
  const names = new Set<string>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (Array.isArray(node)) open.push(...node);
    if (!isNode(node)) continue;
    if (node.type === "Identifier") names.add(node.name as string);
    const skip =
      node.computed === true
        ? ""
        : node.type === "MemberExpression"
          ? "property"
          : isKeyed(node)
            ? "key"
            : "";
    for (const [name, part] of Object.entries(node))
      if (name !== skip && typeof part === "object") open.push(part);
  }
  return names;
}

type Loose = { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && typeof (value as Loose).type === "string";

/** `{ key: value }` names a property; `{ name }` mentions a name as well, which its value says. */
const isKeyed = ({ type }: Loose): boolean =>
  type === "Property" || type === "MethodDefinition" || type === "PropertyDefinition";
