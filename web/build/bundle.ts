/** The scripts and styles of the site, by esbuild: parts that several need are chunks of their own. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { ROOT } from "../../tools/start/setup.mjs";
import { inWorker } from "./in-worker.ts";
import { learnersChecks } from "./learners-checks.ts";
import type { Files } from "./pages.ts";
import { virtual } from "./virtual.ts";

const OUT = "assets";

export interface Bundle {
  readonly files: Files;
  /** Path on the site of an entry: page, style, maths, kernel, types. */
  readonly entries: ReadonlyMap<string, string>;
  /** What each file consists of and imports, by its path on the site. */
  readonly outputs: Metafile["outputs"];
}

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  platform: "browser",
  charset: "utf8",
  legalComments: "none",
  splitting: true,
  write: false,
  metafile: true,
  absWorkingDir: ROOT,
  outdir: OUT,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  logLevel: "warning",
  alias: { "sucrase/dist/parser": "sucrase/dist/esm/parser" }, // the grader names inner files: one copy of them is enough
} as const satisfies BuildOptions;

/** The workers first, since the page must know their names. */
export async function bundle({ solutions }: { readonly solutions: boolean }): Promise<Bundle> {
  const parts: Bundle = { files: new Map(), entries: new Map(), outputs: {} };
  await add(parts, { entryPoints: { thread: "lib/dist/fast/thread.web.js" }, splitting: false });
  const nameOf = (entry: string) => {
    const path = parts.entries.get(entry);
    return path && basename(path);
  };
  const nobody = virtual({ workers: { kernel: undefined, types: undefined }, solutions });
  const workers = Object.entries({ kernel: "web/kernel/worker.ts", types: "web/types/worker.ts" }).filter(
    ([, path]) => existsSync(join(ROOT, path)),
  );
  await add(parts, {
    entryPoints: Object.fromEntries(workers),
    plugins: [...[nobody, inWorker, threadNamed(nameOf("thread")!)], ...(solutions ? [] : [learnersChecks])],
  });
  await add(parts, {
    entryPoints: {
      page: "web/client/page.ts",
      style: "web/client/style/index.css",
      maths: "web/client/style/maths.css",
    },
    plugins: [
      virtual({ workers: { kernel: nameOf("kernel"), types: nameOf("types") }, solutions }),
      usedFonts,
    ],
    alias: {
      ...common.alias,
      ndarray: join(ROOT, "web", "client", "arrays", "ndarray.ts"),
      "ndarray-ops": join(ROOT, "web", "client", "arrays", "ndarray-ops.ts"),
    },
    loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty" },
  });
  return parts;
}

async function add({ files, entries, outputs }: Bundle, options: BuildOptions): Promise<void> {
  const result = await build({ ...common, ...options, write: false, metafile: true });
  for (const { path, contents } of result.outputFiles) files.set(sitePath(path), contents);
  Object.assign(outputs, result.metafile.outputs);
  for (const [path, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    const name = /^([a-z]+)(?:-[A-Z0-9]+)?\.(?:js|css)$/.exec(basename(path))?.[1];
    if (entryPoint && name && Object.keys(options.entryPoints ?? {}).includes(name))
      (entries as Map<string, string>).set(name, path);
  }
}

/** The library starts its threads from a file beside its own; here that file has a hash in its name, as all do. */
const threadNamed = (name: string): Plugin => ({
  name: "thread",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]fast[\\/]threads\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (!text.includes('"./thread.js"'))
        throw new Error(`bundle: ${path} starts its threads from another file`);
      return { contents: text.replace('"./thread.js"', JSON.stringify(`./${name}`)) };
    }),
});

/** KaTeX's fonts that no formula of the course is set in; a test looks for their classes. */
const usedFonts: Plugin = {
  name: "fonts",
  setup: ({ onLoad }) =>
    onLoad(
      { filter: /KaTeX_(Caligraphic|Fraktur|SansSerif|Script|Typewriter|\w+-BoldItalic)\b.*\.woff2$/ },
      () => ({
        contents: "",
        loader: "empty",
      }),
    ),
};

const sitePath = (path: string): string => relative(ROOT, path).replaceAll("\\", "/");
