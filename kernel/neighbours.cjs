/**
 * Says what JavaScript keeps to itself: a function goes on with the names of its own cell when a later cell declares
 * one of them anew. Then the later cell says so.
 */
"use strict";

/**
 * @typedef {typeof import("@tslab/typescript-for-tslab")} TypeScript
 * @typedef {import("@tslab/typescript-for-tslab").Node} Node
 * @typedef {Map<string, Set<string>>} Uses  for a function or class of a cell: other names of the cell in it
 * @typedef {{ count: number, uses: Uses, variables: ReadonlySet<string> }} Cell
 *   `variables`: names that an assignment can change
 */

class Neighbours {
  /** @type {Map<string, Cell>} by name: the cell that has declared it last */
  #owners = new Map();
  /** @type {Uses} of the cell that was converted last */
  #latest = new Map();

  /**
   * Looks at the cell that is converted, and changes nothing.
   * @param {TypeScript} ts
   * @param {import("@tslab/typescript-for-tslab").TypeChecker} checker
   * @returns {import("@tslab/typescript-for-tslab").TransformerFactory<import("@tslab/typescript-for-tslab").SourceFile>}
   */
  observer(ts, checker) {
    return () => (file) => {
      if (file.fileName.endsWith("/__tslab__.ts")) this.#latest = usesIn(ts, checker, file);
      return file;
    };
  }

  /** Another notebook begins. */
  clear() {
    this.#owners.clear();
  }

  /**
   * A cell has run.
   * @param {number} count  its number in the notebook
   * @param {ReadonlySet<string>} declared  what it has declared
   * @param {ReadonlySet<string>} variables
   * @returns {string[]} sentences about functions of earlier cells that see nothing of it
   */
  declare(count, declared, variables) {
    const notes = [...declared].flatMap((name) => {
      const before = this.#owners.get(name);
      if (!before) return [];
      const users = [...before.uses.keys()].filter(
        (user) =>
          before.uses.get(user)?.has(name) && !declared.has(user) && this.#owners.get(user) === before,
      );
      if (users.length === 0) return [];
      const remedy = before.variables.has(name)
        ? `Run cell [${before.count}] again; then ${name} = …, without a declaration, changes that one.`
        : `To change that one, edit cell [${before.count}] and run it again.`;
      return [
        `Note: ${users.join(", ")} of cell [${before.count}] keeps the ${name} of its own cell, not this new one. ${remedy}`,
      ];
    });
    const cell = { count, uses: this.#latest, variables };
    for (const name of declared) this.#owners.set(name, cell);
    return notes;
  }
}

/** @param {TypeScript} ts  @param {import("@tslab/typescript-for-tslab").TypeChecker} checker  @param {any} file */
function usesIn(ts, checker, file) {
  /** @type {Uses} */
  const uses = new Map();
  const own = /** @type {Map<string, any>} */ (file.locals);
  if (own.size < 2) return uses;
  /** @type {(node: Node, user: string, inside: boolean) => void} */
  const visit = (node, user, inside) => {
    if (ts.isIdentifier(node) && inside && node.text !== user && own.has(node.text)) {
      const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      const symbol = isName
        ? undefined
        : ts.isShorthandPropertyAssignment(node.parent)
          ? checker.getShorthandAssignmentValueSymbol(node.parent)
          : checker.getSymbolAtLocation(node);
      if (symbol && symbol === own.get(node.text)) {
        const names = uses.get(user) ?? new Set();
        uses.set(user, names.add(node.text));
      }
    }
    const within = inside || ts.isFunctionLike(node) || ts.isClassLike(node);
    ts.forEachChild(node, (child) => visit(child, user, within));
  };
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      visit(statement, statement.name?.text ?? "", false);
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer && ts.isIdentifier(name)) visit(initializer, name.text, false);
  }
  return uses;
}

module.exports = { Neighbours };
