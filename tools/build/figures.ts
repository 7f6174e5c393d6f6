/**
 * Bundles the browser script of every explorable: figures/src/NAME/index.tsx, mounted → figures/dist/browser/NAME.js,
 * one small script each, which runs on its own.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

const figures = fileURLToPath(new URL("../../figures/", import.meta.url));
const source = join(figures, "src");
const names = readdirSync(source).filter((name) => existsSync(join(source, name, "index.tsx")));

/** The entry of a figure's script: mounts it wherever the page has it. */
const mounted: Plugin = {
  name: "mounted",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^mounted:/ }, ({ path }) => ({ path: path.slice(8), namespace: "mounted" }));
    onLoad({ filter: /./, namespace: "mounted" }, ({ path }) => ({
      contents: `import { mountAll } from "./kit/mount.js"; import { explorable } from "./${path}/index.js"; mountAll(explorable);`,
      resolveDir: source,
    }));
  },
};

const { outputFiles } = await build({
  entryPoints: names.map((name) => ({ in: `mounted:${name}`, out: name })),
  plugins: [mounted],
  outdir: join(figures, "dist", "browser"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  tsconfigRaw: {
    compilerOptions: { jsx: "react", jsxFactory: "preactElement", jsxFragmentFactory: "preactFragment" },
  },
  inject: [join(source, "kit", "jsx.ts")],
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
