import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { type Batch, type BatchOptions, runBatch } from "../batch/run.js";
import { runShard, type Shard } from "../batch/shard.js";
import type { ExerciseSet } from "../engine/index.js";
import { Problem } from "../files/problem.js";
import { writeReports } from "../reports/index.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { conclude, counts } from "./conclude.js";
import { progress } from "./progress.js";
import { othersOf, setOf } from "./set.js";
import { stopOnSignal } from "./stop.js";
import { surroundings } from "./surroundings.js";

/** As commander gives them. */
export interface GradeFlags {
  readonly set: string;
  readonly out: string;
  readonly sandbox: string;
  readonly workers?: string;
  readonly seed?: string;
  readonly only?: readonly string[];
  readonly regrade?: boolean;
  readonly accept?: boolean;
  readonly shard?: string;
  readonly json?: boolean;
}

/**
 * @returns the exit code: 0 when all is well, 3 when somebody has to look at something, 130 when it was stopped
 * @throws Problem
 */
export async function gradeCommand(submissions: string, flags: GradeFlags, bundle?: Bundle): Promise<number> {
  const shard = flags.shard === undefined ? undefined : shardOf(flags.shard);
  if (shard && (flags.only || flags.accept))
    throw new Problem("--shard takes a part of all, so it cannot go with --only or --accept");
  return withBatch(submissions, flags, bundle, async (options, set, folder) => {
    if (shard) return gradeShard({ ...options, shard }, flags);
    return conclude(await runBatch(options), set, folder, flags);
  });
}

/** A shard is nobody's gradebook: what needs somebody is said when all are merged. */
async function gradeShard(
  options: BatchOptions & { readonly shard: Shard },
  { json }: GradeFlags,
): Promise<number> {
  const { number, of } = options.shard;
  const done = await runShard(options);
  const { submissions, graded, open } = counts(done);
  const finished = submissions - open;
  process.stdout.write(
    json
      ? `${JSON.stringify({ shard: { number, of }, submissions, finished, graded, gradedNow: done.gradedNow, folder: done.folder })}\n`
      : `Shard ${number} of ${of}: ${finished} of ${submissions} finished, in ${done.folder}. ${
          open > 0
            ? "The same command goes on."
            : "When all are: long-attention merge, with the same --set and --out"
        }\n`,
  );
  return done.stopped ? 130 : 0;
}

/** All that a batch needs, for as long as it runs. @throws Problem */
export async function withBatch(
  submissions: string,
  flags: Omit<GradeFlags, "shard">,
  bundle: Bundle = loadBundle(),
  run: (options: BatchOptions, set: ExerciseSet, folder: string) => Promise<number>,
): Promise<number> {
  const set = setOf(flags.set);
  const workers =
    flags.workers === undefined ? availableParallelism() : whole("--workers", flags.workers, 1, 64);
  const seed = flags.seed === undefined ? undefined : whole("--seed", flags.seed, 0, 2 ** 31 - 1);
  const folder = join(flags.out, set.id);
  const out = resolve(folder);
  const { level, types, close } = await surroundings(flags.sandbox, bundle);
  const interrupted = stopOnSignal();
  const shown = progress(process.stderr);
  try {
    const options: BatchOptions = {
      submissions: resolve(submissions),
      out,
      set,
      others: othersOf(set),
      level,
      types,
      workers,
      ...(seed === undefined ? {} : { seed }),
      ...(flags.only ? { only: flags.only } : {}),
      ...(flags.regrade ? { regrade: true } : {}),
      ...(flags.accept ? { accept: true } : {}),
      stop: interrupted.signal,
      listener: { ...shown, soFar: (rows: Batch["rows"]) => writeReports(out, rows, set) },
    };
    return await run(options, set, folder);
  } finally {
    shown.end();
    interrupted.end();
    await close();
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Problem(`${flag} ${text}: give a whole number from ${least} to ${most}`);
  return value;
}

function shardOf(text: string): Shard {
  const [, number, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of))
    throw new Problem(`--shard ${text}: give a part and how many there are, such as 3/8`);
  return shard;
}
