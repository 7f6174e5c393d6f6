/**
 * Bundles the browser script of every interactive figure: figures/src/NAME/browser.ts →
 * figures/dist/browser/NAME.js, one small script each, which runs on its own.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const figures = fileURLToPath(new URL("../../figures/", import.meta.url));
const names = readdirSync(join(figures, "src")).filter((name) =>
  existsSync(join(figures, "src", name, "browser.ts")),
);

const { outputFiles } = await build({
  entryPoints: Object.fromEntries(names.map((name) => [name, join(figures, "src", name, "browser.ts")])),
  outdir: join(figures, "dist", "browser"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  write: false,
});

mkdirSync(join(figures, "dist", "browser"), { recursive: true });
for (const { path, text } of outputFiles) {
  // A script inside a page ends at the first "</script", even in a string.
  writeFileSync(path, text.trim().replace(/<\/script/gi, "<\\/script"));
  console.log(`${path.slice(figures.length)}: ${text.length} characters, ${gzipSync(text).length} gzipped`);
}
