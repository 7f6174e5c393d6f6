/** submissions.json: who handed in what and when, as `collect` understood it. */
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../files/problem.js";
import { readIfThere } from "../files/whole.js";
import { NotGradable } from "../submission/not-gradable.js";
import type { Place } from "../submission/place.js";

const attempt = z.object({
  /** From 1, in the order of time. */
  n: z.number().int().min(1),
  /** ISO 8601; without an offset where the platform names no zone, so that the late policy's zone is meant. */
  submittedAt: z.string().optional(),
  /** The platform says that it was. */
  late: z.literal(true).optional(),
  /** Where its files lie, from the folder of submissions.json. */
  folder: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number().int() })),
  /** What the download calls it. */
  source: z.array(z.string()),
  /** What feedback must be called by for the platform to know whose it is. */
  receipt: z.string().optional(),
  /** Why nothing of it could be taken. */
  unreadable: z.string().optional(),
});

const student = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  group: z.string().optional(),
  attempts: z.array(attempt),
  /** Whose attempts count for this student, who handed in nothing alone: other students' ids. */
  sharedWith: z.array(z.string()).optional(),
  /** Nobody on the roster: it is graded, and nobody's until a person says whose it is. */
  unclaimed: z.literal(true).optional(),
});

export const collectedSchema = z.object({
  schema: z.literal(1),
  course: z.literal("long-attention"),
  set: z.string(),
  layout: z.string(),
  /** Everybody on the roster, and everybody who handed in. */
  students: z.array(student),
  /** What a person has to look at, in sentences. */
  problems: z.array(z.object({ entry: z.string(), words: z.string() })),
  /** Entries that nobody handed in. */
  leftAside: z.array(z.string()),
});

export type Attempt = z.infer<typeof attempt>;
export type Student = z.infer<typeof student>;
export type Collected = z.infer<typeof collectedSchema>;

export const collectedFile = "submissions.json";

/** What was collected into this folder; undefined where nothing was. @throws Problem for a file that is none */
export function readCollected(folder: string): Collected | undefined {
  let text: string | undefined;
  try {
    text = readIfThere(join(folder, collectedFile));
  } catch {
    return undefined; // the folder is a file, or may not be read: whoever opens it as one says so
  }
  if (text === undefined) return undefined;
  try {
    return collectedSchema.parse(JSON.parse(text));
  } catch {
    throw new Problem(
      `${join(folder, collectedFile)} is not as collect writes it; collect the download again into an empty folder`,
    );
  }
}

/** Every attempt as a submission; of one student's several each has its number. @throws Problem for another set */
export function collectedFrom(folder: string, set: string) {
  const collected = readCollected(folder);
  if (!collected) return undefined;
  if (collected.set !== set)
    throw new Problem(`${folder} was collected for set ${collected.set}, and not for ${set}`);
  return collected.students.flatMap(({ id, name, attempts }) =>
    attempts.map((one) => ({
      id: attemptId(id, one),
      path: one.unreadable === undefined ? join(folder, one.folder) : refused(one.unreadable, set),
      student: { id, name },
      ...(one.late ? { late: true as const } : {}),
      ...(attempts.length > 1 ? { attempt: one.n } : {}),
    })),
  );
}

/** How a result calls an attempt. The first has the student's own id, so that it keeps it when others follow. */
export const attemptId = (student: string, { n }: Pick<Attempt, "n">): string =>
  n === 1 ? student : `${student} attempt ${n}`;

/** A place that says why nothing can be read in it. */
const refused = (why: string, set: string): Place => ({
  name: set,
  leaves: [
    {
      path: `${set}.ts`,
      size: 0,
      modified: new Date(0),
      regular: true,
      read: () => Promise.reject(new NotGradable(why)),
    },
  ],
});
