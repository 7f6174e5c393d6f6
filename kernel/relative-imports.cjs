/**
 * Repairs relative imports: stock tslab takes `./a` from the folder in which it compiles, which is the project's root
 * here, wherever the notebook is. Here it is the file beside the notebook; where there is none, the root's. A notebook
 * may lie outside the project, as in the home of somebody who shares the course with others; stock tslab compiles no
 * file there.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** Beside a path that an import names: what it may mean. */
const ENDS = ["", ".ts", ".tsx", ".d.ts", ".mts", ".js", ".mjs", ".cjs", ".json"];

/** Under this name in the project, tslab hands on what was compiled outside it. */
const OUTSIDE = "__outside__";

/** TypeScript's "File is not under rootDir", which is the project. */
const NOT_IN_PROJECT = 6059;

class RelativeImports {
  #root = "";
  #folder = "";

  /** @param {string} root  where cells are compiled  @param {string} folder  the notebook's */
  from(root, folder) {
    this.#root = root;
    this.#folder = folder;
  }

  /**
   * @param {string} name  as a cell imports it
   * @returns {string} the name by which the root knows it
   */
  fromRoot(name) {
    if (!/^\.{1,2}(\/|$)/.test(name) || this.#folder === this.#root) return name;
    const file = path.join(this.#folder, name);
    // `./a.js` may be written for a.ts, as in files that Node runs.
    const written = [file, file.replace(/\.(m?)js$/, ".$1ts")];
    if (!written.some((one) => ENDS.some((end) => fs.existsSync(one + end)))) return name;
    const relative = path.relative(this.#root, file).replaceAll("\\", "/");
    return relative.startsWith("../") ? relative : `./${relative}`;
  }

  /** @param {NodeJS.Require} require  tslab's, which looks in the root and knows compiled TypeScript */
  requireFromNotebook(require) {
    return new Proxy(require, {
      apply: (_, self, [name, ...rest]) =>
        Reflect.apply(require, self, [typeof name === "string" ? this.fromRoot(name) : name, ...rest]),
    });
  }

  /** @param {string} file  what TypeScript compiled, by the name under which tslab takes it */
  static handedIn(file) {
    return path.isAbsolute(file) ? `outDir/${OUTSIDE}/${file.replace(/^\//, "")}` : file;
  }

  /** @param {string} file  what tslab hands on  @returns {string} where it belongs */
  handedOut(file) {
    const prefix = `${this.#root.replaceAll("\\", "/")}/${OUTSIDE}/`;
    return file.startsWith(prefix)
      ? path.resolve("/", file.slice(prefix.length)).replaceAll("\\", "/")
      : file;
  }

  /**
   * Lets TypeScript look there. It asks for a cell's imports under the names of tslab's two files.
   * @param {any} host  the watch host before its program is created
   */
  resolveFromNotebook(host) {
    const { createProgram } = host;
    const ours = new WeakSet();
    host.createProgram = (
      /** @type {any} */ roots,
      /** @type {any} */ options,
      /** @type {any} */ compilerHost,
      /** @type {any[]} */ ...rest
    ) => {
      if (compilerHost && !ours.has(compilerHost)) {
        ours.add(compilerHost);
        const resolve = compilerHost.resolveModuleNameLiterals;
        compilerHost.resolveModuleNameLiterals = (
          /** @type {{ text: string }[]} */ literals,
          /** @type {string} */ file,
          /** @type {any[]} */ ...others
        ) =>
          resolve(isCell(file) ? literals.map((one) => this.#seenFromRoot(one)) : literals, file, ...others);
      }
      return createProgram(roots, options, compilerHost, ...rest);
    };
  }

  /** @param {{ text: string }} literal */
  #seenFromRoot(literal) {
    const text = this.fromRoot(literal.text);
    return text === literal.text ? literal : Object.create(literal, { text: { value: text } });
  }
}

/** @param {string} file */
const isCell = (file) => /\/(__tslab__\.tsx?|__prev__\.d\.ts)$/.test(file);

module.exports = { RelativeImports, NOT_IN_PROJECT };
