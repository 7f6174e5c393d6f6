/**
 * A made-up class: everybody was taught one way to solve it and writes it in words of their own. And copies of
 * somebody's work, as people disguise them.
 */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { rng } from "../../lib/src/tensor/random.js";

const { factory: make, SyntaxKind: Kind } = ts;
const printer = ts.createPrinter();
const parsed = (text: string) => ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true);

/** As if each had been written by somebody else, by `seed`. */
export function inOwnWords(text: string, seed: number): string {
  const random = rng(seed);
  const often = () => random() < 0.5;
  const { transformed } = ts.transform(parsed(text), [
    (context) => (file) => {
      const visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
        const one = ts.visitEachChild(node, visit, context);
        return often() ? (another(one, random) ?? one) : one;
      };
      return ts.visitEachChild(file, visit, context);
    },
  ]);
  return printer.printFile(transformed[0]!);
}

/** The same said otherwise; undefined where there is nothing to say otherwise. */
function another(node: ts.Node, random: () => number): ts.Node | ts.Node[] | undefined {
  if (ts.isBinaryExpression(node)) {
    const sign = node.operatorToken.kind;
    if (sign === Kind.PlusEqualsToken)
      return make.createAssignment(
        node.left,
        make.createAdd(node.left, make.createParenthesizedExpression(node.right)),
      );
    if (sign === Kind.AsteriskToken) return make.createMultiply(node.right, node.left);
    if (sign === Kind.LessThanToken) return make.createGreaterThan(node.right, node.left);
  }
  if (ts.isPostfixUnaryExpression(node) && node.operator === Kind.PlusPlusToken)
    return make.createBinaryExpression(node.operand, Kind.PlusEqualsToken, make.createNumericLiteral(1));
  if (ts.isNumericLiteral(node))
    return make.createCallExpression(make.createIdentifier("Number"), undefined, [node]);
  if (ts.isReturnStatement(node) && node.expression) {
    const name = make.createUniqueName("result");
    return make.createBlock([constant(name, node.expression), make.createReturnStatement(name)]);
  }
  if (ts.isExpressionStatement(node))
    return random() < 0.5 ? make.createBlock([node]) : make.createIfStatement(make.createTrue(), node);
  if (ts.isElementAccessExpression(node) && random() < 0.3)
    return make.createNonNullExpression(
      make.createElementAccessExpression(
        make.createParenthesizedExpression(node.expression),
        make.createAdd(node.argumentExpression, make.createNumericLiteral(0)),
      ),
    );
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && random() < 0.4)
    return make.createConditionalExpression(make.createTrue(), undefined, node, undefined, node);
  if (
    ts.isForStatement(node) &&
    node.initializer &&
    ts.isVariableDeclarationList(node.initializer) &&
    random() < 0.6
  )
    return make.createBlock([
      make.createVariableStatement(undefined, node.initializer),
      make.createWhileStatement(
        node.condition ?? make.createTrue(),
        make.createBlock([
          node.statement,
          ...(node.incrementor ? [make.createExpressionStatement(node.incrementor)] : []),
        ]),
      ),
    ]);
  return undefined;
}

const constant = (name: ts.Identifier, value: ts.Expression) =>
  make.createVariableStatement(
    undefined,
    make.createVariableDeclarationList(
      [make.createVariableDeclaration(name, undefined, undefined, value)],
      ts.NodeFlags.Const,
    ),
  );

/** Every name that the file gives, but those of its functions at the top, is another. */
export function renamed(text: string): string {
  const file = parsed(text);
  const names = new Map<string, string>();
  const collect = (node: ts.Node): void => {
    if (
      (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name) &&
      !names.has(node.name.text)
    )
      names.set(node.name.text, `thing${names.size}`);
    ts.forEachChild(node, collect);
  };
  collect(file);
  const { transformed } = ts.transform(file, [
    (context) => (whole) => {
      const visit = (node: ts.Node): ts.Node => {
        if (ts.isPropertyAccessExpression(node))
          return make.updatePropertyAccessExpression(
            node,
            visit(node.expression) as ts.Expression,
            node.name,
          );
        if (ts.isShorthandPropertyAssignment(node))
          return make.createPropertyAssignment(node.name.text, visit(node.name) as ts.Expression);
        if (ts.isIdentifier(node) && !ts.isPropertyAssignment(node.parent ?? node))
          return make.createIdentifier(names.get(node.text) ?? node.text);
        return ts.visitEachChild(node, visit, context);
      };
      return ts.visitEachChild(whole, visit, context);
    },
  ]);
  return printer.printFile(transformed[0]!);
}

/** Functions in another order, and neighbouring constants changed places. */
export function reordered(text: string): string {
  const file = parsed(text);
  const swap = (statements: readonly ts.Statement[]): ts.Statement[] => {
    const all = [...statements];
    for (let k = 0; k + 1 < all.length; k += 2)
      if (ts.isVariableStatement(all[k]!) && ts.isVariableStatement(all[k + 1]!))
        [all[k], all[k + 1]] = [all[k + 1]!, all[k]!];
    return all;
  };
  const { transformed } = ts.transform(file, [
    (context) => (whole) => {
      const visit = (node: ts.Node): ts.Node => {
        const one = ts.visitEachChild(node, visit, context);
        return ts.isBlock(one) ? make.updateBlock(one, swap(one.statements)) : one;
      };
      const one = ts.visitEachChild(whole, visit, context);
      const imports = one.statements.filter(ts.isImportDeclaration);
      const others = one.statements.filter((statement) => !ts.isImportDeclaration(statement));
      return make.updateSourceFile(one, [...imports, ...others.reverse()]);
    },
  ]);
  return printer.printFile(transformed[0]!);
}

/** Without a type or a comment, in another layout. */
export const retyped = (text: string): string =>
  ts
    .transpile(text, { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true })
    .replaceAll("    ", "\t");

const solution = readFileSync("solutions/07-flash-attention.ts", "utf8");

/** Set 07 by so many, each in words of their own, although all were taught one way. */
export const classOf = (count: number): string[] =>
  Array.from({ length: count }, (_, k) => inOwnWords(solution, k + 1));
