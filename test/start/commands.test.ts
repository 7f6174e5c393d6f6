/** Every script of package.json, as a person calls it. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./project.ts";

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** What npm does with a script: a shell that finds the packages' programs, and what stands behind `--` at the end. */
function call(name: string, flag: string) {
  const path = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const programs = [join(ROOT, "node_modules", ".bin"), process.env[path]].join(delimiter);
  const env = { ...process.env, [path]: programs, LONG_ATTENTION_PROGRESS: "off" };
  return spawnSync(`${scripts[name]} ${flag}`, {
    ...{ cwd: ROOT, env, shell: true, encoding: "utf8", timeout: 60_000 },
  });
}

/** Where commands leave things: what is in each folder, and since when. */
function traces(): string[] {
  const built = ["lib", "grader", "figures"].flatMap((folder) => [folder, `${folder}/dist`]);
  return [".", "docs", "docs/api", "notebooks", "exercises", "bench", "reports", ...built].flatMap(
    (folder) => {
      const path = join(ROOT, folder);
      if (!statSync(path, { throwIfNoEntry: false })) return [];
      return readdirSync(path)
        .filter((name) => name !== ".cache") // other tests work there at the same time
        .map((name) => `${folder}/${name} ${statSync(join(path, name)).mtimeMs}`);
    },
  );
}

const names = Object.keys(scripts);

it.each(names)("npm run %s -- --help says how to call it, and does nothing", (name) => {
  const before = traces();
  const { status, stdout, stderr } = call(name, "--help");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^(npm (run )?${name}|Usage: (long-attention )?${name})\\b`));
  expect(traces()).toEqual(before);
});

// What npm start does not know is JupyterLab's to answer.
it.each(names.filter((name) => name !== "start"))(
  "npm run %s -- --no-such-flag refuses it in one line, and does nothing",
  (name) => {
    const before = traces();
    const { status, stdout, stderr } = call(name, "--no-such-flag");
    expect(stderr).toMatch(/^.*--no-such-flag.*\n$/);
    expect(stdout).toBe("");
    expect(status).toBeGreaterThan(0);
    expect(traces()).toEqual(before);
  },
);
