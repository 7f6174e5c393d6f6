/** A submission, whatever its kind: a file, a folder or an archive. */
import { createHash } from "node:crypto";
import type { Source } from "../cells/program.js";
import { fromCommonFolder, withImports } from "./beside.js";
import { candidatesIn, standings } from "./candidates.js";
import { chooseMain } from "./choose.js";
import { codeIn } from "./content.js";
import type { Homework } from "./homework.js";
import { kindOf } from "./names.js";
import { NotGradable } from "./not-gradable.js";
import { entriesOf, openArchives, type Place } from "./place.js";
import { mustBeTheSet } from "./which-set.js";

export interface Submission {
  readonly source: Source;
  /** The path of the file that is graded, inside the submission. */
  readonly main: string;
  /** A hash of its code. */
  readonly content: string;
  /** It is what was handed out, untouched. */
  readonly released: boolean;
  /** What was read, for the record. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** @throws NotGradable with a sentence */
export async function readSubmission(place: Place, homework: Homework): Promise<Submission> {
  const entries = await entriesOf(place);
  let candidates = await candidatesIn(entries, homework);
  if (candidates.every(({ standing }) => standing > standings.begun) && (await openArchives(entries)))
    candidates = await candidatesIn(entries, homework);

  const codeOf = (path: string) => entries.text(path).then((text) => codeIn(kindOf(path)!, text));
  const codeIfReadable = (path: string) =>
    codeOf(path).catch((error: unknown) => {
      if (error instanceof NotGradable) return undefined;
      throw error;
    });
  const { leaf, content } = await chooseMain(entries, candidates, homework.set.name, codeIfReadable);
  const main = leaf.path;
  await entries.text(main);
  const paths = entries.leaves.map(({ path }) => path).filter((path) => kindOf(path) !== "archive");
  const taken = await withImports(main, paths, codeIfReadable);
  if (taken.length > mostFiles)
    throw new NotGradable(`${main} imports ${taken.length - 1} files; ${mostFiles} are allowed`, "too-large");
  mustBeTheSet(main, (await Promise.all(taken.map(codeOf))).join("\n"), homework);

  const names = plainNames(taken);
  const texts = await Promise.all(
    taken.map(async (path) => [names.get(path)!, await entries.text(path)] as const),
  );
  const hashes = await Promise.all(
    entries.leaves
      .filter(({ path }) => taken.includes(path))
      .map(async (leaf) => ({ name: leaf.path, sha256: sha256(await entries.read(leaf)) })),
  );
  return {
    source: { main: names.get(main)!, files: Object.fromEntries(texts) },
    main,
    content,
    released: homework.released.has(content),
    files: hashes,
  };
}

export const mostFiles = 20;

/**
 * Names that an import, a message and a stack trace can hold: from the folder that holds all of them, in one spelling of
 * letters, with the usual endings.
 */
function plainNames(paths: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const [path, short] of fromCommonFolder(paths)) {
    const plain = short
      .normalize("NFC")
      .replace(/[^\p{L}\p{M}\p{N}_@ .,+/-]/gu, "_")
      .replace(/(\.[mc]?ts)(\.txt)?$/i, (_, end: string) => end.toLowerCase())
      .replace(/\.ipynb(\.txt|\.json)?$/i, ".ipynb");
    let name = plain;
    for (let n = 2; used.has(name); n++) name = plain.replace(/(\.[^.]*)?$/, `-${n}$1`);
    used.add(name);
    names.set(path, name);
  }
  return names;
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
