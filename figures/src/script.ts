/** The script that brings a figure to life in a notebook's page; in a bundle for a browser, script.web.ts stands in for this file. */
import { readFileSync } from "node:fs";

const scripts = new Map<string, string>();

/**
 * A `<script>` with all that one figure needs, bundled by `npm run build`.
 * @throws Error when the figures were not built
 */
export function scriptOf(name: string): string {
  const known = scripts.get(name);
  if (known) return known;
  try {
    const text = readFileSync(new URL(`../dist/browser/${name}.js`, import.meta.url), "utf8");
    const script = `<script>${text}</script>`;
    scripts.set(name, script);
    return script;
  } catch {
    throw new Error(`figure: ${name} is not built yet; run npm run build in the course's folder`);
  }
}
