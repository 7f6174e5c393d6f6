/** What lies in a download: a folder of submissions, or the zip that a learning platform hands out. */
import { lstatSync, readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Problem } from "../files/problem.js";
import { candidatesIn, standings } from "../submission/candidates.js";
import type { Leaf } from "../submission/entries.js";
import { fileLeaf } from "../submission/folder.js";
import type { Homework } from "../submission/homework.js";
import { isZip, readable } from "../submission/names.js";
import { NotGradable } from "../submission/not-gradable.js";
import { entriesOf, type Place } from "../submission/place.js";
import { openZip } from "../submission/zip.js";

/** What lies at the top, before it is known whose it is. */
export interface Entry {
  readonly name: string;
  readonly place: Place;
  readonly folder: boolean;
  /** The file, where it is one. */
  readonly leaf?: Leaf;
}

export interface Download {
  readonly entries: readonly Entry[];
  /** What was understood of the folder, in sentences. */
  readonly notes: readonly string[];
  close(): void;
}

/** @throws Problem when it cannot be read, or when nothing was handed in */
export async function openDownload(path: string, homework: Homework): Promise<Download> {
  const opened: (() => void)[] = [];
  const close = () => {
    for (const one of opened) one();
  };
  try {
    let entries = await entriesAt(path, opened);
    const notes: string[] = [];
    const inner = entries.length === 1 ? await classInside(entries[0]!, homework, opened) : undefined;
    if (inner) {
      notes.push(
        `${basename(path)} holds ${entries[0]!.name} alone; the ${inner.length} entries in it are taken as the submissions`,
      );
      entries = inner;
    }
    if (entries.length === 0)
      throw new Problem(`${path} is empty; each entry in it should be one submission`);
    return { entries, notes, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** What systems leave in folders. Anything else, whatever its name, is somebody's submission. */
const litter = new Set([
  ...[".DS_Store", ".git", ".gitignore", ".gitkeep", ".ipynb_checkpoints"],
  ...["Thumbs.db", "desktop.ini", "__MACOSX"],
]);
const isLitter = (name: string): boolean => litter.has(name) || name.startsWith("._");

async function entriesAt(path: string, opened: (() => void)[]): Promise<Entry[]> {
  try {
    if (isZip(path) && statSync(path).isFile()) return await entriesInZip(path, basename(path), opened);
    return entriesInFolder(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof NotGradable) throw new Problem(message);
    throw new Problem(
      `${path} cannot be read (${code}); name the folder of submissions, or the platform's zip`,
    );
  }
}

function entriesInFolder(path: string | Buffer): Entry[] {
  return readdirSync(path, { encoding: "buffer" })
    .map((bytes): Entry => {
      const [at, name] = [Buffer.concat([Buffer.from(path), Buffer.from("/"), bytes]), readable(bytes)];
      const stat = lstatSync(at);
      const folder = stat.isDirectory();
      return { name, place: at, folder, ...(folder ? {} : { leaf: fileLeaf(at, name, stat) }) };
    })
    .filter(({ name }) => !isLitter(name));
}

async function entriesInZip(path: string, container: string, opened: (() => void)[]): Promise<Entry[]> {
  const { leaves, close } = await openZip(path, container);
  opened.push(close);
  return grouped(leaves);
}

/** Files of an archive by what lies at its top. */
function grouped(leaves: readonly Leaf[]): Entry[] {
  const tops = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const top = leaf.path.split("/")[0]!;
    tops.set(top, [...(tops.get(top) ?? []), leaf]);
  }
  return [...tops]
    .filter(([name]) => !isLitter(name))
    .map(([name, leaves]): Entry => {
      const [only] = leaves;
      if (only!.path === name) return { name, place: { name, leaves: [only!] }, folder: false, leaf: only! };
      const inside = leaves.map((leaf) => ({ ...leaf, path: leaf.path.slice(name.length + 1) }));
      return { name, place: { name, leaves: inside }, folder: true };
    });
}

/**
 * Folders come too deep, and a platform's zip inside a folder: then the only entry is no submission, but holds them.
 * It does when at least two things in it are work for this set; a copy of the whole course is one student's.
 */
async function classInside(
  only: Entry,
  homework: Homework,
  opened: (() => void)[],
  levels = 4,
): Promise<Entry[] | undefined> {
  const inner = await inside(only, opened);
  if (inner.length === 1 && levels > 1) return classInside(inner[0]!, homework, opened, levels - 1);
  const names = inner.map(({ name }) => name);
  if (names.includes("exercises") && names.includes("grader")) return undefined;
  let works = 0;
  for (const { place, folder } of inner) {
    const most = folder ? standings.released : standings.worked;
    if ((await standingOf(place, homework)) <= most && ++works === 2) return inner;
  }
  return undefined;
}

async function inside({ place, folder, leaf }: Entry, opened: (() => void)[]): Promise<Entry[]> {
  try {
    if (Buffer.isBuffer(place) && folder) return entriesInFolder(place);
    if (Buffer.isBuffer(place) && leaf && isZip(leaf.path))
      return await entriesInZip(String(place), leaf.path, opened);
    return typeof place === "object" && "leaves" in place && folder ? grouped(place.leaves) : [];
  } catch {
    return []; // whatever it is, it is read again as a submission, which then says why it cannot be
  }
}

/** The best standing of a file in it. */
async function standingOf(place: Place, homework: Homework): Promise<number> {
  try {
    const found = await candidatesIn(await entriesOf(place), homework);
    return Math.min(...found.map(({ standing }) => standing));
  } catch (error) {
    if (error instanceof NotGradable) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
