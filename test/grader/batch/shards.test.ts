/** A class graded in parts, and the gradebook that is made of them. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MergeOptions, mergeShards } from "../../../grader/src/batch/merge.js";
import { type BatchOptions, runBatch } from "../../../grader/src/batch/run.js";
import { inShard, runShard, type Shard } from "../../../grader/src/batch/shard.js";
import { writeReports } from "../../../grader/src/reports/index.js";
import { chooseLevel, type Level } from "../../../grader/src/sandbox/levels/index.js";
import { firstDifference, written } from "../soak/batch.js";
import { sandboxBundle } from "../support/bundle.js";
import { honest, tinySet } from "../support/tiny-set.js";

let level: Level;
const root = mkdtempSync(join(tmpdir(), "long-attention-shards-"));
const submissions = join(root, "class");
const whole = join(root, "whole");
let options: BatchOptions;
let merging: MergeOptions;
beforeAll(async () => {
  level = await chooseLevel("portable", await sandboxBundle());
  mkdirSync(submissions);
  for (let i = 0; i < 9; i++)
    writeFileSync(
      join(submissions, `${i}.ts`),
      i === 4
        ? "export const x = (1"
        : i === 5
          ? honest.replace("sum +=", "sum -=")
          : `${honest}// ${i % 7}\n`,
    );
  options = { submissions, out: whole, set: tinySet, level, types: undefined, workers: 2 };
  merging = { submissions, out: "", set: tinySet, level, folders: [] };
  writeReports(whole, (await runBatch(options)).rows, tinySet);
}, 60_000);
afterAll(() => {
  level.dispose();
  rmSync(root, { recursive: true, force: true });
});

const shardsOf = (of: number): Shard[] => Array.from({ length: of }, (_, i) => ({ number: i + 1, of }));
const gradebook = (out: string) => `${readFileSync(join(out, "run.json"), "utf8")}\n${written(out)}`;
const merge = async (out: string, more: Partial<MergeOptions> = {}) => {
  const batch = await mergeShards({ ...merging, out, folders: [join(out, "shards")], ...more });
  writeReports(out, batch.rows, tinySet);
  return batch;
};

test("inShard deals every submission to one shard, and to each as many, give or take one", () => {
  const all = Array.from({ length: 301 }, (_, i) => i);
  const dealt = shardsOf(8).map((shard) => all.filter(inShard(shard)));
  expect(dealt.flat().sort((a, b) => a - b)).toEqual(all);
  expect(dealt.map(({ length }) => length)).toEqual([38, 38, 38, 38, 38, 37, 37, 37]);
});

test.each([1, 2, 8])(
  "mergeShards of %i gives the gradebook of one run byte for byte, one shard stopped, torn and resumed",
  async (of) => {
    const out = join(root, `of-${of}`);
    const stop = new AbortController();
    const listener = { begin: () => {}, note: () => {}, finished: () => stop.abort() };
    const last = { number: of, of };
    const stopped = await runShard({ ...options, out, shard: last, workers: 1, stop: stop.signal, listener });
    expect(stopped).toMatchObject({ stopped: true, gradedNow: 1 });
    appendFileSync(join(stopped.folder, "journal.ndjson"), '0f3a91bc {"key":"');
    for (const shard of shardsOf(of)) await runShard({ ...options, out, shard });
    expect((await runShard({ ...options, out, shard: last })).gradedNow).toBe(0);
    expect(await merge(out)).toMatchObject({ held: false, gradedNow: 0, changes: [] });
    expect(firstDifference(gradebook(whole), gradebook(out))).toBeUndefined();
    // What is merged is graded: one run on top of it has nothing to do.
    expect((await runBatch({ ...options, out })).gradedNow).toBe(0);
  },
  60_000,
);

describe("mergeShards says in one sentence", () => {
  const out = join(root, "two");
  const folders = [join(out, "shards")];
  const shard = (number: number, of = 2) => join(out, "shards", `${number}-of-${of}`);
  beforeAll(async () => {
    for (const one of shardsOf(2)) await runShard({ ...options, out, shard: one });
  }, 60_000);
  const refusal = (more: Partial<MergeOptions>) =>
    mergeShards({ ...merging, out: join(root, "refused"), folders, ...more }).then(
      () => "it is taken",
      (error: Error) => error.message,
    );
  /** The second shard, as another run would have left it. */
  const other = (change: object): string => {
    const copy = mkdtempSync(join(root, "other-"));
    cpSync(shard(2), copy, { recursive: true });
    const file = join(copy, "shard.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
    return copy;
  };

  test("which shard is missing", async () => {
    expect(await refusal({ folders: [shard(1)] })).toBe(
      "shard 2 of 2 is missing; grade --shard 2/2 makes it",
    );
    expect(await refusal({ folders: [other({ shard: { number: 2, of: 4 } })] })).toBe(
      "shards 1, 3, and 4 of 4 are missing; grade --shard 1/4 makes the first",
    );
  });

  test("which shard is there twice, and that shards of 2 and 4 do not go together", async () => {
    expect(await refusal({ folders: [...folders, other({})] })).toMatch(
      /^shard 2 of 2 is there twice, in .* and .*; leave one out$/,
    );
    expect(await refusal({ folders: [shard(1), other({ shard: { number: 2, of: 4 } })] })).toMatch(
      /is one of 2 shards, and .* one of 4; name those of one division with --shards$/,
    );
  });

  test.each([
    [{ set: "07" }, /has set 90, and .* 07; grade them alike$/],
    [{ seed: 2 }, /has --seed 1, and .* 2; grade them alike$/],
    [{ sandbox: "hardened" }, /has --sandbox portable, and .* hardened; grade them alike$/],
    [{ types: true }, /has types checked: false, and .* true; grade them alike$/],
    [{ graderVersion: "0.1.0+old" }, /has version .*, and .* 0\.1\.0\+old; grade them alike$/],
  ])("that %o is another run's", async (change, words) => {
    expect(await refusal({ folders: [shard(1), other(change)] })).toMatch(words);
  });

  test("that another set, or another version, graded them, and that there are none", async () => {
    expect(await refusal({ set: { ...tinySet, id: "07" } })).toBe("the shards are of set 90, and not of 07");
    const newer = { bundle: { ...level.bundle, version: "n3wer" } };
    expect(await refusal({ level: newer })).toMatch(
      /^the shards were graded by version .*, and this is .*n3wer; merge/,
    );
    expect(await refusal({ folders: [submissions] })).toMatch(
      /^there are no shards in .*; grade --shard 1\/8/,
    );
    expect(await refusal({ folders: [join(root, "nowhere")] })).toMatch(
      /nowhere is not there; shards are graded with/,
    );
  });

  test("which shard is not finished, also when something was handed in since", async () => {
    writeFileSync(join(submissions, "9.ts"), honest);
    const sentence = await refusal({});
    rmSync(join(submissions, "9.ts"));
    expect(sentence).toBe(
      "shard 2 of 2 is not finished: 1 of 10 submissions have no result there; the same command, grade --shard 2/2, goes on",
    );
  });

  test("that a shard goes on as it was begun", async () => {
    await expect(runShard({ ...options, out, shard: { number: 1, of: 2 }, seed: 7 })).rejects.toThrow(
      /was begun with --seed 1, and not 7; go on as it was begun/,
    );
  });
});
