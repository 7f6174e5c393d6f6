/**
 * Repairs three settings that tslab hard-codes when it creates the TypeScript that reads cells:
 * `strict: false` (cells must be as strict as the rest of the project), every package under
 * `node_modules/@types` loaded into every cell (slow), and no source maps (so an error cannot
 * name the learner's own line).
 *
 * tslab looks the compiler up through `require`; its exports are read-only, so a copy with three
 * wrapped functions takes its place in the module cache. The package on disk stays untouched.
 * Module resolution stays tslab's "node10": "bundler" and "node16" fail on inferred types of
 * packages with `exports` (TS2742).
 */
"use strict";

const { writeOutShorthands } = require("./shorthand.cjs");
const { SourceMaps } = require("./source-maps.cjs");
const { ProjectFiles } = require("./project-files.cjs");

const compiler = require.resolve("@tslab/typescript-for-tslab", { paths: [require.resolve("tslab")] });
/** @type {typeof import("@tslab/typescript-for-tslab")} */
const ts = require(compiler);

const maps = new SourceMaps();
const files = new ProjectFiles();
files.replaceWatchers(ts.sys);

/** @type {Partial<typeof ts>} */
const repairs = {
  createWatchCompilerHost(/** @type {any[]} */ ...[roots, options, ...rest]) {
    const ours = { strict: true, types: ["node"], lib: ["lib.es2023.d.ts"], inlineSourceMap: true };
    return /** @type {any} */ (ts.createWatchCompilerHost)(roots, { ...options, ...ours }, ...rest);
  },
  createWatchProgram(/** @type {any} */ host) {
    writeOutShorthands(ts, host);
    return ts.createWatchProgram(host);
  },
  transpileModule: (code, options) => maps.transpile(ts, code, options),
};
/** @type {NodeModule} */ (require.cache[compiler]).exports = { ...ts, ...repairs };

module.exports = { maps, files };
