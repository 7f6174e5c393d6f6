/**
 * The shape of code: runs of its tokens in which names of variables say nothing and literals and properties do, after
 * a minifier has made one form of the many. Renaming and minifying leave it as it is.
 */
import { tokenizer } from "acorn";
import { transformSync } from "esbuild";

export type Shape = ReadonlySet<string>;

/** Tokens in a row. Fewer are common turns of the language. */
const run = 14;

/** Undefined for what is no code. */
export function shapeOf(text: string): Shape | undefined {
  for (const source of [text, `(${text.trim().replace(/,$/, "")})`, `async function* f() {\n${text}\n}`])
    try {
      return shape(
        transformSync(source, {
          loader: "ts",
          minifySyntax: true,
          minifyWhitespace: true,
          legalComments: "none",
          logLevel: "silent",
        }).code,
      );
    } catch {} // another reading of it, then
  return undefined;
}

function shape(code: string): Shape {
  const words: string[] = [];
  for (const { type, start, end } of tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })) {
    const word = code.slice(start, end);
    const property = words.at(-1) === "." || words.at(-1) === "?.";
    words.push(type.label !== "name" || property ? word : word === "let" ? "const" : "_");
  }
  const found = new Set<string>();
  for (let k = 0; k + run <= words.length; k++) found.add(words.slice(k, k + run).join(" "));
  return found;
}

/** Pieces of a text that may be code: all of it, and what Markdown fences or a page's scripts. */
export function codeIn(text: string): string[] {
  if (!/\breturn\b|=>/.test(text)) return [];
  const pieces = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  return [text, ...pieces.map(([, fenced, script]) => fenced ?? script ?? "")];
}
