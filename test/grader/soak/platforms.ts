/**
 * The platforms' own folder trees, here: what a release writes for each of them is set up by its own script, from npm's
 * registry, and grades right, half, broken and missing work, as root and as a user where this is root.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { parse } from "yaml";
import { classroom50Result } from "../../../grader/src/platforms/classroom50.js";
import { gradescopeResults } from "../../../grader/src/platforms/gradescope.js";
import { prairieLearnResults } from "../../../grader/src/platforms/prairielearn.js";
import { autograder } from "../../../tools/release/autograder.js";
import { release } from "../../../tools/release/release.js";
import type { Run } from "./run.js";

const solution = readFileSync("solutions/01-context-lengths.ts", "utf8");
const file = "01-context-lengths.ts";
/** What is handed in, its points of 18, and whether it can be graded at all. */
const works: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  points: number | undefined,
])[] = [
  ["right", { [file]: solution }, 18],
  ["half", { [file]: solution.replace("return T * T * bytes * heads * layers;", "return T * bytes;") }, 16],
  ["stub", { [file]: readFileSync(`exercises/${file}`, "utf8") }, 0],
  ["broken", { [file]: "export const x = (1" }, undefined],
  ["missing", { "essay.txt": "I could not." }, undefined],
];

/** Who the platform's container runs a grader as: here both, where this is root. */
const users: readonly (readonly [who: string, before: readonly string[]])[] =
  process.getuid?.() === 0
    ? [
        ["root", []],
        ["a user", ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "env", "HOME=/tmp"]],
      ]
    : [["a user", []]];

class Tally {
  good = true;
  expect(what: string, got: unknown, wanted: unknown): void {
    const same = JSON.stringify(got) === JSON.stringify(wanted);
    console.log(
      `${same ? "✓" : "✘"} ${what}: ${JSON.stringify(got)}${same ? "" : ` instead of ${JSON.stringify(wanted)}`}`,
    );
    this.good &&= same;
  }
}

/** Without what npm told this run about itself. */
const own = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(config_loglevel|lifecycle|package)/.test(name)),
);

function run(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv = own) {
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), { cwd, env, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}

function mustRun(command: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): string {
  const { status, said } = run(command, cwd, env);
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}:\n${said}`);
  return said;
}

function lay(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every folder above is to be passed through by a user without rights. */
const open = (folder: string) => chmodSync(folder, 0o755);

function gradescope(home: string, tally: Tally): void {
  const tree = join(home, "autograder");
  const zip = join(home, "gradescope.zip");
  autograder({ id: "01", platform: "gradescope", out: zip });
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(tree, "source", path)), { recursive: true });
    writeFileSync(join(tree, "source", path), bytes);
  }
  // An image with an old Node, or none: the script has to bring one.
  const bare = join(home, "bare");
  mkdirSync(bare);
  writeFileSync(join(bare, "node"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const path = `${join(home, "usr", "bin")}:${bare}:/usr/bin:/bin`;
  const env = { ...own, PATH: path, PREFIX: join(home, "usr") };
  const said = mustRun(["bash", join(tree, "source", "setup.sh")], tree, env);
  tally.expect(
    "gradescope setup.sh brings a Node",
    mustRun(["node", "--version"], tree, env).trim(),
    "v22.23.5",
  );
  tally.expect("gradescope setup.sh ends with the doctor", /portable/.test(said), true);
  cpSync(join(tree, "source", "run_autograder"), join(tree, "run_autograder"));
  mkdirSync(join(tree, "results"), { mode: 0o777 });
  chmodSync(join(tree, "results"), 0o777);
  writeFileSync(
    join(tree, "submission_metadata.json"),
    JSON.stringify({ created_at: "2026-11-30T22:15:09+01:00" }),
  );
  for (const [who, before] of users)
    for (const [name, files, points] of works) {
      lay(join(tree, "submission"), files);
      rmSync(join(tree, "results", "results.json"), { force: true });
      mustRun([...before, "bash", join(tree, "run_autograder")], tree, env);
      const { score, tests, extra_data } = gradescopeResults.parse(
        JSON.parse(readFileSync(join(tree, "results", "results.json"), "utf8")),
      );
      const gradable = points !== undefined;
      tally.expect(
        `gradescope as ${who}, ${name}`,
        [score, tests.length, extra_data.sandbox],
        [points ?? 0, gradable ? 5 : 0, extra_data.sandbox],
      );
    }
}

function prairieLearn(home: string, tally: Tally): void {
  const [image, tree] = [join(home, "long-attention"), join(home, "grade")];
  autograder({ id: "01", platform: "prairielearn", out: image });
  const build = readFileSync(join(image, "Dockerfile"), "utf8").match(/^RUN (.*)$/m)![1]!;
  mustRun(["bash", "-c", build], image);
  mkdirSync(tree);
  chmodSync(tree, 0o777);
  for (const [who, before] of users)
    for (const [name, files, points] of works) {
      lay(join(tree, "student"), files);
      rmSync(join(tree, "results"), { recursive: true, force: true });
      mustRun([...before, "bash", join(image, "run.sh")], tree, { ...own, GRADE: tree });
      const { gradable, score } = prairieLearnResults.parse(
        JSON.parse(readFileSync(join(tree, "results", "results.json"), "utf8")),
      );
      tally.expect(
        `prairielearn as ${who}, ${name}`,
        [gradable, score],
        [points !== undefined, (points ?? 0) / 18],
      );
    }
}

/** A repository of a student's with this work committed. */
function repository(folder: string): void {
  const git = (...args: string[]) =>
    mustRun(["git", "-c", "user.name=Ada", "-c", "user.email=a@example.org", ...args], folder);
  if (!existsSync(join(folder, ".git"))) git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", "Hand in");
}

function classroom50(home: string, tally: Tally): void {
  const [bundle, checkout] = [join(home, "bundle"), join(home, "hw01-ada")];
  autograder({ id: "01", platform: "classroom50", out: bundle });
  for (const [name, files, points] of works) {
    lay(checkout, { ...files, ".classroom50.yaml": "classroom: cs\nassignment: hw01\n" });
    repository(checkout);
    const env = {
      ...own,
      ...{
        CLASSROOM: "cs",
        ASSIGNMENT: "hw01",
        ASSIGNMENT_TYPE: "individual",
        USERNAME: "ada",
        OWNER: "ada",
      },
      SUBMISSION_TAG: "submit/2026-11-30T22-15-09Z-a1b2c3d",
      ...{ COMMIT_URL: "https://github.example/commit/1", RELEASE_URL: "https://github.example/release/1" },
      REVIEW_URL: "https://github.example/compare/1",
    };
    const { status } = run(["python3", join(bundle, "autograder.py")], checkout, env);
    if (points === undefined) {
      tally.expect(
        `classroom50, ${name}: no result`,
        [status, existsSync(join(checkout, "result.json"))],
        [1, false],
      );
      continue;
    }
    const result = classroom50Result.parse(JSON.parse(readFileSync(join(checkout, "result.json"), "utf8")));
    const body = readFileSync(join(checkout, "release-body.md"), "utf8").split("\n")[0];
    tally.expect(
      `classroom50, ${name}`,
      [status, result.score, result["max-score"], body],
      [0, 100 * points, 1800, `### ${points} of 18 points`],
    );
  }
}

async function actions(home: string, tally: Tally): Promise<void> {
  const folder = join(home, "template");
  await release({ ids: ["01"], out: folder, github: true });
  const workflow = parse(readFileSync(join(folder, ".github/workflows/check.yml"), "utf8"));
  const steps = (workflow.jobs.check.steps as { name?: string; run?: string }[]).flatMap(
    ({ run }) => run ?? [],
  );
  const summary = join(home, "summary.md");
  const env = {
    ...own,
    GITHUB_STEP_SUMMARY: summary,
    NO_COLOR: "1",
    LONG_ATTENTION_PROGRESS: join(home, "progress.json"),
  };
  const shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]; // as GitHub runs shell: bash
  mustRun([...shell, steps[0]!], folder, env);
  const evil = 'console.log("::set-output name=x::y\\n```\\n# Full points");\n';
  for (const [name, text, wanted] of [
    ["right", solution, 0],
    ["right, with a command in what it prints", evil + solution, 0],
    ["half", solution.replace("return T * T * bytes * heads * layers;", "return T * bytes;"), 1],
  ] as const) {
    writeFileSync(join(folder, "exercises", file), text);
    repository(folder);
    writeFileSync(summary, "");
    const { status, said } = run([...shell, steps[1]!], folder, env);
    const lines = said.split("\n");
    const off = lines.findIndex((line) => line.startsWith("::stop-commands::"));
    const on = lines.indexOf(`::${lines[off]!.slice("::stop-commands::".length)}::`);
    const commands = lines.filter((line, k) => line.startsWith("::") && (k < off || k > on)).length;
    const markdown = readFileSync(summary, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("    "));
    tally.expect(
      `actions, ${name}`,
      [status, off >= 0 && on > off, commands, markdown],
      [wanted, true, 0, []],
    );
  }
}

export async function platforms({ folder }: Pick<Run, "folder">): Promise<boolean> {
  const tally = new Tally();
  open(folder);
  gradescope(folder, tally);
  prairieLearn(folder, tally);
  classroom50(folder, tally);
  await actions(folder, tally);
  return tally.good;
}
