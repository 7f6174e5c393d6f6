/**
 * TypeScript that is more than types, and that the compile step does not know: it must never be dropped in
 * silence, as a type stripper does with a namespace, so it is refused by its name.
 */
import { parse } from "sucrase/dist/parser/index.js";
import { ContextualKeyword } from "sucrase/dist/parser/tokenizer/keywords.js";
import { TokenType } from "sucrase/dist/parser/tokenizer/types.js";

/** What is refused, and what to write instead. */
const remedies = {
  namespace: "write a const object, or a file beside this one",
  "a decorator": "call the function yourself",
  accessor: "write a getter and a setter",
  using: "call its dispose yourself, in finally",
  "import … = require": 'write import … from "…"',
  "export =": "write export const",
} as const;

export interface Refused {
  /** One sentence without a full stop. */
  readonly sentence: string;
  /** From 1. */
  readonly line: number;
}

/** The first such thing in a text that parses; undefined when there is none. */
export function refusedSyntax(text: string): Refused | undefined {
  const { tokens } = parse(text, false, true, false);
  const word = (i: number) => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const sameLine = (i: number) => !text.slice(tokens[i]!.end, tokens[i + 1]?.start).includes("\n");
  const isName = (i: number) => tokens[i]?.type === TokenType.name;
  const whatIs = (i: number): keyof typeof remedies | undefined => {
    const { type, contextualKeyword, isType } = tokens[i]!;
    if (type === TokenType.at) return "a decorator";
    if (
      isType &&
      (contextualKeyword === ContextualKeyword._namespace ||
        contextualKeyword === ContextualKeyword._module) &&
      isName(i + 1) &&
      word(i - 1) !== "declare" &&
      !insideDeclared(i)
    )
      return "namespace";
    if (isType) return undefined;
    if (word(i) === "accessor" && isName(i) && isMember(i)) return "accessor";
    if (word(i) === "using" && isName(i) && isName(i + 1) && sameLine(i)) return "using";
    if (word(i) === "require" && word(i - 1) === "=" && word(i - 3) === "import") return "import … = require";
    if (word(i) === "=" && word(i - 1) === "export") return "export =";
    return undefined;
  };
  /** `accessor x`, `accessor #x` or `accessor [x]`, where a class's member can begin. */
  const isMember = (i: number) =>
    sameLine(i) &&
    /^(name|#|\[)/.test(isName(i + 1) ? "name" : word(i + 1)) &&
    ["{", "}", ";", "static", "override", "public", "private", "protected", "readonly", ")"].includes(
      word(i - 1),
    );
  /** In `declare global { … }` and the like everything is a type. */
  const insideDeclared = (i: number) => {
    let depth = 0;
    for (let k = i - 1; k >= 0 && tokens[k]!.isType; k--) {
      if (word(k) === "}") depth--;
      if (word(k) === "{") depth++;
      if (word(k) === "declare" && depth > 0) return true;
    }
    return false;
  };
  for (let i = 0; i < tokens.length; i++) {
    const what = whatIs(i);
    if (what === undefined) continue;
    const line = text.slice(0, tokens[i]!.start).split("\n").length;
    return { sentence: `${what} is not understood here; ${remedies[what]}`, line };
  }
  return undefined;
}
