import { join, resolve } from "node:path";
import { mergeShards } from "../batch/merge.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { conclude } from "./conclude.js";
import { progress } from "./progress.js";
import { othersOf, setOf } from "./set.js";

/** As commander gives them. */
export interface MergeFlags {
  readonly set: string;
  readonly out: string;
  readonly shards?: readonly string[];
  readonly accept?: boolean;
  readonly json?: boolean;
}

/** One gradebook from what `grade --shard` left. @returns as grade's @throws Problem */
export async function mergeCommand(
  submissions: string,
  flags: MergeFlags,
  bundle: Bundle = loadBundle(),
): Promise<number> {
  const set = setOf(flags.set);
  const folder = join(flags.out, set.id);
  const batch = await mergeShards({
    submissions: resolve(submissions),
    out: resolve(folder),
    set,
    others: othersOf(set),
    level: { bundle },
    folders: flags.shards ?? [join(folder, "shards")],
    ...(flags.accept ? { accept: true } : {}),
    listener: progress(process.stderr),
  });
  return conclude(batch, set, folder, flags);
}
