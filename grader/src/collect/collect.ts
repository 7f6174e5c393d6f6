/** From what a platform hands out to submissions.json: whose it is, which attempt, and what a person must look at. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { slugsOf } from "../batch/slugs.js";
import { type Collected, collectedFile, type Student } from "../download/collected.js";
import { type Entry, openDownload } from "../download/entries.js";
import { layoutOf } from "../download/layouts.js";
import type { Owner } from "../download/owner.js";
import { writeWhole } from "../files/whole.js";
import type { Homework } from "../submission/homework.js";
import { shareInGroups } from "./groups.js";
import { keepAttempt } from "./keep.js";
import { type Enrolled, readRoster } from "./roster.js";
import { whose, wordsFor } from "./whose.js";

export interface CollectOptions {
  /** A folder, or the zip that a platform hands out. */
  readonly download: string;
  /** A layout's name, or "auto". */
  readonly from: string;
  /** Without one nobody is known to be missing, and the platform's numbers are the ids. */
  readonly roster?: string;
  readonly homework: Homework;
  readonly out: string;
}

/** What came of it, and what was understood on the way, in sentences. */
export interface Outcome {
  readonly collected: Collected;
  readonly platform: string;
  readonly notes: readonly string[];
}

const handedIn = "handed-in";

/** What is gone from the download is kept no longer than that: removed once the new list is written. */
function removeOthers(folder: string, { students }: Collected): void {
  if (!existsSync(folder)) return;
  const kept = new Set(students.flatMap(({ attempts }) => attempts.map((attempt) => attempt.folder)));
  for (const student of readdirSync(folder))
    for (const attempt of readdirSync(join(folder, student)))
      if (!kept.has(join(handedIn, student, attempt)))
        rmSync(join(folder, student, attempt), { recursive: true, force: true });
}

type Theirs = [Entry, Owner][];

/** @throws Problem when the download or the roster cannot be read, or the platform is not clear */
export async function collect({ download, from, roster, homework, out }: CollectOptions): Promise<Outcome> {
  const enrolled = roster === undefined ? undefined : readRoster(roster);
  const { entries, notes, close } = await openDownload(download, homework);
  try {
    const { layout, owners } = await layoutOf(entries, from);
    const { claimed, unclaimed, problems } = claim(owners, enrolled);
    const students: Student[] = [];
    const folders = slugsOf([...claimed.keys(), ...unclaimed.keys()].map(({ id }) => id));
    for (const [student, theirs] of [...claimed, ...unclaimed]) {
      const attempts = [];
      for (const [k, one] of attemptsOf(theirs).entries())
        attempts.push(await keepAttempt(one, k + 1, join(handedIn, folders.get(student.id)!), out));
      const { id, name, email, group } = student;
      students.push({
        ...{ id, name, attempts },
        ...(email ? { email } : {}),
        ...(group ? { group } : {}),
        ...(unclaimed.has(student) ? { unclaimed: true as const } : {}),
      });
      for (const { n, unreadable } of attempts)
        if (unreadable !== undefined)
          problems.push({ entry: theirs[0]![0].name, words: `attempt ${n} cannot be read: ${unreadable}` });
      if (attempts.length === 0 && theirs.length > 0)
        problems.push({ entry: theirs[0]![0].name, words: "no file was handed in, only words on the page" });
    }
    const collected: Collected = {
      ...{ schema: 1, course: "long-attention", set: homework.set.id, layout: layout.name },
      students: shareInGroups(students, sharers(owners, enrolled)).sort((a, b) => (a.id < b.id ? -1 : 1)),
      problems,
      leftAside: entries
        .filter((entry) => owners.get(entry) === undefined || owners.get(entry)!.about)
        .map(({ name }) => name),
    };
    writeWhole(join(out, collectedFile), `${JSON.stringify(collected, null, 1)}\n`);
    removeOthers(join(out, handedIn), collected);
    return { collected, platform: layout.platform, notes };
  } finally {
    close();
  }
}

/** Everybody on the roster with what is theirs, and what is nobody's. */
function claim(owners: ReadonlyMap<Entry, Owner>, enrolled: readonly Enrolled[] | undefined) {
  const claimed = new Map<Enrolled, Theirs>(enrolled?.map((student) => [student, []]));
  const unclaimed = new Map<Enrolled, Theirs>();
  const problems: Collected["problems"] = [];
  const strangers = new Map<string, Enrolled>();
  const asStranger = (owner: Owner, id: string, into: Map<Enrolled, Theirs>, one: Theirs[number]) => {
    const student = strangers.get(id) ?? {
      ...{ id, name: owner.name ?? wordsFor(owner) },
      ...(owner.email ? { email: owner.email } : {}),
    };
    strangers.set(id, student);
    into.set(student, [...(into.get(student) ?? []), one]);
  };
  for (const one of owners) {
    const [entry, owner] = one;
    if (!enrolled) {
      asStranger(owner, owner.id ?? owner.login ?? owner.email ?? owner.name!, claimed, one);
      continue;
    }
    const found = whose(owner, enrolled);
    if ("student" in found) claimed.get(found.student)!.push(one);
    else {
      problems.push({ entry: entry.name, words: found.problem });
      asStranger(owner, `unclaimed ${wordsFor(owner)}`, unclaimed, one);
    }
  }
  return { claimed, unclaimed, problems };
}

/** By the time that the platform tells; what has none is one attempt, as platforms hand out the last one alone. */
function attemptsOf(theirs: Theirs): Theirs[] {
  const byTime = new Map<string, Theirs>();
  for (const one of theirs)
    if (!one[1].about) {
      const time = one[1].submittedAt ?? "";
      byTime.set(time, [...(byTime.get(time) ?? []), one]);
    }
  return [...byTime].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, attempt]) => attempt);
}

/** Who the platform says handed in together: the owner's id, and the others'. */
function sharers(owners: ReadonlyMap<Entry, Owner>, enrolled: readonly Enrolled[] = []) {
  return [...owners.values()].flatMap((owner) => {
    const first = whose(owner, enrolled);
    if (!("student" in first)) return [];
    return (owner.with ?? []).flatMap((one) => {
      const other = whose({ id: one, email: one, name: one, file: "" }, enrolled);
      return "student" in other ? [{ owner: first.student.id, with: other.student.id }] : [];
    });
  });
}
