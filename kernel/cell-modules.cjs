/**
 * Repairs what cells share. Stock tslab copies a cell's variables to `exports`, at their declaration and
 * wherever the cell itself changes them: another cell changes the copy, and functions beside the variable
 * see nothing of it. Here `exports` hands on the variable itself, for reading and writing, and a name is
 * handed on once its statement is done, so that a cell which fails has declared what stands above the failure.
 *
 * It happens in tslab's second step, ES module → CommonJS, where a cell ends in `export { every, name }`.
 */
"use strict";

/**
 * @typedef {typeof import("@tslab/typescript-for-tslab")} TypeScript
 * @typedef {import("@tslab/typescript-for-tslab").Node} Node
 * @typedef {import("@tslab/typescript-for-tslab").SourceFile} SourceFile
 * @typedef {import("@tslab/typescript-for-tslab").Statement} Statement
 * @typedef {import("@tslab/typescript-for-tslab").BindingName} BindingName
 * @typedef {{ declares: string[], variables: Set<string>, awaits: boolean }} Shape
 *   `declares`: what the cell hands on; `variables`: those that an assignment can change; `awaits`: at its top
 */

class CellModules {
  #ts;
  /** @type {Shape} of the cell that was converted last */
  latest = { declares: [], variables: new Set(), awaits: false };

  /** @param {TypeScript} ts */
  constructor(ts) {
    this.#ts = ts;
  }

  /** For the second step of a cell. */
  transformers = {
    before: [
      () => (/** @type {any} */ file) => {
        this.latest = { declares: [], variables: new Set(), awaits: this.#awaits(file) };
        return this.#ts.factory.updateSourceFile(file, this.#sharing(file));
      },
    ],
  };

  /** @param {SourceFile} file  @returns {Statement[]} */
  #sharing(file) {
    const ts = this.#ts;
    /** Values, as tslab names them at the end; an import that is but a type is not among them. @type {Map<string, Node>} */
    const values = new Map();
    for (const { exportClause: clause } of file.statements.filter(ts.isExportDeclaration))
      if (clause && ts.isNamedExports(clause))
        for (const { name } of clause.elements) values.set(name.text, name);
    /** @type {Statement[]} */
    const functions = [];
    const rest = file.statements.flatMap((/** @type {Statement} */ statement) => {
      if (ts.isExportDeclaration(statement)) return statement.moduleSpecifier ? [statement] : [];
      const isLastValue =
        ts.canHaveModifiers(statement) &&
        statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (isLastValue) return [statement]; // tslab exports what the last line computes
      const names = namesOf(ts, statement).filter((name) => values.has(name));
      if (ts.isFunctionDeclaration(statement)) {
        functions.push(...this.#handOn(names));
        return [statement];
      }
      if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const))
        return [statement, ...this.#handOn(names, true)];
      return [statement, ...this.#handOn(names, false, values)];
    });
    return [...functions, ...rest];
  }

  /**
   * `{ Object.defineProperty(exports, "n", { get: () => n, set: (_) => n = _ }); }`. In a block: the last expression
   * of a cell is its value.
   * @param {string[]} names
   * @param {boolean} [changes]
   * @param {ReadonlyMap<string, Node>} [mentions]  nodes by which TypeScript knows that a name is an import's
   * @returns {Statement[]}
   */
  #handOn(names, changes = false, mentions) {
    const { factory, SyntaxKind } = this.#ts;
    this.latest.declares.push(...names);
    if (changes) for (const name of names) this.latest.variables.add(name);
    const arrow = (/** @type {any[]} */ parameters, /** @type {any} */ body) =>
      factory.createArrowFunction(
        undefined,
        undefined,
        parameters,
        undefined,
        factory.createToken(SyntaxKind.EqualsGreaterThanToken),
        body,
      );
    const statements = names.map((name) => {
      const it = this.#ts.setOriginalNode(factory.createIdentifier(name), mentions?.get(name));
      const given = name === "_" ? "__" : "_";
      const parts = changes
        ? {
            get: arrow([], it),
            set: arrow(
              [factory.createParameterDeclaration(undefined, undefined, given)],
              factory.createAssignment(it, factory.createIdentifier(given)),
            ),
          }
        : { value: it };
      const properties = Object.entries(parts).map(([key, value]) =>
        factory.createPropertyAssignment(key, value),
      );
      return factory.createExpressionStatement(
        factory.createCallExpression(
          factory.createPropertyAccessExpression(factory.createIdentifier("Object"), "defineProperty"),
          undefined,
          [
            factory.createIdentifier("exports"),
            factory.createStringLiteral(name),
            factory.createObjectLiteralExpression(properties),
          ],
        ),
      );
    });
    return names.length === 0 ? [] : [factory.createBlock(statements)];
  }

  /** @param {Node} node  @returns {boolean} whether it waits, functions apart */
  #awaits(node) {
    const ts = this.#ts;
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
    if (ts.isFunctionLike(node)) return false;
    return ts.forEachChild(node, (child) => this.#awaits(child)) ?? false;
  }
}

/**
 * @param {TypeScript} ts  @param {Statement} statement
 * @returns {string[]} the names that it declares at the top
 */
function namesOf(ts, statement) {
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings: bindings } = statement.importClause ?? {};
    const others = !bindings ? [] : ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
    return [name, ...others.map((one) => one.name)].flatMap((one) => (one ? [one.text] : []));
  }
  if (ts.isVariableStatement(statement)) {
    /** @type {(name: BindingName) => string[]} */
    const within = (name) =>
      ts.isIdentifier(name)
        ? [name.text]
        : name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : within(one.name)));
    return statement.declarationList.declarations.flatMap(({ name }) => within(name));
  }
  const name = /** @type {{ name?: Node }} */ (statement).name;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

module.exports = { CellModules, namesOf };
