/** A page for a file of the repository that the course links to. */
import { codeBlock } from "./code.ts";

/** @param path from the repository's root */
export function sourceHtml(path: string, text: string): string {
  return `<h1><code>${path}</code></h1>\n${codeBlock(text.trimEnd(), path)}`;
}
