/**
 * Repairs errors: stock tslab prints them to stderr, with its own insides in the stack and with line
 * numbers of code that the learner never wrote. Here an error becomes what Jupyter asks for (a name,
 * a message, a traceback) and the traceback shows the learner's line with a caret under the place.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { SourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");
const { inspect, types } = require("node:util");
const { remedyFor } = require("./remedies.cjs");

const SHOWN_DIAGNOSTICS = 10;
const SHOWN_FRAMES = 20;
const SHOWN_CAUSES = 5;
const SESSION = require.resolve("./session.cjs");

/**
 * @typedef {{ ename: string, evalue: string, traceback: string[] }} Report
 * @typedef {{ line: number, column: number }} Position  1-based
 * @typedef {{ name: string, place: string, at: Position, text: () => string | undefined, own: boolean }} Frame
 *   `own`: in code that the learner wrote, a cell or an imported TypeScript file
 * @typedef {{ offset: number, line: number, character: number }} Point  0-based, as tslab gives it
 * @typedef {{ start: Point, end: Point, messageText: string, code: number, fileName?: string }} Diagnostic
 */

/** The learner pressed Stop. */
class Stopped extends Error {
  name = "Interrupted";
  constructor() {
    super("the cell was stopped");
  }
}

class Errors {
  #root;
  #maps;

  /** @param {string} root  @param {import("./source-maps.cjs").SourceMaps} maps */
  constructor(root, maps) {
    this.#root = root;
    this.#maps = maps;
  }

  /**
   * A value that a cell has thrown.
   * @param {unknown} thrown
   * @returns {Report}
   */
  ofThrown(thrown) {
    const stopped = /** @type {any} */ (thrown)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"; // by a signal
    if (stopped || thrown instanceof Stopped) {
      const { name, message } = new Stopped();
      return { ename: name, evalue: message, traceback: [`${name}: ${message}`] };
    }
    if (!isError(thrown)) {
      const evalue = inspect(thrown);
      return {
        ename: "Thrown",
        evalue,
        traceback: [`Thrown: ${evalue}`, "(not an Error, so it has no stack)"],
      };
    }
    this.#sayHow(thrown);
    return {
      ename: String(thrown.name),
      evalue: String(thrown.message),
      traceback: this.#traceback(thrown, SHOWN_CAUSES),
    };
  }

  /**
   * What TypeScript finds wrong with a cell.
   * @param {Diagnostic[]} diagnostics
   * @param {string} code  the cell
   * @returns {Report}
   */
  ofDiagnostics(diagnostics, code) {
    const lines = code.split("\n").length;
    const inside = (/** @type {Diagnostic} */ { start, fileName }) =>
      fileName !== undefined || start.line < lines; // tslab adds lines at the end
    const found = withElaborations(diagnostics.some(inside) ? diagnostics.filter(inside) : diagnostics);
    for (const one of found) {
      const remedy = remedyFor(this.#root, one.messageText);
      if (remedy) one.messageText += `\n  ${remedy}`;
    }
    const shown = found.slice(0, SHOWN_DIAGNOSTICS);
    const more = found.length > shown.length ? [`… and ${found.length - shown.length} more`] : [];
    const where = (/** @type {Diagnostic} */ { start, fileName }) =>
      `${fileName ? `${slashes(fileName)} ` : ""}line ${start.line + 1}, column ${start.character + 1}`;
    const traceback = shown.flatMap((diagnostic) => {
      const { start, end, fileName } = diagnostic;
      const text = fileName
        ? readLine(path.join(this.#root, fileName), start.line + 1)
        : lineOf(code, start.line + 1);
      const width = end.line === start.line ? Math.max(1, end.character - start.character) : 1;
      return [
        `TypeScript error at ${where(diagnostic)}: ${diagnostic.messageText} (TS${diagnostic.code})`,
        ...excerpt({ line: start.line + 1, column: start.character + 1 }, text, width),
      ];
    });
    return {
      ename: "TypeScriptError",
      evalue: [...shown.map((one) => `${where(one)}: ${one.messageText}`), ...more].join("\n"),
      traceback: [...traceback, ...more],
    };
  }

  /** @param {Error} error */
  #sayHow(error) {
    const [first = "", ...rest] = String(error.message).split("\n");
    const remedy = remedyFor(this.#root, first);
    // `require` lists who wanted the module, files of tslab included.
    const byRequire = /** @type {NodeJS.ErrnoException} */ (error).code === "MODULE_NOT_FOUND";
    if (remedy) error.message = `${first}\n  ${remedy}`;
    else if (byRequire && rest.length > 0) error.message = first;
  }

  /** @param {Error} error  @param {number} causes  how many may follow  @returns {string[]} */
  #traceback(error, causes) {
    const frames = this.#frames(String(error.stack));
    const own = frames.find((frame) => frame.own);
    const lines = [
      ...`${error.name}: ${error.message}`.split("\n"),
      ...(own ? [`${own.place}:`, ...excerpt(own.at, own.text())] : []),
      ...withoutRepeats(frames.map(({ name, place }) => `    at ${name ? `${name} (${place})` : place}`)),
    ];
    if (causes > 0 && isError(error.cause)) {
      const [first, ...rest] = this.#traceback(error.cause, causes - 1);
      lines.push(`Caused by ${first}`, ...rest);
    }
    return lines;
  }

  /** @param {string} stack  @returns {Frame[]} the frames outside Node, tslab and this kernel */
  #frames(stack) {
    const frames = [];
    for (const line of stack.split("\n")) {
      const match = /^\s+at (?:async )?(?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/.exec(line);
      if (!match) continue;
      if (match[2] === SESSION) break; // below: whoever runs the session
      const name = (match[1] ?? "").replace(/^(Proxy|Object|exports)\./, "").replace(/^<anonymous>$/, "");
      const frame = this.#place(match[2], { line: Number(match[3]), column: Number(match[4]) });
      if (frame) frames.push({ name, ...frame });
    }
    return frames;
  }

  /** @param {string} url  @param {Position} at  @returns {Omit<Frame, "name"> | undefined} */
  #place(url, at) {
    const inCell = this.#maps.inCell(url, at);
    if (inCell) {
      const { cell, at: origin } = inCell;
      if (!origin) return undefined;
      const place = `cell [${cell.count}], line ${origin.line}, column ${origin.column}`;
      return { place, at: origin, text: () => lineOf(cell.code, origin.line), own: true };
    }
    if (url.startsWith("node:") || url.startsWith("evalmachine.")) return undefined;
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    const relative = slashes(path.relative(this.#root, file));
    if (/(^|\/)node_modules\/(@?tslab|zeromq)\//.test(relative) || path.dirname(file) === __dirname)
      return undefined;
    const inFile = this.#maps.inFile(relative, at);
    const source = inFile ?? fromBuild(this.#root, file, at) ?? { file: relative, at };
    return {
      place: `${source.file}:${source.at.line}:${source.at.column}`,
      at: source.at,
      text: () => readLine(path.join(this.#root, source.file), source.at.line),
      own: inFile !== undefined,
    };
  }
}

/**
 * TypeScript explains a message in several steps at one place; they become one diagnostic.
 * @param {Diagnostic[]} diagnostics
 */
function withElaborations(diagnostics) {
  /** @type {Diagnostic[]} */
  const found = [];
  for (const one of diagnostics) {
    const last = found[found.length - 1];
    if (last && last.start.offset === one.start.offset && last.end.offset === one.end.offset) {
      last.messageText += `\n  ${one.messageText}`;
    } else found.push({ ...one });
  }
  return found;
}

/**
 * A position in a package that was built from TypeScript with a map beside it.
 * @param {string} root  @param {string} file  @param {Position} at
 */
function fromBuild(root, file, at) {
  if (file.includes("node_modules") || !fs.existsSync(`${file}.map`)) return undefined;
  const map = JSON.parse(fs.readFileSync(`${file}.map`, "utf8"));
  const entry = new SourceMap(map).findEntry(at.line - 1, at.column - 1);
  if (!("originalLine" in entry)) return undefined;
  const source = path.resolve(path.dirname(file), map.sourceRoot ?? "", entry.originalSource);
  return {
    file: slashes(path.relative(root, source)),
    at: { line: entry.originalLine + 1, column: entry.originalColumn + 1 },
  };
}

/** @param {string[]} frames  @returns {string[]} a recursion's equal frames as one */
function withoutRepeats(frames) {
  /** @type {{ text: string, times: number }[]} */
  const runs = [];
  for (const text of frames) {
    const last = runs[runs.length - 1];
    if (last?.text === text) last.times++;
    else runs.push({ text, times: 1 });
  }
  return runs
    .slice(0, SHOWN_FRAMES)
    .map(({ text, times }) => (times > 1 ? `${text}, ${times} times or more` : text));
}

/** @param {Position} at  @param {string | undefined} text  @param {number} [width]  @returns {string[]} */
function excerpt({ line, column }, text, width = 1) {
  if (text === undefined) return [];
  const gutter = `  ${line} | `;
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [gutter + text, `${" ".repeat(gutter.length - 2)}| ${indent}${"^".repeat(width)}`];
}

/** @param {string} code  @param {number} line */
const lineOf = (code, line) => code.split("\n")[line - 1];

/** @param {string} file  @param {number} line */
function readLine(file, line) {
  return fs.existsSync(file) ? lineOf(fs.readFileSync(file, "utf8"), line) : undefined;
}

/** @param {unknown} value  @returns {value is Error} */
function isError(value) {
  return types.isNativeError(value) || value instanceof Error;
}

/** @param {string} file */
const slashes = (file) => file.replaceAll("\\", "/");

module.exports = { Errors, Stopped };
