/** Kills a batch at random moments and lets it go on, until it ends; then compares what is on the disk. */
import { appendFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rng } from "../../../lib/src/tensor/random.js";
import { batch, firstDifference, written } from "./batch.js";
import { writeClass } from "./classroom.js";
import type { Run } from "./run.js";

/** `count` batches of ten submissions, each killed once or twice. True when every gradebook is the same. */
export async function killed({ bundle, folder, level, count }: Omit<Run, "nodes">): Promise<boolean> {
  const submissions = join(folder, "class");
  writeClass(submissions, 10);
  const run = (out: string, killAfterMs?: number) =>
    batch({ bundle, submissions, out, workers: 2, level }, killAfterMs);
  const start = performance.now();
  await run(join(folder, "whole"));
  const usual = performance.now() - start;
  const expected = written(join(folder, "whole"));
  const random = rng(7);
  let [kills, torn, different] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const out = join(folder, `out-${i}`);
    for (let k = 0; k < 1 + (i % 2); k++) {
      if (await run(out, usual * (0.2 + 0.8 * random()))) kills++;
      const journal = join(out, "journal.ndjson");
      // As if the power had gone in the middle of a line.
      if (i % 3 === 0 && existsSync(journal)) {
        appendFileSync(journal, '0f3a91bc {"key":"');
        torn++;
      }
    }
    await run(out);
    const difference = firstDifference(expected, written(out));
    if (difference !== undefined) {
      different++;
      console.log(`batch ${i} differs: ${difference}`);
    } else rmSync(out, { recursive: true });
  }
  console.log(
    `${count} batches, ${kills} kills, ${torn} torn journals: ${count - different} gradebooks equal the uninterrupted one`,
  );
  return different === 0;
}
