/**
 * Says what a reader would look for in vain: cells import the library as it was built, and Node keeps what it has loaded.
 * An edit in lib/src, or a build while the kernel runs, counts only later.
 */
"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const IMPORTS_IT = /["']long-attention(\/[^"']*)?["']/;

class LibraryEdits {
  #source;
  #dist;
  /** When the library was built that this kernel has loaded; 0: it has loaded none. */
  #loaded = 0;
  #said = "";

  /** @param {string} root  the project */
  constructor(root) {
    this.#source = path.join(root, "lib", "src");
    this.#dist = path.join(root, "lib", "dist", ".tsbuildinfo");
  }

  /** A cell runs. @param {string} code */
  ran(code) {
    if (this.#loaded === 0 && IMPORTS_IT.test(code)) this.#loaded = this.#builtAt();
  }

  /** @returns {string | undefined} a sentence, once for every edit, after the library was loaded */
  look() {
    const built = this.#builtAt();
    if (this.#loaded === 0 || built === 0) return undefined;
    const edited = this.#edited(built);
    const note =
      edited.length > 0
        ? `Note: cells do not see your edit of ${listed(edited)} yet. Run npm run build, then restart the kernel.`
        : built > this.#loaded
          ? "Note: the library was built anew after this kernel had loaded it. Restart the kernel to see the difference."
          : "";
    if (note === this.#said) return undefined;
    this.#said = note;
    return note || undefined;
  }

  /** @returns {number} 0 when it never was */
  #builtAt() {
    return fs.statSync(this.#dist, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** @param {number} built  @returns {string[]} sources that say something else than what was built */
  #edited(built) {
    const newer = sourcesIn(this.#source).filter((file) => fs.statSync(file).mtimeMs > built);
    if (newer.length === 0) return [];
    const versions = builtVersions(this.#dist);
    return newer.filter((file) => versions.get(file) !== versionOf(fs.readFileSync(file, "utf8")));
  }
}

/** @param {string} folder  @returns {string[]} hidden folders apart */
function sourcesIn(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? sourcesIn(file) : file.endsWith(".ts") ? [file] : [];
    });
}

/** @param {string} info  TypeScript's own list of what it built  @returns {Map<string, string>} a hash for each file */
function builtVersions(info) {
  const { fileNames, fileInfos } = JSON.parse(fs.readFileSync(info, "utf8"));
  return new Map(
    fileNames.map((/** @type {string} */ name, /** @type {number} */ i) => [
      path.resolve(path.dirname(info), name),
      fileInfos[i]?.version ?? fileInfos[i],
    ]),
  );
}

/** As TypeScript hashes a file's text. @param {string} text */
const versionOf = (text) => createHash("sha256").update(text).digest("hex");

/** @param {string[]} files */
function listed(files) {
  const names = files.map((file) => path.basename(file));
  return names.length > 3 ? `${names.length} files in lib/src` : names.join(", ");
}

module.exports = { LibraryEdits };
