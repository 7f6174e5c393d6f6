/**
 * Bundles the browser script of every interactive figure: assets/widgets/src/NAME/browser.ts →
 * assets/widgets/dist/browser/NAME.js, one small script each, which runs on its own.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const widgets = fileURLToPath(new URL("../assets/widgets/", import.meta.url));
const names = readdirSync(join(widgets, "src")).filter((name) =>
  existsSync(join(widgets, "src", name, "browser.ts")),
);

const { outputFiles } = await build({
  entryPoints: Object.fromEntries(names.map((name) => [name, join(widgets, "src", name, "browser.ts")])),
  outdir: join(widgets, "dist", "browser"),
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

mkdirSync(join(widgets, "dist", "browser"), { recursive: true });
for (const { path, text } of outputFiles) {
  // A script inside a page ends at the first "</script", even in a string.
  writeFileSync(path, text.trim().replace(/<\/script/gi, "<\\/script"));
  console.log(`${path.slice(widgets.length)}: ${text.length} characters, ${gzipSync(text).length} gzipped`);
}
