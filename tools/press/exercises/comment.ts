/** Docstrings of the generated exercises. */
import { texToText } from "../../../grader/src/text/tex.ts";

/** Markdown for a reader of code: TeX between dollar signs becomes plain letters. */
export const withoutTex = (text: string): string =>
  text.replace(/\$([^$]+)\$/g, (_, tex: string) => texToText(tex));

/** A docstring whose lines fit into `width` characters and the stars. */
export function comment(paragraphs: readonly string[], width = 106): string {
  const lines = paragraphs.flatMap((paragraph) =>
    withoutTex(paragraph)
      .split("\n")
      .flatMap((line) => wrap(line, width)),
  );
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** A line of a list goes on under its first word. */
function wrap(line: string, width: number): string[] {
  const indent = line.startsWith("- ") ? "  " : "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, current];
}
