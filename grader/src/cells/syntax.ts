import type { Pattern } from "acorn";

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
