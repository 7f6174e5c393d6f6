/**
 * Code as a line of tokens that says how it is built: kinds of its nodes, with neither names nor numbers, types, layout
 * or comments, so that who renames and annotates writes the same line.
 */
import { Region } from "@dodona/dolos-core";
import ts from "typescript";

export interface Tokens {
  readonly tokens: readonly string[];
  /** Where in the source each of them stands; rows and columns from 0. */
  readonly places: readonly Region[];
}

/** @param nodes of one file, in the order in which they are to be read */
export function tokensOf(file: ts.SourceFile, nodes: readonly ts.Node[]): Tokens {
  const [tokens, places]: [string[], Region[]] = [[], []];
  const visit = (node: ts.Node): void => {
    if (saysNothing(node)) return;
    if (isWrapper(node)) {
      visit(node.expression);
      return;
    }
    const [from, to] = [node.getStart(file), node.getEnd()].map((at) =>
      file.getLineAndCharacterOfPosition(at),
    );
    const place = new Region(from!.line, from!.character, to!.line, to!.character);
    const add = (token: string) => {
      tokens.push(token);
      places.push(place);
    };
    add("(");
    add(kindOf(node));
    if (ts.isShorthandPropertyAssignment(node)) visit(node.name); // { a } is { a: a }, as who renames a has to write it
    ts.forEachChild(node, visit);
    add(")");
  };
  for (const node of nodes) visit(node);
  return { tokens, places };
}

const saysNothing = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isTypeParameterDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  node.kind === ts.SyntaxKind.ExportKeyword ||
  node.kind === ts.SyntaxKind.ReadonlyKeyword;

/** What stands around an expression and changes nothing of it. */
const isWrapper = (node: ts.Node): node is ts.Node & { readonly expression: ts.Expression } =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isSatisfiesExpression(node);

/** An operator's own kind comes as a node of its own. */
const kindOf = (node: ts.Node): string =>
  ts.isShorthandPropertyAssignment(node) ? "PropertyAssignment" : ts.SyntaxKind[node.kind]!;
