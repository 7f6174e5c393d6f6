/** TypeScript to JavaScript, line by line: the one compile step of check and grade. */
import { parse, type Program as Tree } from "acorn";
import { transform } from "sucrase";
import { withAttributes } from "./attributes.js";
import { refusedSyntax } from "./refused-syntax.js";

/** A text does not compile. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

/**
 * @param everyImport one cell imports what another one uses; in a file, an import that only types use is one of types
 * @throws Problem with what is wrong and the line, without the file's name
 */
export function transpile(source: string, everyImport = false): { code: string; tree: Tree } {
  const text = withAttributes(source);
  let code: string;
  try {
    ({ code } = transform(text, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: everyImport,
    }));
  } catch (error) {
    throw problemIn(error, text);
  }
  const refused = refusedSyntax(text);
  if (refused) throw new Problem(refused.sentence, refused.line);
  try {
    return { code, tree: parsed(code) };
  } catch (error) {
    throw problemIn(error, text);
  }
}

/** Code whose types are gone, as a tree. */
export const parsed = (code: string): Tree => parse(code, syntax);

const syntax = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  locations: true,
  ranges: true,
} as const;

/** Both parsers end their messages with "(line:column)". */
function problemIn(error: unknown, text: string): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/\((\d+):\d+\)\s*$/.exec(message)?.[1]);
  const what = message.replace(/^Error transforming [^:]*: /, "").replace(/\s*\(\d+:\d+\)\s*$/, "");
  // What is refused may be what a parser stumbles over.
  let refused: ReturnType<typeof refusedSyntax>;
  try {
    refused = refusedSyntax(text);
  } catch {
    refused = undefined; // it does not parse at all, which is what `what` says
  }
  if (refused) return new Problem(refused.sentence, refused.line);
  return Number.isInteger(line) ? new Problem(what, line) : new Problem(what);
}
