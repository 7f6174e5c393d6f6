/**
 * Bundles what the grader's sandbox runs: child.cjs, one file with everything the disposable child needs; types.cjs,
 * what type-checks; quickjs.wasm, its interpreter; guest.json, the texts of the modules that live inside the guest; released.json, hashes
 * of the exercises as they are handed out; and version, a hash of these and of all that compares and gives points. Sources are TypeScript, so tests build what they test:
 * `buildSandbox(folder)`.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { contentHash } from "../../grader/src/submission/content.js";
import { isWork, kindOf } from "../../grader/src/submission/names.js";

const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const grader = join(root, "grader", "src");
const sandbox = join(grader, "sandbox");
const lib = join(root, "lib", "src");

/** Floors of the library that need no page to draw on. Only what a set's exercises allow is ever sent to a guest. */
const floors = [
  "tensor",
  "attention",
  "flash",
  "gpu",
  "graph",
  "kv",
  "linear",
  "lsh",
  "memory-systems",
  "select",
  "sparse",
];

/** `long-attention/…` by its sources, as the tests read it. */
export const librarySources: Plugin = {
  name: "library-sources",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^long-attention\// }, ({ path }) => {
      const name = path.slice("long-attention/".length);
      return {
        path: join(lib, name.endsWith(".js") ? name.replace(/\.js$/, ".ts") : join(name, "index.ts")),
        sideEffects: false, // as its package.json says, which esbuild reads only where it resolves a name itself
      };
    });
  },
};

/** ndarray-ops in the sandbox compiles an operation when it is first used: half the time of a realm. */
const lazyOperations: Plugin = {
  name: "lazy-operations",
  setup: ({ onResolve }) => {
    const lazy = join(sandbox, "guest", "lazy-cwise.cts");
    onResolve({ filter: /^cwise-compiler$/ }, ({ importer }) =>
      importer === lazy ? undefined : { path: lazy },
    );
  },
};

/** The child is CommonJS; the interpreter's module for imports looks for the file it lies in, and is in none. */
const quickJs: Plugin = {
  name: "quickjs",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@jitl\/quickjs-wasmfile-release-sync/ }, ({ path }) => ({
      path: require.resolve(path),
    }));
  },
};

/** Hashes of exercises/*.ts and *.ipynb. */
function released(): string[] {
  const folder = join(root, "exercises");
  const files = readdirSync(folder).filter(isWork);
  return files.map((file) => contentHash(kindOf(file)!, readFileSync(join(folder, file), "utf8"))).sort();
}

/** Writes child.cjs, types.cjs, quickjs.wasm, guest.json, released.json and version into `folder`. */
export async function buildSandbox(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shared = {
    bundle: true,
    absWorkingDir: root,
    legalComments: "none" as const,
    plugins: [librarySources, lazyOperations, quickJs],
  };
  const child = build({
    ...shared,
    entryPoints: [join(sandbox, "child", "start.ts")],
    outfile: join(folder, "child.cjs"),
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    write: false,
  });
  const types = build({
    ...shared,
    entryPoints: [join(grader, "types", "child.ts")],
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    write: false,
  });
  const judge = build({
    ...shared,
    stdin: {
      contents: 'export * from "./checks/index.js"; export * from "./result/index.js";',
      resolveDir: grader,
    },
    platform: "node",
    packages: "external",
    format: "esm",
    minifyWhitespace: true,
    write: false,
  });
  const guest = build({
    ...shared,
    entryPoints: {
      guest: join(sandbox, "guest", "entry.ts"),
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
  const [
    { outputFiles: runner },
    { outputFiles: typed },
    { outputFiles, metafile },
    { outputFiles: graded },
  ] = await Promise.all([child, types, guest, judge]);
  const nameOf = (path: string): string => {
    const file = basename(path, ".js");
    if (file === "guest") return "guest";
    return file.startsWith("chunk-") ? `./${file}.js` : `long-attention/${file}`;
  };
  const bounds = new Map(
    Object.entries(metafile.outputs).map(([path, { imports, exports }]) => [
      nameOf(path),
      { imports: imports.map(({ path }) => nameOf(path)), exports },
    ]),
  );
  const modules = Object.fromEntries(
    outputFiles.map(({ path, text }) => [nameOf(path), { text, ...bounds.get(nameOf(path)) }]),
  );
  const texts = {
    child: runner[0]!.text,
    types: typed[0]!.text,
    guest: JSON.stringify(modules),
    judge: graded[0]!.text,
    released: released(),
  };
  const quickjs = readFileSync(require.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"));
  writeFileSync(join(folder, "child.cjs"), texts.child);
  writeFileSync(join(folder, "types.cjs"), texts.types);
  writeFileSync(join(folder, "guest.json"), texts.guest);
  writeFileSync(join(folder, "quickjs.wasm"), quickjs);
  writeFileSync(join(folder, "released.json"), JSON.stringify(texts.released));
  writeFileSync(
    join(folder, "version"),
    createHash("sha256").update(JSON.stringify(texts)).update(quickjs).digest("hex").slice(0, 8),
  );
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = join(root, "grader", "dist", "sandbox");
  await buildSandbox(folder);
  console.log(`${folder.slice(root.length + 1)}: ${readdirSync(folder).join(", ")}`);
}
