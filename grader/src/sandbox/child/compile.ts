/** TypeScript to JavaScript. It happens in the child, because a few crafted lines can keep a compiler busy for hours. */
import { transform } from "sucrase";
import { extractNotebook } from "../../submission/notebook.js";
import type { LoadMessage } from "../protocol.js";

/** A submission, ready to run. */
export interface Program {
  readonly main: string;
  /** JavaScript by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Where a line of `main` comes from, for notebooks: the cell and the line in it. */
  readonly place?: (line: number) => string | undefined;
  readonly load: LoadMessage;
}

/** The submission does not compile. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

/** @throws Problem with a sentence for the student */
export function compile(load: LoadMessage): Program {
  const { main, files, names } = load;
  if (main.endsWith(".ipynb")) {
    const { code, place } = extractNotebook(files[main]!, names, stripCellTypes);
    return { main, files: { [main]: code }, place, load };
  }
  const compiled = Object.entries(files).map(([name, text]) => [name, compileFile(name, text)]);
  return { main, files: Object.fromEntries(compiled), load };
}

function compileFile(name: string, text: string): string {
  try {
    return stripTypes(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /\((\d+):\d+\)\s*$/.exec(message);
    const what = message.replace(/^Error transforming [^:]*: /, "").replace(/\s*\(\d+:\d+\)\s*$/, "");
    throw new Problem(
      at ? `${name} does not compile, line ${at[1]}: ${what}` : `${name} does not compile: ${what}`,
      at ? Number(at[1]) : undefined,
    );
  }
}

/** One cell imports what another one uses. */
const stripCellTypes = (text: string): string =>
  transform(text, { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true }).code;

/** Keeps the line numbers. */
const stripTypes = (text: string): string =>
  transform(text, { transforms: ["typescript"], disableESTransforms: true }).code;
