// @ts-check
/**
 * Working copies: what a reader runs and edits lies in work/, which git does not know, so that a pull never meets their changes. A copy that
 * nobody touched follows its original; one that was changed stays, until `npm run fresh` puts a new one in its place.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "./progress.mjs";
import { hash } from "./stamp.mjs";

/** Folders that are copied, and which of their files. */
const COPIED = /** @type {const} */ ({ notebooks: /\.ipynb$/, exercises: /\.(ipynb|ts)$/ });

/** @param {string} root @returns {string[]} originals, from the root, with forward slashes */
function originals(root) {
  return Object.entries(COPIED).flatMap(([folder, wanted]) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => wanted.test(name) && (folder !== "notebooks" || isOfTheCourse(root, name)))
          .sort()
          .map((name) => `${folder}/${name}`)
      : [],
  );
}

const isOfTheCourse = (/** @type {string} */ root, /** @type {string} */ name) =>
  existsSync(join(root, "notebooks", "src", name.replace(/ipynb$/, "nb.ts")));

/** A copy's text: it lies one folder deeper, so links to anything but the other copies go up once more. */
const copied = (/** @type {string} */ text) =>
  text.replace(/\]\(\.\.\/(?!exercises\/|notebooks\/|\.\.\/)/g, "](../../");

const kept = (/** @type {string} */ root) => join(root, "work", ".copied.json");

/** @param {string} root @returns {Record<string, string>} the fingerprint of each copy as it was made */
const readKept = (root) => (existsSync(kept(root)) ? JSON.parse(readFileSync(kept(root), "utf8")) : {});

/**
 * Makes the copies that are missing, and brings untouched ones up to date.
 * @param {string} root
 * @returns {{ untouched: string[], behind: string[] }} copies as they were made, and changed ones whose original is newer, from the root
 */
export function makeWorkingCopies(root) {
  const made = readKept(root);
  /** @type {Record<string, string>} */
  const next = {};
  /** @type {{ untouched: string[], behind: string[] }} */
  const found = { untouched: [], behind: [] };
  for (const path of originals(root)) {
    const copy = `work/${path}`;
    const file = join(root, copy);
    const text = copied(readFileSync(join(root, path), "utf8"));
    const there = existsSync(file) ? hash(readFileSync(file, "utf8")) : undefined;
    if (there === undefined || there === made[path]) {
      if (there !== hash(text)) write(file, text);
      next[path] = hash(text);
      found.untouched.push(copy);
    } else {
      next[path] = made[path] ?? "";
      if (hash(text) !== made[path]) found.behind.push(copy);
    }
  }
  if (JSON.stringify(made) !== JSON.stringify(next)) write(kept(root), `${JSON.stringify(next, null, 1)}\n`);
  return found;
}

/**
 * Puts new copies in the place of old ones, which are set aside in work/old.
 * @param {string} root @param {string} word such as 07, 07-flash-attention or exercises/07
 * @returns {string[]} a sentence for each copy
 */
export function freshCopies(root, word) {
  const [folder, name] = word.includes("/") ? [dirname(word), basename(word)] : ["notebooks", word];
  const wanted = name.replace(/\.(ipynb|ts)$/, "");
  const of = originals(root).filter((path) => dirname(path) === folder);
  const found = of.filter((path) => {
    const own = basename(path).replace(/\.(ipynb|ts)$/, "");
    return own === wanted || own.split("-")[0] === wanted;
  });
  if (found.length === 0)
    throw new Problem(`There is no ${word}: name a notebook as 07, or a set of exercises as exercises/07.`);
  const made = readKept(root);
  const said = found.map((path) => {
    const file = join(root, "work", path);
    const text = copied(readFileSync(join(root, path), "utf8"));
    let aside = "";
    if (existsSync(file) && hash(readFileSync(file, "utf8")) !== made[path]) {
      aside = `work/old/${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-")}-${basename(path)}`;
      mkdirSync(join(root, "work", "old"), { recursive: true });
      renameSync(file, join(root, aside));
    }
    write(file, text);
    made[path] = hash(text);
    return `work/${path} is fresh${aside && `; yours is kept as ${aside}`}.`;
  });
  write(kept(root), `${JSON.stringify(made, null, 1)}\n`);
  return said;
}

function write(/** @type {string} */ file, /** @type {string} */ text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
