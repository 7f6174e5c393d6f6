/** Each exercise's answer in a submission: the function, and what else at the top of the file it uses. */
import ts from "typescript";
import { type Tokens, tokensOf } from "./tokens.js";

export interface Answer extends Tokens {
  /** All code of the submission; places are in it. */
  readonly text: string;
  /** From which row to which the answer stands, from 0, both included. */
  readonly rows: readonly (readonly [from: number, to: number])[];
}

/**
 * @param text code of a submission, of a notebook all its cells
 * @param names functions of exercises
 * @returns an answer for each of them that is there and begun
 */
export function answersIn(text: string, names: readonly string[]): ReadonlyMap<string, Answer> {
  const file = ts.createSourceFile("submission.ts", text, ts.ScriptTarget.Latest, true);
  const declared = new Map(
    file.statements.flatMap((node) => namesOf(node).map((name) => [name, node] as const)),
  );
  const found = new Map<string, Answer>();
  for (const name of names) {
    const own = declared.get(name);
    if (!own || /\bTODO exercise\b/.test(own.getText(file))) continue;
    const others = new Set(names.filter((other) => other !== name));
    const used = new Set([own]);
    for (const node of used)
      for (const word of wordsIn(node)) {
        const helper = others.has(word) ? undefined : declared.get(word);
        if (helper) used.add(helper);
      }
    const nodes = file.statements.filter((node) => used.has(node));
    const rowAt = (at: number) => file.getLineAndCharacterOfPosition(at).line;
    const rows = nodes.map((node) => [rowAt(node.getStart(file)), rowAt(node.getEnd())] as const);
    found.set(name, { text, rows, ...tokensOf(file, nodes) });
  }
  return found;
}

function namesOf(node: ts.Statement): string[] {
  if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) return [node.name.text];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

function wordsIn(node: ts.Node): string[] {
  const words: string[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isIdentifier(one)) words.push(one.text);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return words;
}
