/** Makes of shards the gradebook that one run would have made: their journals together are its journal. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../files/problem.js";
import { graderVersion, type Result, type Setting } from "../result/index.js";
import { inClass, type OfClass } from "./in-class.js";
import { Journal, readJournal } from "./journal.js";
import { knownOf } from "./known.js";
import { type Accepting, type Batch, conclude } from "./run.js";
import { readRunFile, seedFor } from "./run-file.js";
import { agreed, inShard, journalIn, readShardFile, type ShardFile, shardFileName } from "./shard.js";
import type { HandedIn } from "./submissions.js";

export interface MergeOptions extends Omit<OfClass, "set">, Accepting, Pick<Setting, "set"> {
  readonly level: Pick<Setting["level"], "bundle">;
  readonly out: string;
  /** In which shards lie, at any depth. */
  readonly folders: readonly string[];
}

interface Found extends ShardFile {
  readonly folder: string;
}

/** Grades nothing. @throws Problem for shards that are missing, not finished, there twice, or of different runs */
export async function mergeShards(options: MergeOptions): Promise<Batch> {
  const { out, set, level } = options;
  const shards = options.folders.flatMap(shardsIn);
  const { seed } = together(shards, options);
  return inClass(options, join(out, "results"), out, async (submissions) => {
    const before = readRunFile(out);
    const setting = { set, level, seed: seedFor(out, before, set.id, seed) };
    const done = new Map<string, Result>();
    for (const { folder } of shards)
      for (const [key, result] of readJournal(journalIn(folder)).done) done.set(key, result);
    const known = await knownOf(submissions, setting, { done });
    mustBeFinished(shards, submissions, (one) => done.has(known.keyOf(one)));
    const journal = new Journal(journalIn(out));
    try {
      for (const one of submissions) {
        const [key, old] = [known.keyOf(one), journal.done.get(known.keyOf(one))];
        const result = done.get(key)!;
        if (JSON.stringify(old) !== JSON.stringify(result)) journal.add(key, result);
      }
    } finally {
      journal.close();
    }
    const run = {
      course: "long-attention",
      set: set.id,
      seed,
      graderVersion: graderVersion(level.bundle),
    } as const;
    return { ...conclude(out, known, { ...options, before, run }), gradedNow: 0, stopped: false };
  });
}

function shardsIn(folder: string): Found[] {
  if (!existsSync(folder))
    throw new Problem(`${folder} is not there; shards are graded with grade --shard 1/8`);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === shardFileName)
    .sort()
    .map((path) => {
      const lies = dirname(join(folder, path));
      return { ...readShardFile(lies)!, folder: lies };
    });
}

/** @returns what all agree in @throws Problem */
function together(shards: readonly Found[], { folders, set, level }: MergeOptions): Found {
  const [first] = shards;
  if (!first)
    throw new Problem(
      `there are no shards in ${folders.join(", ")}; grade --shard 1/8 makes the first of eight`,
    );
  for (const other of shards) {
    for (const key of Object.keys(agreed) as (keyof typeof agreed)[])
      if (other[key] !== first[key])
        throw new Problem(
          `shards of different runs: ${first.folder} has ${agreed[key]} ${first[key]}, and ${other.folder} ${other[key]}; grade them alike`,
        );
    if (other.shard.of !== first.shard.of)
      throw new Problem(
        `${first.folder} is one of ${first.shard.of} shards, and ${other.folder} one of ${other.shard.of}; name those of one division with --shards`,
      );
    const twin = shards.find((one) => one !== other && one.shard.number === other.shard.number);
    if (twin)
      throw new Problem(
        `${nameOf([other.shard.number], first)} is there twice, in ${other.folder} and ${twin.folder}; leave one out`,
      );
  }
  if (first.set !== set.id) throw new Problem(`the shards are of set ${first.set}, and not of ${set.id}`);
  const now = graderVersion(level.bundle);
  if (first.graderVersion !== now)
    throw new Problem(
      `the shards were graded by version ${first.graderVersion}, and this is ${now}; merge with that one, or grade them again`,
    );
  const missing = numbersOf(first).filter((number) => !shards.some(({ shard }) => shard.number === number));
  if (missing.length > 0)
    throw new Problem(
      `${nameOf(missing, first)} ${missing.length === 1 ? "is" : "are"} missing; grade --shard ${missing[0]}/${first.shard.of} makes ${missing.length === 1 ? "it" : "the first"}`,
    );
  return first;
}

function mustBeFinished(
  shards: readonly Found[],
  submissions: readonly HandedIn[],
  isDone: (one: HandedIn) => boolean,
): void {
  const open = shards
    .map((one) => ({
      ...one,
      left: submissions.filter(inShard(one.shard)).filter((job) => !isDone(job)).length,
    }))
    .filter(({ left }) => left > 0)
    .sort((a, b) => a.shard.number - b.shard.number);
  if (open.length === 0) return;
  const left = open.reduce((sum, one) => sum + one.left, 0);
  throw new Problem(
    `${nameOf(
      open.map(({ shard }) => shard.number),
      open[0]!,
    )} ${open.length === 1 ? "is" : "are"} not finished: ${left} of ${submissions.length} submissions have no result there; the same command, grade --shard ${open[0]!.shard.number}/${open[0]!.shard.of}, goes on`,
  );
}

const numbersOf = ({ shard }: Found) => Array.from({ length: shard.of }, (_, i) => i + 1);

/** Such as "shard 3 of 8", "shards 3 and 5 of 8". */
const nameOf = (numbers: readonly number[], { shard }: Found): string =>
  `${numbers.length === 1 ? "shard" : "shards"} ${new Intl.ListFormat("en").format(numbers.map(String))} of ${shard.of}`;
