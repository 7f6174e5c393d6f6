// @ts-check
/** Has it changed? What something was made from leaves a fingerprint, which is compared before it is made again. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** A fingerprint kept in a file. It is set last of all, so that what was left half done has none. */
export class Stamp {
  /** @param {string} file @param {string} fingerprint of what is there now */
  constructor(file, fingerprint) {
    this.file = file;
    this.fingerprint = fingerprint;
  }

  /** Is what was last made made from what is there now? */
  get holds() {
    const isThere = statSync(this.file, { throwIfNoEntry: false }) !== undefined;
    return isThere && readFileSync(this.file, "utf8") === this.fingerprint;
  }

  set() {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, this.fingerprint);
  }

  remove() {
    rmSync(this.file, { force: true });
  }
}

/** @param {string} text */
export const hash = (text) => createHash("sha256").update(text).digest("hex");

/**
 * Every file's name and text, and how many there are: one that comes, goes or moves counts, too.
 * @param {string} root @param {readonly string[]} paths files and folders, from the root
 * @param {string} [besides] what else decides
 */
export function fingerprint(root, paths, besides = "") {
  const sum = createHash("sha256").update(besides);
  for (const path of paths) {
    const files = filesIn(resolve(root, path));
    sum.update(`\0${path}: ${files.length} files`);
    for (const file of files) {
      const text = readFileSync(file);
      sum.update(`\0${relative(root, file).split(sep).join("/")} ${text.length}\0`).update(text);
    }
  }
  return sum.digest("hex");
}

/** @param {string} path @returns {string[]} the file itself, or all files under the folder, in a fixed order */
function filesIn(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return [];
  if (!kind.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "node_modules" && !name.endsWith(".tsbuildinfo"))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
