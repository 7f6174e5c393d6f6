/**
 * Repairs `{ mask }` where `mask` comes from an earlier cell: stock tslab leaves the name bare, and the cell
 * fails with "mask is not defined". Variables of earlier cells live on `exports`, so the shorthand is
 * written out: `{ mask: exports.mask }`.
 */
"use strict";

/**
 * @param {typeof import("typescript")} ts
 * @param {import("typescript").WatchCompilerHost<any>} host  tslab's; it has set `afterProgramCreate`
 */
function writeOutShorthands(ts, host) {
  const { afterProgramCreate } = host;
  host.afterProgramCreate = (builder) => {
    const emit = (file, writeFile, token, dtsOnly, transformers) => {
      const before = [transformer(ts, builder.getProgram().getTypeChecker())];
      return builder.emit(file, writeFile, token, dtsOnly, { ...transformers, before });
    };
    afterProgramCreate?.({ ...builder, emit });
  };
}

/**
 * @param {typeof import("typescript")} ts
 * @param {import("typescript").TypeChecker} checker
 * @returns {import("typescript").TransformerFactory<import("typescript").SourceFile>}
 */
function transformer(ts, checker) {
  const fromEarlierCell = (node) =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith("/__prev__.d.ts"));

  return (context) => {
    const visit = (node) => {
      if (!ts.isShorthandPropertyAssignment(node) || !fromEarlierCell(node)) {
        return ts.visitEachChild(node, visit, context);
      }
      const { factory } = context;
      const name = node.name.text;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name);
      const fallback = node.objectAssignmentInitializer; // ({ mask = 1 } = options)
      return ts.setTextRange(
        factory.createPropertyAssignment(
          name,
          fallback ? factory.createAssignment(value, ts.visitNode(fallback, visit)) : value,
        ),
        node,
      );
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

module.exports = { writeOutShorthands };
