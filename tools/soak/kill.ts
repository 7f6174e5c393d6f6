/** Kills a batch at random moments and lets it go on, until it ends; then compares what is on the disk. */
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rng } from "../../lib/src/tensor/random.js";
import { writeClass } from "./classroom.js";
import type { Run } from "./run.js";

const script = join(dirname(fileURLToPath(import.meta.url)), "batch-process.ts");
const tsx = fileURLToPath(import.meta.resolve("tsx"));

/** `count` batches of ten submissions, each killed once or twice. True when every gradebook is the same. */
export async function killed({ bundle, folder, level, count }: Run): Promise<boolean> {
  const submissions = join(folder, "class");
  writeClass(submissions, 10);
  const batch = (out: string, killAfterMs?: number) =>
    one([dirname(bundle.child), submissions, out, "2", level], killAfterMs);
  const start = performance.now();
  await batch(join(folder, "whole"));
  const usual = performance.now() - start;
  const expected = written(join(folder, "whole"));
  const random = rng(7);
  let [kills, torn, different] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const out = join(folder, `out-${i}`);
    for (let k = 0; k < 1 + (i % 2); k++) {
      if (await batch(out, usual * (0.2 + 0.8 * random()))) kills++;
      const journal = join(out, "journal.ndjson");
      // As if the power had gone in the middle of a line.
      if (i % 3 === 0 && existsSync(journal)) {
        appendFileSync(journal, '0f3a91bc {"key":"');
        torn++;
      }
    }
    await batch(out);
    const got = written(out);
    if (got !== expected) {
      different++;
      const [before, after] = [expected.split("\n"), got.split("\n")];
      const at = after.findIndex((line, k) => line !== before[k]);
      console.log(`batch ${i} differs: ${before[at]} became ${after[at]}`);
    } else rmSync(out, { recursive: true });
  }
  console.log(
    `${count} batches, ${kills} kills, ${torn} torn journals: ${count - different} gradebooks equal the uninterrupted one`,
  );
  return different === 0;
}

/** @returns whether it was killed before its end */
function one(args: readonly string[], killAfterMs?: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", tsx, script, ...args], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || signal === "SIGKILL") resolve(signal === "SIGKILL");
      else reject(new Error(`a batch ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Everything but durations and the journal, whose order is that of finishing. */
function written(out: string): string {
  const files = (folder: string) =>
    readdirSync(join(out, folder))
      .sort()
      .map((name) => join(folder, name));
  return ["grades.csv", "class.html", ...files("students"), ...files("results")]
    .map((name) => `${name}\n${readFileSync(join(out, name), "utf8").replace(/"durationMs": \d+/, "")}`)
    .join("\n");
}
