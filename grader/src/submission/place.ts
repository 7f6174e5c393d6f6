/** Where a submission lies, and what is in it. */
import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { Entries, type Leaf, type Listing } from "./entries.js";
import { fileLeaf, listFolder } from "./folder.js";
import { isArchive, isWork, isZip, readable } from "./names.js";
import { NotGradable } from "./not-gradable.js";
import { mostBytes } from "./regular-file.js";
import { listTarGz } from "./tar.js";
import { listZip } from "./zip.js";

/** A path on the disk, files that somebody has listed already, or several of these. */
export type Place = string | Buffer | Listed | Parts;

export interface Listed {
  readonly name: string;
  readonly leaves: readonly Leaf[];
}

export interface Parts {
  readonly name: string;
  readonly parts: readonly Place[];
}

/** What lies there; an archive that is all of it is opened. @throws NotGradable */
export async function entriesOf(place: Place): Promise<Entries> {
  if (isParts(place)) return together(place);
  const { name, leaves } = onDisk(place);
  const entries = new Entries(name);
  if (!leaves) {
    listFolder(place as string | Buffer, entries);
    return entries;
  }
  const [only, ...more] = leaves;
  if (only && more.length === 0 && !only.path.includes("/")) {
    if (isArchive(only.path)) await open(only, entries);
    else if (isWork(only.path)) entries.add(only);
    else
      throw new NotGradable(
        `${only.path} is neither a .ts file nor a notebook, a folder, a .zip or a .tar.gz`,
      );
  } else list(leaves, entries);
  return entries;
}

const isParts = (place: Place): place is Parts => typeof place === "object" && "parts" in place;

/** Folders keep their names; archives stay closed. */
function together({ name, parts }: Parts): Entries {
  const entries = new Entries(name);
  for (const part of parts) {
    if (isParts(part)) throw new TypeError("entriesOf: parts have no parts");
    const { name, leaves } = onDisk(part);
    if (leaves) list(leaves, entries);
    else listFolder(part as string | Buffer, entries.under(name));
  }
  return entries;
}

function list(leaves: readonly Leaf[], entries: Entries): void {
  for (const leaf of leaves) if (entries.opens(leaf.path)) entries.add(leaf);
}

/** The name of what lies there, and its files when it is one file, or was listed. */
function onDisk(path: string | Buffer | Listed): { name: string; leaves?: readonly Leaf[] } {
  if (typeof path === "object" && "leaves" in path) return path;
  const bytes = Buffer.from(path);
  const name = readable(bytes.subarray(bytes.lastIndexOf("/") + 1));
  const stat = lstatSync(path);
  return stat.isDirectory() ? { name } : { name, leaves: [fileLeaf(path, name, stat)] };
}

async function open(archive: Leaf, listing: Listing): Promise<void> {
  if (!archive.regular) throw new NotGradable(`${archive.path} is no regular file; hand in the file itself`);
  await (isZip(archive.path) ? listZip : listTarGz)(await archive.read(), listing);
}

/**
 * Opens the archives in a submission, and those in them.
 * @returns whether there are any
 * @throws NotGradable when none can be read
 */
export async function openArchives(entries: Entries): Promise<boolean> {
  const opened = new Set<string>();
  let [bytes, trouble]: [number, NotGradable | undefined] = [0, undefined];
  for (const _ of ["those in the submission", "those in these"])
    for (const leaf of entries.leaves.filter(({ path }) => isArchive(path) && !opened.has(path))) {
      opened.add(leaf.path);
      bytes += leaf.size;
      if (bytes > mostBytes.archive) continue;
      try {
        await open(leaf, entries.under(leaf.path));
      } catch (error) {
        if (!(error instanceof NotGradable)) throw error;
        trouble ??= error;
      }
    }
  if (trouble && !entries.leaves.some(({ path }) => isWork(path))) throw trouble;
  return opened.size > 0;
}

/**
 * A hash of the submission's bytes as they lie there, before anything is understood of them; for anything that
 * cannot be read, of what it is.
 */
export async function fingerprint(place: Place): Promise<string> {
  const hash = createHash("sha256");
  try {
    let bytes = 0;
    for (const leaf of (await entriesOf(place)).leaves) {
      hash.update(JSON.stringify([leaf.path, leaf.size, leaf.regular]));
      bytes += leaf.size;
      if (leaf.regular && bytes <= mostBytes.archive) hash.update(await leaf.read());
    }
  } catch (error) {
    hash.update(error instanceof Error ? error.message : "unreadable");
  }
  return hash.digest("hex");
}

/** When the newest of its files was last changed; undefined when there is none. */
export async function lastChange(place: Place): Promise<Date | undefined> {
  try {
    const times = (await entriesOf(place)).leaves.map(({ modified }) => modified.getTime());
    return times.length === 0 ? undefined : new Date(Math.max(...times));
  } catch {
    return undefined;
  }
}
