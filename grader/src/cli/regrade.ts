import { runBatch } from "../batch/run.js";
import type { Bundle } from "../sandbox/bundle.js";
import { conclude } from "./conclude.js";
import { type GradeFlags, withBatch } from "./grade.js";
import { movesText } from "./moves.js";

/** As commander gives them. */
export type RegradeFlags = Omit<GradeFlags, "only" | "regrade" | "shard"> & { readonly since: string };

/** Grades with the checks of now, and says who moves; the gradebook changes with --accept only. @returns as grade's @throws Problem */
export function regradeCommand(submissions: string, flags: RegradeFlags, bundle?: Bundle): Promise<number> {
  return withBatch(submissions, flags, bundle, async (options, set, folder) => {
    const batch = await runBatch({ ...options, since: flags.since });
    if (!flags.json && !batch.stopped) process.stdout.write(movesText(batch.changes, flags.since));
    return conclude(batch, set, folder, flags);
  });
}
