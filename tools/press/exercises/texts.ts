/**
 * What an exercise says of itself, read from its solution's docstring, and the module from which `hint("00.2")`
 * answers: grader/src/learner/texts.ts.
 */
import ts from "typescript";
import { parseSolutions } from "./parse.ts";

/** One exercise, in the order of its file. */
export interface ExerciseText {
  /** The exported function or class. */
  readonly name: string;
  /** Such as `sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix`. */
  readonly signature: string;
  /** Such as "6 lines". */
  readonly size: string;
  /** What the answer calls of the library and of other exercises. */
  readonly calls: readonly string[];
  /** Markdown with TeX between dollar signs. */
  readonly hint: string;
}

/**
 * The exercises of solutions/NN-name.ts: its exported functions and classes that have a hint.
 */
export function readTexts(source: string): ExerciseText[] {
  return parseSolutions(source, () => "").statements.flatMap(({ name, stub, doc }) => {
    if (!name || !doc?.hint) return [];
    const flat = (text: string) => text.replace(/\s+/g, " ").trim();
    return [{ name, signature: signature(stub), size: doc.size, calls: doc.calls, hint: flat(doc.hint) }];
  });
}

/** A function's head without its body; of a class, the heads of what is public. */
function signature(stub: string): string {
  const [node] = ts.createSourceFile("stub.ts", stub, ts.ScriptTarget.ES2022, true).statements;
  if (node && ts.isFunctionDeclaration(node)) return head(node, node.name!.text);
  if (!node || !ts.isClassDeclaration(node))
    throw new SyntaxError("readTexts: this is no function and no class");
  const members = node.members.flatMap((member) => {
    const isPrivate =
      ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private ||
      (member.name && ts.isPrivateIdentifier(member.name));
    if (isPrivate) return [];
    if (ts.isConstructorDeclaration(member)) return [head(member, "constructor")];
    if (ts.isGetAccessor(member)) return [head(member, `get ${member.name.getText()}`)];
    return ts.isMethodDeclaration(member) ? [head(member, member.name.getText())] : [];
  });
  return `class ${node.name!.text}${generics(node.typeParameters)} { ${members.join("; ")} }`;
}

const head = (node: ts.SignatureDeclaration, name: string) =>
  `${name}${generics(node.typeParameters)}(${listed(node.parameters)})${node.type ? `: ${node.type.getText()}` : ""}`.replace(
    /\s+/g,
    " ",
  );

const listed = (nodes: readonly ts.Node[]) => nodes.map((node) => node.getText()).join(", ");
const generics = (nodes: readonly ts.Node[] | undefined) => (nodes ? `<${listed(nodes)}>` : "");

/**
 * The module grader/src/learner/texts.ts.
 * @param sources from the names of the sets, such as "00-attention", to the text of their solutions
 */
export function textsModule(sources: ReadonlyMap<string, string>): string {
  const entries = [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([set, source]) =>
      readTexts(source).map(
        (text, k) =>
          `  "${set.slice(0, 2)}.${k + 1}": ${JSON.stringify(text, null, 2).replaceAll("\n", "\n  ")},\n`,
      ),
    );
  return `/** Generated from solutions/*.ts by npm run exercises; change it there. */

/** What \`hint\` and the feedback say about an exercise. */
export interface ExerciseText {
  readonly name: string;
  /** Such as \`sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix\`. */
  readonly signature: string;
  /** Of the answer, such as "6 lines". */
  readonly size: string;
  /** What the answer calls of the library and of other exercises. */
  readonly calls: readonly string[];
  /** Markdown with TeX between dollar signs. */
  readonly hint: string;
}

export const texts: Readonly<Record<string, ExerciseText>> = {
${entries.join("")}};
`;
}
