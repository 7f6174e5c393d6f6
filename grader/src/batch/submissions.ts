/** What was handed in: one submission a student where it is known whose an entry is, one an entry elsewhere. */
import { collectedFrom } from "../download/collected.js";
import { type Download, type Entry, openDownload } from "../download/entries.js";
import { ownersOf } from "../download/layouts.js";
import type { Owner } from "../download/owner.js";
import { together } from "../download/together.js";
import type { Job } from "../result/index.js";
import type { Homework } from "../submission/homework.js";
import { slugsOf } from "./slugs.js";

/** One submission. */
export interface HandedIn extends Job {
  /** What files about it are called: see slugsOf. */
  readonly slug: string;
  /** Where it is known. */
  readonly student?: { readonly id: string; readonly name: string };
  readonly late?: true;
  /** Which of the student's attempts it is, from 1, where there are several. */
  readonly attempt?: number;
}

export interface Class {
  /** In the order of their ids. */
  readonly submissions: readonly HandedIn[];
  /** What was understood of the folder, in sentences. */
  readonly notes: readonly string[];
  close(): void;
}

/**
 * @param path a folder, the zip that a learning platform hands out, or what `collect` wrote
 * @throws Problem when it cannot be read, or when nothing was handed in
 */
export async function handedIn(path: string, homework: Homework): Promise<Class> {
  const collected = collectedFrom(path, homework.set.id);
  if (collected) return { submissions: withSlugs(collected), notes: [], close: () => {} };
  const download = await openDownload(path, homework);
  try {
    const owners = await ownersOf(download.entries);
    if (!owners) return classOf(download, download.entries.map(onItsOwn), []);
    const left = download.entries.filter((entry) => !owners.has(entry)).map(({ name }) => name);
    return classOf(download, byOwner(owners), left);
  } catch (error) {
    download.close();
    throw error;
  }
}

type Unnamed = Omit<HandedIn, "slug">;

const onItsOwn = ({ name, place }: Entry): Unnamed => ({ id: name, path: place });

function classOf({ notes, close }: Download, jobs: readonly Unnamed[], left: readonly string[]): Class {
  const aside = left.length > 0 ? [`left aside, for nobody handed it in: ${left.join(", ")}`] : [];
  return { submissions: withSlugs(jobs), notes: [...notes, ...aside], close };
}

function withSlugs(jobs: readonly Unnamed[]): HandedIn[] {
  const slugs = slugsOf(jobs.map(({ id }) => id));
  return [...jobs]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((job) => ({ ...job, slug: slugs.get(job.id)! }));
}

function byOwner(owners: ReadonlyMap<Entry, Owner>): Unnamed[] {
  const theirs = new Map<string, [Entry, Owner][]>();
  for (const [entry, owner] of owners) {
    const id = `${owner.name}_${owner.id}`;
    theirs.set(id, [...(theirs.get(id) ?? []), [entry, owner]]);
  }
  return [...theirs].map(([id, all]): Unnamed => {
    const [, { id: number = "", name = "" }] = all[0]!;
    return {
      id,
      path: together(id, all),
      student: { id: number, name },
      ...(all.some(([, { late }]) => late) ? { late: true } : {}),
    };
  });
}
