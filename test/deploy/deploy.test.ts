/** deploy/ says what the grader understands, and what Slurm, Podman and Kubernetes do. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { commandLine } from "../../grader/src/cli/command-line.js";
import type { GradeFlags } from "../../grader/src/cli/grade.js";
import { packageVersion } from "../../grader/src/result/version.js";
import { containerOptions } from "../../grader/src/sandbox/levels/why-no-walls.js";
import { ROOT } from "../../tools/start/setup.mjs";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const json = (path: string) => JSON.parse(read(path));
const none = async () => {};

/** The grader's own command in a text of a shell, understood as the grader does. */
async function gradeIn(shell: string): Promise<GradeFlags> {
  // Not the comments above it.
  const [, words] = /(grade (?:"\$CLASS"|\/hw07) [^\n]*(?:\n +--[^\n]*)*)/.exec(shell)!;
  let flags: GradeFlags | undefined;
  const does = {
    merge: none,
    regrade: none,
    collect: none,
    gradebook: none,
    autograde: none,
    check: none,
    doctor: none,
  };
  await commandLine({ ...does, grade: async (_, given) => void (flags = given) }).parseAsync(
    words!
      .replaceAll("\\\n", " ")
      .replaceAll(/\$\(\([^)]*\)\)|\$\{?\w+(:-\w+)?\}?/g, "1")
      .replaceAll('"', "")
      .trim()
      .split(/\s+/),
    { from: "user" },
  );
  return flags!;
}

test("deploy/slurm/grade.sbatch is a script that grades a shard for each task, and is queued again", async () => {
  const script = read("deploy/slurm/grade.sbatch");
  expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr).toBe("");
  expect(script).toMatch(/^#SBATCH --array=1-8$/m); // shards count from 1
  expect(script).toMatch(/^#SBATCH --requeue$/m);
  expect(script).toContain('--shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"');
  expect(await gradeIn(script)).toMatchObject({ set: "1", out: "1", shard: "1/1", workers: "1" });
});

test("deploy/container/Containerfile takes the packages and types that the course takes, and is no root", () => {
  const text = read("deploy/container/Containerfile");
  expect(text).toMatch(/^ARG BASE=docker\.io\/library\/node:\d+\.\d+\.\d+-bookworm-slim$/m);
  const kernel = json("node_modules/tslab/package.json").dependencies["@tslab/typescript-for-tslab"];
  expect(text).toContain(`@tslab/typescript-for-tslab@${kernel} `);
  expect(text).toContain(`@types/node@${json("package.json").devDependencies["@types/node"]}`);
  expect(text).toMatch(/^USER (?!0)\d+:\d+$/m);
  expect(text.replace(/\n# */g, " ")).toContain(`only with ${containerOptions} and`);
});

/** What Kubernetes takes, for which its schema has text only. */
const values = z.object({
  spec: z.object({
    completionMode: z.enum(["NonIndexed", "Indexed"]),
    podFailurePolicy: z.object({
      rules: z.array(
        z.object({
          action: z.enum(["FailJob", "FailIndex", "Ignore", "Count"]),
          onExitCodes: z
            .object({ operator: z.enum(["In", "NotIn"]), values: z.array(z.int().min(1).max(255)).min(1) })
            .optional(),
          onPodConditions: z.array(z.object({ status: z.enum(["True", "False", "Unknown"]) })).optional(),
        }),
      ),
    }),
    template: z.object({
      spec: z.object({
        restartPolicy: z.enum(["Never", "OnFailure"]),
        securityContext: z.object({
          seccompProfile: z.object({ type: z.enum(["RuntimeDefault", "Unconfined", "Localhost"]) }),
        }),
      }),
    }),
  }),
});
const schema = z.fromJSONSchema(json("test/fixtures/kubernetes/job-1.37.json"));
const job = () => parse(read("deploy/kubernetes/grade.yaml"));

test("deploy/kubernetes/grade.yaml is a Job by Kubernetes' own schema, and by what the schema leaves out", () => {
  expect(schema.safeParse(job()).error?.issues).toBeUndefined();
  expect(values.safeParse(job()).error?.issues).toBeUndefined();
  const spoiled = (change: (spec: ReturnType<typeof job>["spec"]) => void) => {
    const one = job();
    change(one.spec);
    return [schema.safeParse(one).success, values.safeParse(one).success];
  };
  expect(spoiled((spec) => (spec.completions = "8"))).toEqual([false, true]);
  expect(spoiled((spec) => (spec.template.spec.containers[0].imagee = "x"))).toEqual([false, true]);
  expect(spoiled((spec) => (spec.completionMode = "Indxed"))).toEqual([true, false]);
  expect(spoiled((spec) => (spec.podFailurePolicy.rules[0].action = "Fail"))).toEqual([true, false]);
});

test("deploy/kubernetes/grade.yaml gives every index a shard, and goes on after an eviction", async () => {
  const { spec } = job();
  const pod = spec.template.spec;
  const [container] = pod.containers;
  expect(container.image).toBe(`localhost/long-attention:${packageVersion}`);
  expect(container.args[0]).toContain(`--shard "$((JOB_COMPLETION_INDEX + 1))/${spec.completions}"`);
  expect(await gradeIn(container.args[0])).toMatchObject({ set: "07", shard: `1/${spec.completions}` });
  expect(spec.parallelism).toBeLessThanOrEqual(spec.completions);
  // Both need the others: a failure policy no restart in place, limits by index indexes.
  expect([pod.restartPolicy, spec.completionMode]).toEqual(["Never", "Indexed"]);
  for (const { onExitCodes } of spec.podFailurePolicy.rules)
    if (onExitCodes) expect(onExitCodes.containerName).toBe(container.name);
  const volumes = pod.volumes.map(({ name }: { name: string }) => name);
  for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
  // The level hardened would need more than this.
  expect([pod.securityContext.runAsNonRoot, container.securityContext.capabilities.drop]).toEqual([
    true,
    ["ALL"],
  ]);
  expect(container.args[0]).toContain("--sandbox portable");
});
