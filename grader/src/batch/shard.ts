/** A part of a class, graded on its own, on another machine perhaps: a folder with its journal and a file that says which part it is. */
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../files/problem.js";
import { readIfThere, writeWhole } from "../files/whole.js";
import { graderVersion, type Setting } from "../result/index.js";
import { levelNames } from "../sandbox/levels/index.js";
import { inClass } from "./in-class.js";
import { Journal } from "./journal.js";
import { knownOf } from "./known.js";
import { type Row, silent } from "./row.js";
import type { BatchOptions } from "./run.js";
import { gradeOpen } from "./work.js";

/** Such as 3 of 8, from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

const shardFile = z.object({
  course: z.literal("long-attention"),
  set: z.string(),
  seed: z.number().int(),
  graderVersion: z.string(),
  sandbox: z.enum(levelNames),
  /** Whether types were checked. */
  types: z.boolean(),
  shard: z.object({ number: z.int().min(1), of: z.int().min(1) }),
});
export type ShardFile = z.infer<typeof shardFile>;

export const shardFileName = "shard.json";
export const journalIn = (folder: string): string => join(folder, "journal.ndjson");
export const shardFolder = (out: string, { number, of }: Shard): string =>
  join(out, "shards", `${number}-of-${of}`);

/** Every so-manieth submission, in the order of their names. */
export const inShard =
  ({ number, of }: Shard) =>
  (_: unknown, i: number): boolean =>
    i % of === number - 1;

/** Undefined where nothing was graded yet. @throws Problem for a file that is none */
export function readShardFile(folder: string): ShardFile | undefined {
  const text = readIfThere(join(folder, shardFileName));
  if (text === undefined) return undefined;
  try {
    return shardFile.parse(JSON.parse(text));
  } catch {
    throw new Problem(
      `${join(folder, shardFileName)} cannot be read; it says which part of which class lies there. Grade that part again, in another --out`,
    );
  }
}

/** What shards must agree in to make one gradebook, in words. */
export const agreed = {
  set: "set",
  seed: "--seed",
  sandbox: "--sandbox",
  types: "types checked:",
  graderVersion: "version",
} as const satisfies Partial<Record<keyof ShardFile, string>>;

export interface ShardDone {
  readonly rows: readonly Row[];
  readonly gradedNow: number;
  readonly stopped: boolean;
  readonly folder: string;
}

/** Grades one shard, or goes on with it. No gradebook comes of it: `mergeShards` makes that of all. @throws Problem */
export async function runShard(options: BatchOptions & { readonly shard: Shard }): Promise<ShardDone> {
  const { out, set, level, shard, seed = 1, listener = silent } = options;
  const folder = shardFolder(out, shard);
  return inClass(options, folder, folder, async (submissions) => {
    const now: ShardFile = {
      course: "long-attention",
      set: set.id,
      seed,
      graderVersion: graderVersion(level.bundle),
      sandbox: level.name,
      types: options.types !== undefined,
      shard,
    };
    mustGoOn(folder, now);
    writeWhole(join(folder, shardFileName), `${JSON.stringify(now, null, 1)}\n`);
    const setting: Setting = { ...options, seed };
    const journal = new Journal(journalIn(folder));
    try {
      const known = await knownOf(submissions.filter(inShard(shard)), setting, journal);
      const gradedNow = await gradeOpen(known, { ...options, ...setting, listener }, journal, false);
      return { rows: known.rows(), gradedNow, stopped: options.stop?.aborted ?? false, folder };
    } finally {
      journal.close();
    }
  });
}

/** A new version grades anew; all else was chosen. @throws Problem */
function mustGoOn(folder: string, now: ShardFile): void {
  const before = readShardFile(folder);
  if (!before) return;
  for (const key of ["set", "seed", "sandbox", "types"] as const)
    if (before[key] !== now[key] && before.graderVersion === now.graderVersion)
      throw new Problem(
        `${folder} was begun with ${agreed[key]} ${before[key]}, and not ${now[key]}; go on as it was begun, or choose another --out`,
      );
}
