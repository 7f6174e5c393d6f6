/**
 * One run of a notebook: tslab's converter and executor with all repairs around them, and no Jupyter.
 * The kernel (`launch.cjs`) and the notebook build (`in-process.cjs`) both stand on it, so that a cell
 * gives the same outputs in either.
 */
"use strict";

// before tslab, which must find the repaired compiler
const { ts, maps, modules, neighbours, imports, files } = require("./typescript.cjs");
const { createConverter, isCompleteCode } = require("tslab/dist/converter.js");
const { createExecutor } = require("tslab/dist/executor.js");
/** @type {{ lastWriteDisplayData: ((content: any, update?: boolean) => void) | null }} what `display.html(…)` calls */
const display = /** @type {any} */ (require("tslab/dist/jupyter.js"));
const { completeImport } = require("./complete-imports.cjs");
const { declarationsWithout } = require("./declarations.cjs");
const { Errors, Stopped } = require("./errors.cjs");
const { withoutExports } = require("./exports.cjs");
const { guard } = require("./guards.cjs");
const { LibraryEdits } = require("./library-edits.cjs");
const { Scope } = require("./scope.cjs");
const { Streams } = require("./streams.cjs");
const { tooltip } = require("./tooltip.cjs");
const { toBundle } = require("./values.cjs");

/** Where the library finds the output channel of the cell that runs, and the grader the way back to its lines. */
const OUTPUT = Symbol.for("long-attention.output");
const SOURCE_MAPS = Symbol.for("long-attention.source-maps");
/** What tslab itself leaves there: without it nobody takes this process for a notebook. */
const STOCK = "__tslab__";
const globals = /** @type {any} */ (globalThis);

/** TypeScript's "cannot find module": the file may have come since. */
const UNRESOLVED = new Set([2307, 2792, 6053, 7016]);

/** TypeScript keeps where a file's imports led, or that they led nowhere, until the file imports something else. */
const OTHER_IMPORT = 'import "fs";';

/**
 * @typedef {import("./cell-modules.cjs").Shape} Shape
 * @typedef {{ declarations: string, last: string | undefined } & Pick<Shape, "declares" | "variables">} Converted
 *   `declarations`: of all cells, with this one; `last`: the name of what its last line computes
 *
 * Where a cell's outputs go, in order.
 * @typedef {object} Sink
 * @property {(name: "stdout" | "stderr", text: string) => void} stream
 * @property {(content: { data: object, metadata: object, transient?: object }, update: boolean) => void} display
 *
 * @typedef {import("tslab/dist/converter.js").Converter} Converter
 * @typedef {import("tslab/dist/converter.js").Diagnostic} Diagnostic
 * @typedef {{ status: "ok", data?: Record<string, unknown> }
 *   | ({ status: "error" } & import("./errors.cjs").Report)} Outcome
 */

class Session {
  #root;
  #folder;
  #streams = new Streams();
  #errors;
  #node;
  /** @type {Converter | undefined} */
  #browser;
  #executor;
  #unguard;
  #scope = new Scope();
  #library;
  /** What cells have declared so far, in TypeScript. */
  #declarations = "";
  /** @type {Converted | undefined} what the running cell means to add */
  #converted;
  /** @type {Diagnostic[]} */
  #diagnostics = [];
  #unresolved = false;
  /** @type {{ error: unknown } | undefined} */
  #thrown;
  /** @type {(() => void) | undefined} */
  #stop;

  /**
   * @param {string} root  the project, in which packages and the library are found
   * @param {string} [folder]  the notebook's folder
   */
  constructor(root, folder = root) {
    this.#root = root;
    this.#library = new LibraryEdits(root);
    this.#folder = folder;
    process.chdir(folder);
    ts.sys.getCurrentDirectory = () => root;
    imports.from(root, folder);
    neighbours.clear();
    this.#errors = new Errors(root, maps);
    this.#node = createConverter({ isJS: false, isBrowser: false });
    const session = this;
    const converters = {
      node: {
        ...this.#node,
        convert: this.#convert,
        addModule: this.#addModule,
        complete: (/** @type {string} */ _, /** @type {string} */ code, /** @type {number} */ position) =>
          this.#node.complete(this.#declarations, code, position),
        inspect: (/** @type {string} */ _, /** @type {string} */ code, /** @type {number} */ position) =>
          this.#node.inspect(this.#declarations, code, position),
      },
      get browser() {
        return (session.#browser ??= createConverter({ isJS: false, isBrowser: true }));
      },
      close() {
        session.#node.close();
        session.#browser?.close();
      },
    };
    this.#executor = createExecutor(root, converters, {
      log: () => {}, // the value of the last line is taken from the scope
      error: (error) => {
        if (this.#diagnostics.length === 0) this.#thrown ??= { error };
      },
    });
    globals[STOCK].require = imports.requireFromNotebook(globals[STOCK].require);
    globals[SOURCE_MAPS] = maps;
    this.#unguard = guard((text) => this.#streams.write("stderr", text), this.#errors);
    this.#streams.take();
  }

  /**
   * Runs a cell. Output that comes after its end still goes to its sink, until the next cell.
   * @param {string} code
   * @param {number} count  the number that the notebook shows beside the cell
   * @param {Sink} sink
   * @returns {Promise<Outcome>}
   */
  async execute(code, count, sink) {
    this.#streams.to(sink.stream);
    display.lastWriteDisplayData = (content, update) => {
      this.#streams.flush();
      sink.display(content, update === true);
    };
    globals[OUTPUT] = display.lastWriteDisplayData;
    maps.begin(count, code);
    this.#library.ran(code);
    this.#diagnostics = [];
    this.#thrown = this.#converted = undefined;
    if (files.look() || this.#unresolved) this.#node.convert(OTHER_IMPORT, OTHER_IMPORT); // forget where imports led
    this.#unresolved = false;

    const cell = this.#scope.open();
    globals[STOCK].exports = cell.exports;
    let data;
    try {
      data = await this.#stoppable(async () => {
        const ok = await this.#executor.execute(code);
        const last = this.#converted?.last;
        const value = last === undefined ? undefined : this.#scope.take(last);
        return ok && value != null ? toBundle(value) : undefined;
      });
    } catch (error) {
      this.#thrown = { error };
    }
    await nextTurn(); // rejections without await are reported by now
    this.#streams.flush();
    this.#keep(cell, count);
    if (this.#diagnostics.length > 0) {
      this.#unresolved = this.#diagnostics.some(({ code }) => UNRESOLVED.has(code));
      return { status: "error", ...this.#errors.ofDiagnostics(this.#diagnostics, code) };
    }
    if (this.#thrown) return { status: "error", ...this.#errors.ofThrown(this.#thrown.error) };
    return data ? { status: "ok", data } : { status: "ok" };
  }

  /**
   * Takes over what a cell has declared, all of it or what it came to.
   * @param {ReturnType<Scope["open"]>} cell  @param {number} count
   */
  #keep({ declared, end }, count) {
    if (!this.#converted) return;
    const { declarations, declares, variables } = this.#converted;
    const missing = new Set(this.#thrown ? declares.filter((name) => !declared.has(name)) : []);
    if (this.#thrown) end();
    this.#declarations =
      missing.size === 0 ? declarations : declarationsWithout(ts, this.#declarations, declarations, missing);
    const names = new Set(declares.filter((name) => !missing.has(name)));
    for (const note of neighbours.declare(count, names, variables))
      this.#streams.write("stderr", `${note}\n`);
    this.#streams.flush();
  }

  /** Ends the running cell, if it waits for something, with an error; variables stay. */
  stop() {
    this.#stop?.();
    this.#executor.interrupt();
  }

  /** Lets TypeScript read its libraries before the first cell needs them. */
  warm() {
    this.#node.convert("", "console.log([1].map((x) => x + 1))");
  }

  /** For a moment in which nobody waits: what there is to say about the library, below the latest cell. */
  lookAtLibrary() {
    const note = this.#library.look();
    if (note) this.#streams.write("stderr", `${note}\n`);
  }

  /** @param {string} code  @param {number} position */
  complete(code, position) {
    return (
      completeImport(this.#root, this.#folder, code, position) ?? this.#executor.complete(code, position)
    );
  }

  /** @param {string} code  @param {number} position  @returns {string | undefined} */
  inspect(code, position) {
    const info =
      this.#executor.inspect(code, position) ?? this.#executor.inspect(code, calleeAt(code, position));
    return info && tooltip(info);
  }

  /** @param {string} code */
  isComplete(code) {
    return isCompleteCode(code);
  }

  close() {
    this.#executor.close();
    this.#streams.giveBack();
    this.#unguard();
    display.lastWriteDisplayData = null;
    delete globals[OUTPUT];
    delete globals[SOURCE_MAPS];
    delete globals[STOCK];
  }

  /** @param {string} _  what tslab takes to be declared  @param {string} code */
  #convert = (_, code) => {
    const converted = this.#node.convert(this.#declarations, withoutExports(ts, code));
    this.#diagnostics = converted.diagnostics;
    if (converted.diagnostics.length > 0) return converted;
    const { declares, variables, awaits } = modules.latest;
    for (const one of converted.sideOutputs ?? []) one.path = imports.handedOut(one.path);
    const { declOutput: declarations = "", lastExpressionVar, ...rest } = converted;
    this.#converted = { declarations, declares, variables, last: lastExpressionVar };
    return { ...rest, output: maps.label(converted.output ?? ""), hasToplevelAwait: awaits };
  };

  /**
   * `@module` cells: stock tslab reports success whatever TypeScript says.
   * @type {Converter["addModule"]}
   */
  #addModule = (name, code, meta) => {
    this.#diagnostics = this.#node.addModule(name, code, meta);
    for (const diagnostic of this.#diagnostics) {
      if (diagnostic.fileName?.replace(/\.tsx?$/, "") === name) delete diagnostic.fileName; // it is this cell
    }
    return this.#diagnostics;
  };

  /**
   * Work that `stop()` can end. The control thread ends a loop by terminating JavaScript, and with it goes all
   * that is below on the stack or waits in the microtask queue. So the work starts where there is nothing
   * of ours: in a turn of the event loop and in a microtask of its own.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #stoppable(work) {
    const stopped = new Promise((_, reject) => {
      this.#stop = () => reject(new Stopped());
    });
    try {
      await Promise.race([nextTurn(), stopped]);
      return await Promise.race([Promise.resolve().then(work), stopped]);
    } finally {
      this.#stop = undefined;
    }
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Between the arguments of a call one wants to know about the function.
 * @param {string} code  @param {number} position
 * @returns {number} the end of the name before the parenthesis that is open here
 */
function calleeAt(code, position) {
  let open = 0;
  for (let i = position - 1; i > 0; i--) {
    if (code[i] === ")") open--;
    if (code[i] === "(" && ++open > 0) return i - 1;
  }
  return position;
}

module.exports = { Session };
