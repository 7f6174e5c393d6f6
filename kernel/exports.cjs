/**
 * Repairs `export` in a cell, as functions have it that come from a file: stock tslab exports every name itself, and
 * says "Cannot redeclare exported variable". The word becomes blanks, so that all lines and columns stay.
 */
"use strict";

/**
 * @param {typeof import("@tslab/typescript-for-tslab")} ts
 * @param {string} code  a cell
 */
function withoutExports(ts, code) {
  if (!/\bexport\b/.test(code)) return code;
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  let out = code;
  const blank = (/** @type {number} */ from, /** @type {number} */ to) => {
    out = out.slice(0, from) + out.slice(from, to).replace(/[^\n]/g, " ") + out.slice(to);
  };
  for (const statement of file.statements) {
    const start = statement.getStart(file);
    if (ts.isExportDeclaration(statement)) {
      if (!statement.moduleSpecifier) blank(start, statement.end); // export { a, b };
    } else if (ts.isExportAssignment(statement)) {
      if (!statement.isExportEquals) blank(start, statement.expression.getStart(file)); // export default 1
    } else if (ts.canHaveModifiers(statement))
      for (const modifier of statement.modifiers ?? [])
        if (modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword)
          blank(modifier.getStart(file), modifier.end);
  }
  return out;
}

module.exports = { withoutExports };
