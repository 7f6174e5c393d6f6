/** Reads a solutions file: the one source of an exercise set. */
import ts from "typescript";

/** A solutions file, taken apart. */
export interface SolutionsFile {
  /** The docstring at the top, in Markdown. */
  readonly intro: string;
  /** What follows the intro, with every answer cut out: what a learner starts from. */
  readonly statements: readonly Statement[];
  /** The text between the markers of every answer. */
  readonly answers: readonly string[];
}

/** One statement at the top level. */
export interface Statement {
  /** Of an exported function or class. */
  readonly name?: string;
  /** Its own text without the docstring, and without answers. */
  readonly stub: string;
  readonly doc?: Doc;
}

/** A docstring, taken apart. All texts are Markdown. */
export interface Doc {
  readonly story: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns?: string;
  readonly hint?: string;
  /** A call that shows the learner's own function at work, such as "microscope(flashForward)". */
  readonly look?: string;
  /** Of the answer, counted: "6 lines". */
  readonly size: string;
  /** What the answer calls of the library and of other exercises. */
  readonly calls: readonly string[];
}

const BEGIN = "// BEGIN SOLUTION";
const END = "// END SOLUTION";

/**
 * @param text of solutions/NN-name.ts
 * @param todo what a stub throws, from the name of its function or class
 * @throws SyntaxError when markers do not come in pairs, or the file does not begin with a docstring
 */
export function parseSolutions(text: string, todo: (name: string) => string): SolutionsFile {
  const file = ts.createSourceFile("solutions.ts", text, ts.ScriptTarget.ES2022, true);
  const head = /^\/\*\*[\s\S]*?\*\//.exec(text);
  if (!head) throw new SyntaxError("a solutions file begins with a docstring that introduces the set");
  const regions = answerRegions(text);
  const known = new Set(file.statements.flatMap((node) => exportedName(node) ?? importedNames(node)));
  const statements = file.statements.map((node): Statement => {
    const name = exportedName(node);
    const doc = docOf(node, head[0].length, sizeOf(text, node, regions), callsOf(node, known));
    const stub = withoutAnswers(text, file, node, regions, name ? todo(name) : "");
    return { stub, ...(name ? { name } : {}), ...(doc ? { doc } : {}) };
  });
  return {
    intro: plain(head[0]),
    statements: statements.filter(({ stub }) => stub !== ""),
    answers: regions.map(({ from, to }) => text.slice(from, to)),
  };
}

interface Region {
  readonly from: number;
  readonly to: number;
}

/** From the line of each BEGIN to the end of the line of its END. */
function answerRegions(text: string): Region[] {
  const regions: Region[] = [];
  let end = 0;
  for (;;) {
    const begin = text.indexOf(BEGIN, end);
    const next = text.indexOf(END, end);
    if (begin < 0 && next < 0) return regions;
    const close = begin < 0 || next < begin ? -1 : text.indexOf(END, begin);
    if (close < 0)
      throw new SyntaxError(
        `line ${lineOf(text, begin < 0 ? next : begin)}: ${BEGIN} and ${END} come in pairs`,
      );
    end = close + END.length;
    regions.push({ from: text.lastIndexOf("\n", begin) + 1, to: end });
  }
}

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length;

function exportedName(node: ts.Statement): string | undefined {
  if (!(ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))) return undefined;
  const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exported ? node.name?.text : undefined;
}

/** The statement's text; an answer in a body becomes the stub's error, one elsewhere goes without a trace. */
function withoutAnswers(
  text: string,
  file: ts.SourceFile,
  node: ts.Statement,
  regions: readonly Region[],
  todo: string,
): string {
  const [start, end] = [node.getStart(file, false), node.end];
  let stub = "";
  let at = start;
  for (const { from, to } of regions.filter(({ from, to }) => to > start && from < end)) {
    const indent = /^\s*/.exec(text.slice(from))?.[0] ?? "";
    stub +=
      text.slice(at, Math.max(at, from)) +
      (inBody(node, from) ? `${indent}throw new Error(${JSON.stringify(todo)});` : "");
    at = to;
  }
  return `${stub}${at < end ? text.slice(at, end) : ""}`.replace(/\n\s*\n(\s*\n)+/g, "\n\n").trim();
}

/** Whether a position lies in the body of a function or method. */
function inBody(node: ts.Node, at: number): boolean {
  let found = false;
  const visit = (child: ts.Node) => {
    if (at < child.pos || at >= child.end) return;
    if (ts.isBlock(child)) found = true;
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function importedNames(node: ts.Statement): string[] {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
}

/** Which of the file's imports and exercises a statement calls, in their order. */
function callsOf(node: ts.Statement, known: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const visit = (child: ts.Node) => {
    if (ts.isCallExpression(child) && ts.isIdentifier(child.expression) && known.has(child.expression.text))
      found.add(child.expression.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return [...found].filter((name) => name !== exportedName(node));
}

/** How many lines a statement's answers take, blank ones and the markers left out. */
function sizeOf(text: string, { pos, end }: ts.Statement, regions: readonly Region[]): string {
  const lines = regions
    .filter(({ from, to }) => from >= pos && to <= end)
    .flatMap(({ from, to }) => text.slice(from, to).split("\n").slice(1, -1))
    .filter((line) => line.trim() !== "").length;
  return lines === 1 ? "1 line" : `${lines} lines`;
}

/** The last docstring before a statement, unless it is the file's own. */
function docOf(node: ts.Statement, headEnd: number, size: string, calls: readonly string[]): Doc | undefined {
  const jsDoc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  if (!jsDoc || jsDoc.end <= headEnd) return undefined;
  const [story = "", ...tags] = plain(jsDoc.getText()).split(/^(?=@\w+)/m);
  const params: { name: string; text: string }[] = [];
  const rest: Record<string, string> = {};
  for (const tag of tags) {
    const [, word = "", body = ""] = /^@(\w+)\s*([\s\S]*)$/.exec(tag.trim()) ?? [];
    const [, name = "", text = ""] = /^(\w+)\s*([\s\S]*)$/.exec(body) ?? [];
    if (word === "param") params.push({ name, text });
    else rest[word] = body;
  }
  const { returns, hint, look } = rest;
  return {
    story: story.trim(),
    params,
    size,
    calls,
    ...(returns ? { returns } : {}),
    ...(hint ? { hint } : {}),
    ...(look ? { look: look.trim() } : {}),
  };
}

/** A docstring's text without its stars; lines of a paragraph are joined, so that cells wrap by themselves. */
const plain = (docstring: string) =>
  docstring
    .replace(/^\/\*\*?|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim()
    .replace(/(\S)\n(?=[^\s@*-])/g, "$1 ");
