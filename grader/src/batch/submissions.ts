/** What was handed in: every entry of the folder is one submission, whatever it is. */
import { lstatSync, readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Job } from "../result/index.js";
import { candidatesIn, standings } from "../submission/candidates.js";
import type { Leaf } from "../submission/entries.js";
import { fileLeaf } from "../submission/folder.js";
import type { Homework } from "../submission/homework.js";
import { isArchive, isWork, isZip, readable } from "../submission/names.js";
import { NotGradable } from "../submission/not-gradable.js";
import { entriesOf, type Place } from "../submission/place.js";
import { openZip } from "../submission/zip.js";
import { ownersOf } from "./layout.js";
import { Problem } from "./problem.js";
import { slugsOf } from "./slugs.js";

/** One submission. */
export interface HandedIn extends Job {
  /** What files about it are called: see slugsOf. */
  readonly slug: string;
  /** Where the platform's names tell. */
  readonly student?: { readonly id: string; readonly name: string };
  readonly late?: true;
}

export interface Class {
  /** In the order of their ids. */
  readonly submissions: readonly HandedIn[];
  /** What was understood of the folder, in sentences. */
  readonly notes: readonly string[];
  close(): void;
}

/** An entry before it is known whose it is. */
interface Entry {
  readonly name: string;
  readonly place: Place;
  readonly folder: boolean;
  /** The file, where it is one. */
  readonly leaf?: Leaf;
}

/**
 * @param path a folder, or the zip that a learning platform hands out
 * @throws Problem when it cannot be read, or when nothing was handed in
 */
export async function handedIn(path: string, homework: Homework): Promise<Class> {
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
    const { submissions, left } = byOwner(entries);
    if (left.length > 0) notes.push(`left aside, for nobody handed it in: ${left.join(", ")}`);
    return { submissions, notes, close };
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

/** One submission a student where a platform's names tell whose an entry is, one an entry elsewhere. */
function byOwner(entries: readonly Entry[]): { submissions: HandedIn[]; left: string[] } {
  const names = entries.map(({ name }) => name);
  const work = entries.filter(({ name, folder }) => folder || isWork(name) || isArchive(name));
  const owners = ownersOf(
    names,
    work.map(({ name }) => name),
  );
  const jobs = new Map<string, { entries: Entry[]; late: boolean; student?: { id: string; name: string } }>();
  const left: string[] = [];
  for (const entry of entries) {
    const owner = owners?.get(entry.name);
    if (!owners) jobs.set(entry.name, { entries: [entry], late: false });
    else if (!owner) left.push(entry.name);
    else {
      const id = `${owner.name}_${owner.id}`;
      const known = jobs.get(id)?.entries ?? [];
      const late = owner.late || (jobs.get(id)?.late ?? false);
      // Two files of one name keep what the platform made of it.
      const same = known.some(({ leaf }) => leaf?.path === owner.file);
      jobs.set(id, {
        entries: [...known, same ? entry : renamed(entry, owner.file)],
        late,
        student: { id: owner.id, name: owner.name },
      });
    }
  }
  const slugs = slugsOf([...jobs.keys()]);
  const submissions = [...jobs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([id, { entries, late, student }]): HandedIn => ({
        id,
        path:
          entries.length === 1 ? entries[0]!.place : { name: id, parts: entries.map(({ place }) => place) },
        slug: slugs.get(id)!,
        ...(student ? { student } : {}),
        ...(late ? { late } : {}),
      }),
    );
  return { submissions, left };
}

/** A file without what the platform set before its name. */
function renamed(entry: Entry, file: string): Entry {
  if (!entry.leaf || file === "") return entry;
  const leaf = { ...entry.leaf, path: file };
  return { ...entry, leaf, place: { name: entry.name, leaves: [leaf] } };
}
