import { parse } from "sucrase/dist/parser/index.js";

/** `import data from "./data.json" assert { … }`, as the kernel's TypeScript has it, in the word of today; nothing moves. */
export function withAttributes(text: string): string {
  if (!/\bassert\s*\{/.test(text)) return text;
  const tokens = tokensOf(text);
  const word = (i: number) => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  let mended = text;
  for (let i = 2; i < tokens.length; i++)
    if (
      word(i) === "assert" &&
      word(i + 1) === "{" &&
      /^["']/.test(word(i - 1)) &&
      ["from", "import"].includes(word(i - 2))
    )
      mended = `${mended.slice(0, tokens[i]!.start)}with  ${mended.slice(tokens[i]!.end)}`;
  return mended;
}

/** None of a text that does not parse, which the compile step says. */
function tokensOf(text: string) {
  try {
    return parse(text, false, true, false).tokens;
  } catch {
    return [];
  }
}
