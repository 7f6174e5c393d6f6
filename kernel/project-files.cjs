/**
 * Repairs the death of stock tslab when a file appears in a folder that it watches
 * ("Unexpected pending rebuildTimer"), and edits of imported files that are seen late or never.
 *
 * No watcher runs. The TypeScript files of the project that cells have imported are looked at right
 * before each cell instead, so an edit always counts from the next run on. Left alone are packages and
 * declaration files: Node keeps the JavaScript that it has loaded, so their types are kept too.
 */
"use strict";

const fs = require("node:fs");

const CREATED = 0;
const CHANGED = 1;
const DELETED = 2; // TypeScript's FileWatcherEventKind

/** @typedef {(file: string, kind: number) => void} Listener */

class ProjectFiles {
  /** @type {Map<string, { stamp: string, listeners: Set<Listener>, left: Set<Listener> }>} */
  #watched = new Map();

  /** @param {import("@tslab/typescript-for-tslab").System} sys */
  replaceWatchers(sys) {
    sys.watchDirectory = () => ({ close() {} });
    sys.watchFile = (file, listener) => {
      if (!/\.[jt]sx?$/.test(file) || file.endsWith(".d.ts") || file.includes("/node_modules/")) {
        return { close() {} };
      }
      const entry = this.#watched.get(file) ?? {
        stamp: stampOf(file),
        listeners: new Set(),
        left: new Set(),
      };
      this.#watched.set(file, entry);
      entry.listeners.add(listener);
      entry.left.clear();
      return {
        close() {
          // A file that no cell imports just now may be edited and imported again: tslab, which keeps what it
          // has compiled, must hear of the edit.
          if (entry.listeners.delete(listener)) entry.left.add(listener);
        },
      };
    };
  }

  /**
   * Tells TypeScript what has changed since the last look.
   * One edit renews all imported files: a file that imports the edited one holds its old values.
   * @returns {boolean} whether a file came or went, so that names may resolve anew
   */
  look() {
    const now = [...this.#watched].map(([file, entry]) => ({ file, entry, stamp: stampOf(file) }));
    if (now.every(({ entry, stamp }) => entry.stamp === stamp)) return false;
    let moved = false;
    for (const { file, entry, stamp } of now) {
      const kind = stamp === "" ? DELETED : entry.stamp === "" ? CREATED : CHANGED;
      moved ||= kind !== CHANGED && stamp !== entry.stamp;
      entry.stamp = stamp;
      for (const listener of [...entry.listeners, ...entry.left]) listener(file, kind);
    }
    return moved;
  }
}

/** @param {string} file  @returns {string} "" when there is no such file */
function stampOf(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : "";
}

module.exports = { ProjectFiles };
