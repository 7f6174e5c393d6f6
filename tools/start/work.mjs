// @ts-check
/**
 * Working copies: what a reader runs and edits lies in work/, which git does not know, so that a pull never meets their changes. A copy that
 * nobody touched follows its original; one that was changed stays, until `npm run fresh` puts a new one in its place. Where many share one
 * course that none of them can change, as on a JupyterHub, each has a folder elsewhere: see personal.mjs.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
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

/** The link to the course in a folder of copies that does not lie in it. */
export const COURSE = "course";

/**
 * Where the copies lie: in work/, or in the folder that the environment variable LONG_ATTENTION_WORK names.
 * @param {string} root @param {NodeJS.ProcessEnv} [env]
 */
export function workFolder(root, env = process.env) {
  const named = env.LONG_ATTENTION_WORK;
  if (named && !isAbsolute(named))
    throw new Problem(
      `LONG_ATTENTION_WORK is ${named}, and not the whole path of a folder: write it as ${resolve(named)}, or unset it.`,
    );
  return named || join(root, "work");
}

/**
 * How a person at the root calls the folder: "work", or its whole path.
 * @param {string} root @param {string} folder
 */
function called(root, folder) {
  const path = relative(root, folder);
  return path.startsWith("..") || isAbsolute(path) ? folder : path;
}

/**
 * A copy's text: it lies in another folder, so links to anything but the other copies lead to the course by another way.
 * @param {string} text @param {string} root @param {string} folder
 */
const copied = (text, root, folder) =>
  text.replace(
    /\]\(\.\.\/(?!exercises\/|notebooks\/|\.\.\/)/g,
    called(root, folder) === folder ? `](../${COURSE}/` : "](../../",
  );

const kept = (/** @type {string} */ folder) => join(folder, ".copied.json");

/** @param {string} folder @returns {Record<string, string>} the fingerprint of each copy as it was made; none where they were lost: then each passes for changed */
function readKept(folder) {
  try {
    return JSON.parse(readFileSync(kept(folder), "utf8"));
  } catch {
    return {};
  }
}

/**
 * May the one who asks start the course in this folder? It must be theirs to write, and two people in one folder would
 * overwrite each other's work.
 * @param {string} root @param {number | undefined} [user] who asks; root, and systems that do not tell, are not asked whose work it is
 * @throws Problem when the folder cannot be written, or the copies in work/ are another user's
 */
export function checkCourseIsYours(root, user = process.getuid?.()) {
  const owner = statSync(join(root, "work"), { throwIfNoEntry: false })?.uid;
  if (user && owner !== undefined && owner !== user)
    throw new Problem(
      `The copies in ${join(root, "work")} are another user's (number ${owner}): clone the course into a folder of your own, or let a JupyterHub serve you both (docs/instructors.md).`,
    );
  if (!mayWrite(root))
    throw new Problem(
      `You may not write in ${root}: clone the course into a folder of your own; on a JupyterHub, your copies lie in your home and JupyterLab runs already.`,
    );
}

export function mayWrite(/** @type {string} */ folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the copies that are missing, and brings untouched ones up to date.
 * @param {string} root @param {string} [folder] where the copies lie
 * @returns {{ untouched: string[], behind: string[] }} copies as they were made, and changed ones whose original is newer, from the root
 */
export function makeWorkingCopies(root, folder = workFolder(root)) {
  const made = readKept(folder);
  /** @type {Record<string, string>} */
  const next = {};
  /** @type {{ untouched: string[], behind: string[] }} */
  const found = { untouched: [], behind: [] };
  for (const path of originals(root)) {
    const copy = `${called(root, folder)}/${path}`;
    const file = join(folder, path);
    const text = copied(readFileSync(join(root, path), "utf8"), root, folder);
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
  if (JSON.stringify(made) !== JSON.stringify(next))
    write(kept(folder), `${JSON.stringify(next, null, 1)}\n`);
  return found;
}

/**
 * Puts new copies in the place of old ones, which are set aside in work/old.
 * @param {string} root @param {string} word such as 07, 07-flash-attention or exercises/07
 * @param {string} [work] where the copies lie
 * @returns {string[]} a sentence for each copy
 */
export function freshCopies(root, word, work = workFolder(root)) {
  const [folder, name] = word.includes("/") ? [dirname(word), basename(word)] : ["notebooks", word];
  const wanted = name.replace(/\.(ipynb|ts)$/, "");
  const of = originals(root).filter((path) => dirname(path) === folder);
  const found = of.filter((path) => {
    const own = basename(path).replace(/\.(ipynb|ts)$/, "");
    return own === wanted || own.split("-")[0] === wanted;
  });
  if (found.length === 0)
    throw new Problem(`There is no ${word}: name a notebook as 07, or a set of exercises as exercises/07.`);
  const made = readKept(work);
  const here = called(root, work);
  const said = found.map((path) => {
    const file = join(work, path);
    const text = copied(readFileSync(join(root, path), "utf8"), root, work);
    let aside = "";
    if (existsSync(file) && hash(readFileSync(file, "utf8")) !== made[path]) {
      aside = `old/${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-")}-${basename(path)}`;
      mkdirSync(join(work, "old"), { recursive: true });
      renameSync(file, join(work, aside));
    }
    write(file, text);
    made[path] = hash(text);
    return `${here}/${path} is fresh${aside && `; yours is kept as ${here}/${aside}`}.`;
  });
  write(kept(work), `${JSON.stringify(made, null, 1)}\n`);
  return said;
}

/** Beside the file first: half a copy would pass for a reader's own change. */
function write(/** @type {string} */ file, /** @type {string} */ text) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
