/** The committed array script on a real Slurm of one node: eight shards, one killed and queued again, the gradebook of one run. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../../tools/start/setup.mjs";
import { solution } from "../submission/listed.js";
import { firstDifference, written } from "./batch.js";
import type { Run } from "./run.js";
import { slurmNode, until, whyNoSlurm } from "./slurm-node.js";

const grader = [process.execPath, join(ROOT, "grader", "bin", "long-attention.mjs")] as const;

/** True when both gradebooks are the same, and when Slurm cannot be had, which it says. */
export async function slurm({ folder, level, count }: Run): Promise<boolean> {
  const why = whyNoSlurm();
  if (why) {
    console.log(`not run: there is no Slurm here, ${why}`);
    return true;
  }
  const submissions = join(folder, "class");
  writeClass(submissions, count);
  const [whole, sharded] = [join(folder, "whole"), join(folder, "sharded")];
  const common = ["--set", "01", "--sandbox", level];
  await run("grade", submissions, ...common, "--out", whole);

  const node = await slurmNode(join(folder, "slurm"));
  try {
    const variables = {
      ...{ CLASS: submissions, SET: "01", OUT: sharded, SANDBOX: level },
      LONG_ATTENTION: grader.join(" "),
    };
    Object.assign(node.env, variables);
    const job = node
      .ask("sbatch", "--parsable", "--chdir", folder, join(ROOT, "deploy", "slurm", "grade.sbatch"))
      .trim();
    const killed = await killShard(join(sharded, "01", "shards", "3-of-8"));
    await until(
      "the array is done",
      () =>
        node
          .ask("squeue", "-h", "-j", job, "-t", "all", "-o", "%T")
          .split("\n")
          .every((state) => /^(COMPLETED|FAILED|TIMEOUT|CANCELLED|)$/.test(state)),
      3600,
    );
    const states = node.ask("scontrol", "show", "job", job);
    const done = states.match(/JobState=COMPLETED/g)?.length ?? 0;
    const restarts = [...states.matchAll(/ArrayTaskId=(\d+)[\s\S]*?Restarts=(\d+)/g)].filter(
      ([, , n]) => n !== "0",
    );
    console.log(
      `${done} of 8 shards completed, ${killed ? "shard 3 killed with SIGKILL" : "no shard was killed"}, queued again: ${restarts.map(([, task, n]) => `shard ${task} ${n} times`).join(", ") || "none"}`,
    );
    if (done !== 8 || restarts.length === 0) {
      for (const name of readdirSync(folder).filter((one) => one.endsWith(".log")))
        console.log(`${name}\n${readFileSync(join(folder, name), "utf8")}`);
      return false;
    }
  } finally {
    await node.close();
  }
  console.log((await run("merge", submissions, "--set", "01", "--out", sharded)).trim());
  const gradebook = (out: string) =>
    `${readFileSync(join(out, "01", "run.json"), "utf8")}${written(join(out, "01"))}`;
  const difference = firstDifference(gradebook(whole), gradebook(sharded));
  console.log(
    difference ?? `${count} submissions: the gradebook of eight shards is the one of one run, byte for byte`,
  );
  return difference === undefined;
}

/** Right, half right, endless, not begun, not gradable. */
function writeClass(folder: string, count: number): void {
  mkdirSync(folder);
  const right = solution("01-context-lengths");
  const kinds = [
    right,
    right.replace("return T * T * bytes * heads * layers;", "return T * bytes;"),
    right.replace("return T * T * bytes * heads * layers;", "for (;;) {}"),
    readFileSync(join(ROOT, "exercises", "01-context-lengths.ts"), "utf8"),
    "export const x = (1",
  ];
  for (let i = 0; i < count; i++)
    writeFileSync(
      join(folder, `student-${String(i).padStart(3, "0")}.ts`),
      `${kinds[i % 7] ?? right}\n// ${i}\n`,
    );
}

/** Ends the grader of a shard without a warning, as soon as it has finished a submission. @returns whether it was in time */
async function killShard(shard: string): Promise<boolean> {
  const journal = join(shard, "journal.ndjson");
  await until(
    "the third shard has graded something",
    () => existsSync(journal) && readFileSync(journal).length > 0,
  );
  const pid = Number(readFileSync(join(shard, ".lock"), { encoding: "utf8", flag: "a+" }).split(" ")[0]);
  if (!pid) return false;
  process.kill(pid, "SIGKILL");
  return true;
}

/** What grade says with 3 is fine here: somebody should look at something. */
async function run(...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(grader[0], [grader[1], ...args])).stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
    if (code === 3) return stdout;
    throw new Error(`long-attention ${args[0]} ended with ${code}: ${stderr}`, { cause: error });
  }
}
