/** A submission, whatever its kind: a file, a folder or an archive. */
import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { basename, dirname } from "node:path";
import { chooseMain } from "./choose.js";
import { Entries } from "./entries.js";
import { readFolder } from "./folder.js";
import { NotGradable } from "./not-gradable.js";
import { readRegular } from "./regular-file.js";
import type { Source } from "./source.js";
import { readTarGz } from "./tar.js";
import { textOf } from "./text.js";
import { readZip } from "./zip.js";

export interface Submission {
  readonly source: Source;
  /** What was read, for the record. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * @param setName such as "07-flash-attention"
 * @throws NotGradable with a sentence
 */
export async function readSubmission(path: string, setName: string): Promise<Submission> {
  const entries = await entriesOf(path);
  const main = chooseMain(entries.container, [...entries.files.keys()].sort(), setName, entries.refused);
  const beside = [...entries.files.keys()].filter(
    (file) =>
      file === main || (main.endsWith(".ts") && file.endsWith(".ts") && dirname(file) === dirname(main)),
  );
  if (beside.length > mostFiles)
    throw new NotGradable(
      `${entries.container} holds ${beside.length} files beside ${main}; ${mostFiles} are allowed`,
    );
  const texts = beside
    .sort()
    .map((file) => [plainName(file), textOf(file, entries.files.get(file)!)] as const);
  return {
    source: { main: plainName(main), files: Object.fromEntries(texts) },
    files: beside.map((name) => ({ name, sha256: sha256(entries.files.get(name)!) })),
  };
}

const mostFiles = 20;

async function entriesOf(path: string): Promise<Entries> {
  const name = basename(path);
  if (lstatSync(path).isDirectory()) return readFolder(path);
  if (/\.zip$/i.test(name)) return readZip(path);
  if (/\.(tar\.gz|tgz)$/i.test(name)) return readTarGz(path);
  if (!/\.(ts|ipynb)$/.test(name))
    throw new NotGradable(`${name} is neither a .ts file nor a notebook, a folder, a .zip or a .tar.gz`);
  const entries = new Entries(name);
  entries.add(name, readRegular(path));
  return entries;
}

/** File names turn up in messages and stack traces. */
function plainName(path: string): string {
  const name = basename(path);
  return /^[\w.@ -]+$/.test(name) ? name : `submission${name.slice(name.lastIndexOf("."))}`;
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/**
 * A hash of the submission's bytes as they lie there, before anything is understood of them; for anything that
 * cannot be read, of what it is.
 */
export function fingerprint(path: string): string {
  const hash = createHash("sha256");
  try {
    if (!lstatSync(path).isDirectory()) hash.update(readRegular(path));
    else
      for (const [name, bytes] of [...readFolder(path).files].sort(([a], [b]) => (a < b ? -1 : 1)))
        hash.update(JSON.stringify([name, sha256(bytes)]));
  } catch (error) {
    hash.update(error instanceof Error ? error.message : "unreadable");
  }
  return hash.digest("hex");
}
