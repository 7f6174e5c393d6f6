/**
 * What an exercise says, read from its solution's docstring: story, parameters, hint, size, signature.
 * `tsx tools/exercises/texts.ts` writes grader/src/learner/texts.ts, from which `hint("00.2")` answers.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** One exercise, in the order of its file. Texts are Markdown with TeX between dollar signs. */
export interface ExerciseText {
  /** The exported function or class. */
  readonly name: string;
  readonly story: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string;
  readonly hint: string;
  /** Such as "6 lines". */
  readonly size: string;
  /** Such as `sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix`. */
  readonly signature: string;
}

/**
 * The exercises of solutions/NN-name.ts: its exported functions and classes that have a hint.
 * @throws SyntaxError when an exercise lacks a part of its docstring
 */
export function readTexts(source: string): ExerciseText[] {
  const file = ts.createSourceFile("solution.ts", source, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
    const exported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const name = statement.name?.text;
    return exported && name && tag(statement, "hint") !== "" ? [textOf(statement, name)] : [];
  });
}

function textOf(node: ts.FunctionDeclaration | ts.ClassDeclaration, name: string): ExerciseText {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text: ExerciseText = {
    name,
    story: flat(doc?.comment),
    params: ts.getAllJSDocTags(node, ts.isJSDocParameterTag).map((param) => ({
      name: param.name.getText(),
      text: flat(param.comment),
    })),
    returns: flat(ts.getJSDocReturnTag(node)?.comment),
    hint: tag(node, "hint"),
    size: tag(node, "size"),
    signature: ts.isClassDeclaration(node) ? signatureOfClass(node) : signatureOf(node, name),
  };
  for (const part of ["story", "size"] as const)
    if (text[part] === "")
      throw new SyntaxError(`readTexts: ${name} has no ${part}; add it to its docstring`);
  return text;
}

const tag = (node: ts.Node, name: string) =>
  flat(ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name)?.comment);

/** A comment's text, its line breaks as spaces. */
const flat = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined) =>
  (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ").trim();

const signatureOf = (node: ts.SignatureDeclaration, name: string) => {
  const parts = (nodes: ts.NodeArray<ts.Node> | undefined) => nodes?.map((part) => part.getText()).join(", ");
  const generics = node.typeParameters ? `<${parts(node.typeParameters)}>` : "";
  const result = node.type ? `: ${node.type.getText()}` : "";
  return `${name}${generics}(${parts(node.parameters)})${result}`.replace(/\s+/g, " ");
};

/** The public face of a class: its constructor and methods. */
function signatureOfClass(node: ts.ClassDeclaration): string {
  const isPrivate = (member: ts.ClassElement) =>
    (member.name && ts.isPrivateIdentifier(member.name)) ||
    (ts.canHaveModifiers(member) &&
      ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword));
  const members = node.members.flatMap((member) => {
    if (isPrivate(member)) return [];
    if (ts.isConstructorDeclaration(member)) return [signatureOf(member, "constructor")];
    return ts.isMethodDeclaration(member) ? [signatureOf(member, member.name.getText())] : [];
  });
  const generics = node.typeParameters
    ? `<${node.typeParameters.map((part) => part.getText()).join(", ")}>`
    : "";
  return `class ${node.name!.text}${generics} { ${members.join("; ")} }`;
}

/**
 * The module grader/src/learner/texts.ts.
 * @param sources from the names of the sets, such as "00-attention", to the text of their solutions
 */
export function textsModule(sources: ReadonlyMap<string, string>): string {
  const entries = [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([set, source]) =>
      readTexts(source).map(({ name, hint, size, signature }, k) => {
        const id = `${set.slice(0, 2)}.${k + 1}`;
        return `  ${JSON.stringify(id)}: ${JSON.stringify({ name, signature, size, hint })},\n`;
      }),
    );
  return `/** Generated from solutions/*.ts by tools/exercises/texts.ts; change it there. */

/** What \`hint\` and the feedback say about an exercise. */
export interface ExerciseText {
  readonly name: string;
  /** Such as \`sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix\`. */
  readonly signature: string;
  /** Of the answer, such as "6 lines". */
  readonly size: string;
  /** Markdown with TeX between dollar signs. */
  readonly hint: string;
}

export const texts: Readonly<Record<string, ExerciseText>> = {
${entries.join("")}};
`;
}

/** The texts of the solutions of all sets. */
export function readSolutions(folder = join(root, "solutions")): Map<string, string> {
  const names = readdirSync(folder).filter((name) => /^\d\d-[\w-]+\.ts$/.test(name));
  return new Map(
    names.map((name) => [name.slice(0, -".ts".length), readFileSync(join(folder, name), "utf8")]),
  );
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  writeFileSync(join(root, "grader/src/learner/texts.ts"), textsModule(readSolutions()));
