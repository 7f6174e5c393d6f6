/**
 * Repairs `{ mask }` where `mask` comes from an earlier cell: stock tslab leaves the name bare, and the cell
 * fails with "mask is not defined". Variables of earlier cells live on `exports`, so the shorthand is
 * written out: `{ mask: exports.mask }`.
 */
"use strict";

/**
 * @typedef {typeof import("@tslab/typescript-for-tslab")} TypeScript
 * @typedef {import("@tslab/typescript-for-tslab").Node} Node
 */

/**
 * @param {TypeScript} ts
 * @param {import("@tslab/typescript-for-tslab").TypeChecker} checker
 * @returns {import("@tslab/typescript-for-tslab").TransformerFactory<import("@tslab/typescript-for-tslab").SourceFile>}
 */
function shorthands(ts, checker) {
  const fromEarlierCell = (/** @type {Node} */ node) =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith("/__prev__.d.ts"));

  return (context) => {
    const { factory } = context;
    /** @type {(node: Node) => Node} */
    const visit = (node) => {
      if (!ts.isShorthandPropertyAssignment(node) || !fromEarlierCell(node)) {
        return ts.visitEachChild(node, visit, context);
      }
      const name = node.name.text;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
      const fallback = node.objectAssignmentInitializer; // ({ mask = 1 } = options)
      const assigned =
        fallback && factory.createAssignment(value, ts.visitEachChild(fallback, visit, context));
      return ts.setTextRange(factory.createPropertyAssignment(name, assigned ?? value), node);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

module.exports = { shorthands };
