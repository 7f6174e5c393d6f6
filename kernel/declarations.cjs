/**
 * Repairs what is left of a cell that fails. Stock tslab forgets all that it declared; here the names above the
 * failure stay, with their types, and the others keep what earlier cells made of them.
 */
"use strict";

const { keepNamesInImport } = /** @type {any} */ (require("tslab/dist/converter.js"));
const { namesOf } = require("./cell-modules.cjs");

/**
 * @typedef {typeof import("@tslab/typescript-for-tslab")} TypeScript
 * @param {TypeScript} ts
 * @param {string} before  declarations before the cell
 * @param {string} after  those after it, had it run to its end
 * @param {ReadonlySet<string>} missing  values that it did not come to declare
 * @returns {string} declarations as they are now
 */
function declarationsWithout(ts, before, after, missing) {
  return only(ts, after, (name) => !missing.has(name)) + only(ts, before, (name) => missing.has(name));
}

/**
 * @param {TypeScript} ts
 * @param {string} text  declarations, one name a variable as TypeScript writes them
 * @param {(name: string) => boolean} wanted
 * @returns {string} nothing but those
 */
function only(ts, text, wanted) {
  const file = ts.createSourceFile("names.d.ts", text, ts.ScriptTarget.Latest);
  const printer = ts.createPrinter();
  const print = (/** @type {any} */ node) => `${printer.printNode(ts.EmitHint.Unspecified, node, file)}\n`;
  return file.statements
    .map((statement) => {
      const names = namesOf(ts, statement).filter(wanted);
      if (names.length === 0) return "";
      if (ts.isImportDeclaration(statement)) keepNamesInImport(statement, new Set(names));
      if (!ts.isVariableStatement(statement)) return print(statement);
      const { modifiers, declarationList } = statement;
      const kept = declarationList.declarations.filter(
        ({ name }) => ts.isIdentifier(name) && names.includes(name.text),
      );
      return print(
        ts.factory.createVariableStatement(
          modifiers,
          ts.factory.createVariableDeclarationList(kept, declarationList.flags),
        ),
      );
    })
    .join("");
}

module.exports = { declarationsWithout };
