/**
 * Bundles what plots take from other packages into the one file that imports it: Plot with its parts of d3, linkedom
 * and the PNG encoder are some 800 small files, and to open them all is most of the wait for a first plot. Before
 * this step the same files work, only slower. The licences of what is bundled stand in dist/THIRD-PARTY.txt.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [source, dist] = [join(root, "lib", "src"), join(root, "lib", "dist")];
const files = ["ink/plot.ts", "ink/png.ts", "plots/dom.ts"];

/** The library's own files stay files. */
const ownFilesStay: Plugin = {
  name: "own files stay",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer }) =>
      importer.startsWith(source) ? { path, external: true } : undefined,
    );
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: files.map((file) => join(source, file)),
  outbase: source,
  outdir: dist,
  bundle: true,
  plugins: [ownFilesStay],
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "error",
});

// tsc's maps would point into text that is no longer there.
for (const file of files) rmSync(join(dist, file.replace(/ts$/, "js.map")), { force: true });

const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.keys(inputs).filter((path) => inputs[path]!.bytesInOutput > 0),
);
const packages = new Set(
  bundled.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
);
const notices = [...packages].sort().map((folder) => {
  const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
  const licence = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
  if (!licence) throw new Error(`${name} has no licence file; what is bundled must carry one`);
  return `${name}\n\n${readFileSync(join(root, folder, licence), "utf8").trim()}\n`;
});
writeFileSync(join(dist, "THIRD-PARTY.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
console.log(`${files.join(", ")}: with ${notices.length} packages in them`);
