/**
 * Repairs settings that tslab hard-codes when it creates the TypeScript that reads cells:
 * `strict: false` (cells must be as strict as the rest of the project), every package under
 * `node_modules/@types` loaded into every cell (slow), no source maps (so an error cannot
 * name the learner's own line), `await` at the top taken for a mistake, and packages without types refused.
 *
 * tslab looks the compiler up through `require`; its exports are read-only, so a copy with
 * wrapped functions takes its place in the module cache. The package on disk stays untouched.
 * Module resolution stays tslab's "node10": "bundler" and "node16" fail on inferred types of
 * packages with `exports` (TS2742).
 */
"use strict";

const { CellModules } = require("./cell-modules.cjs");
const { Neighbours } = require("./neighbours.cjs");
const { ProjectFiles } = require("./project-files.cjs");
const { NOT_IN_PROJECT, RelativeImports } = require("./relative-imports.cjs");
const { shorthands } = require("./shorthand.cjs");
const { SourceMaps } = require("./source-maps.cjs");

const compiler = require.resolve("@tslab/typescript-for-tslab", { paths: [require.resolve("tslab")] });
/** @type {typeof import("@tslab/typescript-for-tslab")} */
const ts = require(compiler);

/** tslab's TypeScript is of before `toSorted` and its like, which Node has: the project's own compiler declares them. */
const arrayByCopy = require.resolve("typescript/lib/lib.es2023.array.d.ts");

/**
 * Since 5.7 a typed array's type names its buffer, and two declarations of one interface must take the same parameters:
 * else `Float64Array`, and with it every matrix, would mean nothing. And a file that asks for no default library would
 * take away `lib`.
 */
const besideOlderOnes = (/** @type {string} */ text) =>
  text
    .replace(/^\/\/\/ <reference no-default-lib="true"\s*\/>$/m, "")
    .replace(/(\w+Array)<(?:TArrayBuffer extends ArrayBufferLike|ArrayBuffer)>/g, "$1");

/** "Could not find a declaration file for module": what it exports is `any`, as without strictness. */
const UNTYPED_MODULE = 7016;

const maps = new SourceMaps();
const modules = new CellModules(ts);
const neighbours = new Neighbours();
const imports = new RelativeImports();
const files = new ProjectFiles();
files.replaceWatchers(ts.sys);

/** @type {Partial<typeof ts>} */
const repairs = {
  createWatchCompilerHost(/** @type {any[]} */ ...[roots, options, ...rest]) {
    const ours = {
      strict: true,
      types: ["node"],
      lib: ["lib.es2023.d.ts"],
      inlineSourceMap: true,
      disableTopLevelAwait: false, // a setting of tslab's own TypeScript
    };
    const host = /** @type {any} */ (ts.createWatchCompilerHost)(
      [...roots, arrayByCopy],
      { ...options, ...ours },
      ...rest,
    );
    const read = host.readFile;
    host.readFile = (/** @type {string} */ path, /** @type {any[]} */ ...more) =>
      path === arrayByCopy ? besideOlderOnes(read(path, ...more)) : read(path, ...more);
    return host;
  },
  createWatchProgram(/** @type {any} */ host) {
    transformCells(host);
    imports.resolveFromNotebook(host);
    return ts.createWatchProgram(host);
  },
  transpileModule: (code, options) => maps.transpile(ts, code, options, modules.transformers),
};

/** tslab has set `afterProgramCreate`, and emits with the program that it is given there. */
function transformCells(/** @type {any} */ host) {
  const { afterProgramCreate } = host;
  host.afterProgramCreate = (/** @type {any} */ builder) => {
    const emit = (
      /** @type {any} */ file,
      /** @type {any} */ writeFile,
      /** @type {any} */ token,
      /** @type {any} */ dtsOnly,
      /** @type {any} */ transformers,
    ) => {
      const checker = builder.getProgram().getTypeChecker();
      const before = [neighbours.observer(ts, checker), shorthands(ts, checker)];
      const write = (/** @type {string} */ name, /** @type {any[]} */ ...rest) =>
        writeFile(RelativeImports.handedIn(name), ...rest);
      return builder.emit(file, write, token, dtsOnly, { ...transformers, before });
    };
    afterProgramCreate?.({ ...builder, emit });
  };
}

/** @type {any} */
const { getPreEmitDiagnosticsOfFiles, getPreEmitDiagnostics } = ts;
/** @type {(find: (...args: any[]) => import("@tslab/typescript-for-tslab").Diagnostic[]) => (...args: any[]) => any} */
const withoutAllowed =
  (find) =>
  (...args) =>
    find(...args).filter(({ code }) => code !== UNTYPED_MODULE && code !== NOT_IN_PROJECT);
Object.assign(repairs, {
  getPreEmitDiagnosticsOfFiles: withoutAllowed(getPreEmitDiagnosticsOfFiles),
  getPreEmitDiagnostics: withoutAllowed(getPreEmitDiagnostics),
});
/** @type {NodeModule} */ (require.cache[compiler]).exports = { ...ts, ...repairs };

module.exports = { ts, maps, modules, neighbours, imports, files };
