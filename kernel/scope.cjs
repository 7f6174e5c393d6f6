/**
 * The names of a notebook while it runs. Cells read and change them as properties of their `exports`; a
 * declaration makes a new variable, an assignment changes the one that is there. Stock tslab keeps copies instead,
 * and a cell that was stopped while it waits can take names back from later cells.
 */
"use strict";

class Scope {
  /** @type {Record<string, unknown>} */
  #names = {};

  /** @returns what one cell sees */
  open() {
    const cell = { declared: /** @type {Set<string>} */ (new Set()), ended: false };
    const exports = new Proxy(this.#names, {
      /** TypeScript's code declares so what it imports, and `cell-modules.cjs` all that a cell declares. */
      defineProperty(names, name, { get, set, value }) {
        if (name === "__esModule" || cell.ended) return true;
        cell.declared.add(String(name));
        const kept = get && set ? { get, set } : { value: get ? get() : value, writable: true };
        return Reflect.defineProperty(names, name, { ...kept, enumerable: true, configurable: true });
      },
    });
    return {
      exports,
      declared: cell.declared,
      /** What the cell still does when it was stopped declares nothing. */
      end() {
        cell.ended = true;
      },
    };
  }

  /** @param {string} name  @returns {unknown} its value, which is forgotten */
  take(name) {
    const value = this.#names[name];
    delete this.#names[name];
    return value;
  }
}

module.exports = { Scope };
