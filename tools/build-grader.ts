/**
 * Bundles what the grader's sandbox runs: child.cjs, one file with everything the disposable child needs, and
 * guest.json, the texts of the modules that live inside the guest. Sources are TypeScript, so tests build
 * what they test: `buildSandbox(folder)`.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const sandbox = join(root, "grader", "src", "sandbox");
const lib = join(root, "lib", "src");

/** Floors of the library that need no page to draw on. Only what a set's exercises allow is ever sent to a guest. */
const floors = ["attention", "flash", "gpu", "graph", "kv", "lsh", "memory-systems", "sparse"];

/** `long-attention/…` by its sources, as the tests read it. */
export const librarySources: Plugin = {
  name: "library-sources",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^long-attention\// }, ({ path }) => {
      const name = path.slice("long-attention/".length);
      return {
        path: join(lib, name.endsWith(".js") ? name.replace(/\.js$/, ".ts") : join(name, "index.ts")),
      };
    });
  },
};

/** Writes child.cjs and guest.json into `folder`. */
export async function buildSandbox(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shared = {
    bundle: true,
    charset: "utf8" as const,
    legalComments: "none" as const,
    plugins: [librarySources],
  };
  const child = build({
    ...shared,
    entryPoints: [join(sandbox, "child", "start.ts")],
    outfile: join(folder, "child.cjs"),
    platform: "node",
    target: "node20",
    format: "cjs",
  });
  const guest = build({
    ...shared,
    entryPoints: {
      guest: join(sandbox, "guest", "entry.ts"),
      tensor: join(sandbox, "guest", "tensor.ts"),
      ...Object.fromEntries(floors.map((floor) => [floor, join(lib, floor, "index.ts")])),
    },
    outdir: folder,
    format: "esm",
    splitting: true,
    minifyWhitespace: true,
    target: "es2022",
    metafile: true,
    write: false,
  });
  const [, { outputFiles, metafile }] = await Promise.all([child, guest]);
  const nameOf = (path: string): string => {
    const file = basename(path, ".js");
    if (file === "guest") return "guest";
    return file.startsWith("chunk-") ? `./${file}.js` : `long-attention/${file}`;
  };
  const imports = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      nameOf(path),
      output.imports.map(({ path }) => nameOf(path)),
    ]),
  );
  const modules = Object.fromEntries(
    outputFiles.map(({ path, text }) => [nameOf(path), { text, imports: imports.get(nameOf(path)) ?? [] }]),
  );
  writeFileSync(join(folder, "guest.json"), JSON.stringify(modules));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = join(root, "grader", "dist", "sandbox");
  await buildSandbox(folder);
  console.log(`${folder.slice(root.length + 1)}: ${readdirSync(folder).join(", ")}`);
}
