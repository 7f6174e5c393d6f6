/**
 * Keeps the way back from running code to the learner's line, which tslab throws away.
 *
 * tslab compiles in two steps, TypeScript → ES module → CommonJS, and prints the code anew in each.
 * The first step brings its map along as a comment, the second gets one here; both are kept per file
 * and per cell, and a position in running code is led back through the two.
 */
"use strict";

const { SourceMap } = require("node:module");

/** The name by which a cell's code is known in stack traces: `tslab-cell:7:3:12` = cell 7, line 3, column 12. */
const CELL_URL = "tslab-cell:";
/** tslab puts `export {};` on a line of its own before a cell. */
const TSLAB_PREFIX_LINES = 1;
const MAP_COMMENT = /\n\/\/# sourceMappingURL=(?:data:application\/json;base64,(\S+)|\S+)\s*$/;

/**
 * @typedef {{ line: number, column: number }} Position  1-based
 * @typedef {{ first: SourceMap, second: SourceMap }} Chain
 * @typedef {{ count: number, code: string, chain: Chain | undefined, lines: number }} Cell
 */

class SourceMaps {
  /** @type {Cell[]} every cell so far, by number of its run in this process */
  #cells = [];
  /** @type {Map<string, Chain>} imported TypeScript files, by their path from the root, e.g. `exercises/01.ts` */
  #files = new Map();
  /** @type {Chain | undefined} */
  #latest;

  /**
   * Registers the cell that is converted next.
   * @param {number} count  the number that the notebook shows beside the cell
   * @param {string} code
   */
  begin(count, code) {
    this.#latest = undefined;
    this.#cells.push({ count, code, chain: undefined, lines: 0 });
  }

  /** The cells that TypeScript took, in the order in which they ran; the grader asks what they mean to it. */
  get taken() {
    return this.#cells.filter(({ lines }) => lines > 0).map(({ count, code }) => ({ count, code }));
  }

  /**
   * Names the converted code of the latest cell, so that stack traces can tell cells apart.
   * The leading line break keeps column 1 at column 1 behind tslab's wrapper.
   * @param {string} output
   */
  label(output) {
    const cell = this.#cells[this.#cells.length - 1];
    cell.chain = this.#latest;
    cell.lines = output.split("\n").length + 1;
    return `\n${output}\n//# sourceURL=${CELL_URL}${this.#cells.length - 1}`;
  }

  /**
   * `ts.transpileModule` that keeps both maps.
   * @param {typeof import("@tslab/typescript-for-tslab")} ts
   * @param {string} code
   * @param {import("@tslab/typescript-for-tslab").TranspileOptions} options
   * @param {import("@tslab/typescript-for-tslab").CustomTransformers} forCells
   */
  transpile(ts, code, options, forCells) {
    const comment = MAP_COMMENT.exec(code);
    if (!comment?.[1]) return ts.transpileModule(code, options);
    const map = JSON.parse(Buffer.from(comment[1], "base64").toString("utf8"));
    const source = String(map.sources[0]).replace(/^(\.\.\/)+/, "");
    const isCell = source === "__tslab__.ts";
    const out = ts.transpileModule(code.slice(0, comment.index), {
      ...options,
      ...(isCell ? { transformers: forCells } : {}),
      compilerOptions: { ...options.compilerOptions, sourceMap: true },
    });
    const chain = { first: new SourceMap(map), second: new SourceMap(JSON.parse(out.sourceMapText ?? "{}")) };
    if (isCell) this.#latest = chain;
    else this.#files.set(source, chain);
    return { ...out, outputText: out.outputText.replace(MAP_COMMENT, "\n") };
  }

  /**
   * @param {string} url  e.g. `tslab-cell:7`
   * @param {Position} at  in running code
   * @returns {{ cell: Cell, at: Position | undefined } | undefined} undefined: not a cell;
   *   `at` undefined: in tslab's wrapper around the cell
   */
  inCell(url, at) {
    if (!url.startsWith(CELL_URL)) return undefined;
    const cell = this.#cells[Number(url.slice(CELL_URL.length))];
    if (!cell) return undefined;
    if (!cell.chain || at.line > cell.lines) return { cell, at: undefined };
    const back = backThrough(cell.chain, { line: at.line - 1, column: at.column });
    return { cell, at: back && { line: back.line - TSLAB_PREFIX_LINES, column: back.column } };
  }

  /**
   * @param {string} file  path from the root with `/`, as Node knows it: `exercises/01.js`
   * @param {Position} at  in running code
   * @returns {{ file: string, at: Position } | undefined}
   */
  inFile(file, at) {
    const source = file.replace(/\.js$/, ".ts");
    const chain = this.#files.get(source) ?? this.#files.get(`${source}x`);
    const back = chain && backThrough(chain, at);
    return back && { file: this.#files.has(source) ? source : `${source}x`, at: back };
  }
}

/**
 * @param {Chain} chain
 * @param {Position} at
 * @returns {Position | undefined}
 */
function backThrough({ first, second }, at) {
  const middle = second.findEntry(at.line - 1, at.column - 1);
  if (!("originalLine" in middle)) return undefined;
  const origin = first.findEntry(middle.originalLine, middle.originalColumn);
  if (!("originalLine" in origin)) return undefined;
  return { line: origin.originalLine + 1, column: origin.originalColumn + 1 };
}

module.exports = { SourceMaps, CELL_URL };
