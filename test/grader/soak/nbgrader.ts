/**
 * nbgrader itself, with the configuration that docs/instructors.md shows: generate_assignment, autograde and
 * generate_feedback for right, half, partial, untouched and endless work give the points that we give. Where nbgrader
 * looks at cells and we at functions, both results are as that page says.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { main } from "../../../grader/src/cli/main.js";
import { findPython } from "../../../tools/start/venv.mjs";
import type { Run } from "./run.js";

const pinned = "nbgrader==0.9.6";
const file = "01-context-lengths.ipynb";

interface Cell {
  cell_type: string;
  source: string | string[];
  metadata: { nbgrader?: { solution?: boolean; grade?: boolean } };
}
interface Notebook {
  cells: Cell[];
}

const solution = readFileSync("solutions/01-context-lengths.ts", "utf8");
const textOf = ({ source }: Cell) => (Array.isArray(source) ? source.join("") : source);
const nameIn = (cell: Cell) => /function\*? (\w+)/.exec(textOf(cell))![1]!;
const answer = (name: string) =>
  new RegExp(`^export ((?:async )?function\\*? ${name}\\b[\\s\\S]*?^\\})`, "m").exec(solution)![1]!;

/** The released notebook with what somebody wrote into its k-th exercise; undefined leaves it as it is. */
const worked = (write: (name: string, k: number) => string | undefined) => (notebook: Notebook) => {
  notebook.cells
    .filter(({ metadata }) => metadata.nbgrader?.solution)
    .forEach((cell, k) => {
      cell.source = write(nameIn(cell), k) ?? textOf(cell);
    });
};
const right = worked(answer);
const checkAt = ({ cells }: Notebook, k: number) =>
  cells.indexOf(cells.filter(({ metadata }) => metadata.nbgrader?.grade)[k]!);

/** What students do, what nbgrader makes of it and what we do: the same, but for the last three. */
const students: Readonly<
  Record<string, { change: (notebook: Notebook) => void; nbgrader: number; ours: number }>
> = {
  right: { change: right, nbgrader: 18, ours: 18 },
  half: { change: worked((name, k) => (k % 2 === 0 ? answer(name) : undefined)), nbgrader: 11, ours: 11 },
  partial: {
    change: worked((name, k) => (k === 0 ? answer(name).replace(".toLowerCase()", "") : answer(name))),
    ...{ nbgrader: 15.86, ours: 15.86 },
  },
  stub: { change: () => {}, nbgrader: 0, ours: 0 },
  loop: {
    change: worked((name, k) => (k === 1 ? answer(name).replace("{\n", "{\n  for (;;) {}\n") : answer(name))),
    ...{ nbgrader: 16, ours: 16 },
  },
  "check-deleted": {
    change: (all) => {
      right(all);
      all.cells.splice(checkAt(all, 1), 1);
    },
    nbgrader: 16,
    ours: 18,
  },
  "check-copied": {
    change: (all) => {
      right(all);
      all.cells.splice(checkAt(all, 1), 0, structuredClone(all.cells[checkAt(all, 1)]!));
    },
    ...{ nbgrader: 0, ours: 18 },
  },
};

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  const said = `${stdout}${stderr}`;
  // Where one student's notebook cannot be graded, nbgrader goes on and ends with 1.
  if (status !== 0 && args[0] !== "autograde")
    throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${said}`);
  return said;
}

/** Its bin folder; the first run installs it into .cache. */
function nbgraderBin(): string {
  const venv = resolve(".cache", "nbgrader");
  const bin = join(venv, process.platform === "win32" ? "Scripts" : "bin");
  if (!existsSync(join(bin, "nbgrader"))) {
    console.log(`${pinned} is installed into .cache/nbgrader`);
    const { command, args } = findPython();
    run(command, [...args, "-m", "venv", "--clear", venv], ".", process.env);
    run(join(bin, "python"), ["-m", "pip", "install", "--quiet", pinned], ".", process.env);
  }
  return bin;
}

export async function nbgrader({
  bundle,
  folder,
  level,
}: Pick<Run, "bundle" | "folder" | "level">): Promise<boolean> {
  const bin = nbgraderBin();
  const course = join(folder, "course");
  mkdirSync(join(course, "source", "01"), { recursive: true });
  cpSync(join("exercises", file), join(course, "source", "01", file));
  const config = /```python\n([\s\S]*?)```/.exec(readFileSync("docs/instructors.md", "utf8"))![1]!;
  writeFileSync(join(course, "nbgrader_config.py"), `${config}c.CourseDirectory.course_id = "attention"\n`);
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    JUPYTER_PATH: resolve("kernel", "jupyter"),
    LONG_ATTENTION_PROGRESS: join(folder, "progress.json"),
  };
  const nbgrader = (...args: string[]): string => run(join(bin, "nbgrader"), args, course, env);
  nbgrader("generate_assignment", "01", "--create");
  const released = readFileSync(join(course, "release", "01", file), "utf8");
  for (const [name, { change }] of Object.entries(students)) {
    const notebook = JSON.parse(released) as Notebook;
    change(notebook);
    for (const place of [join(course, "submitted", name, "01"), join(folder, "class", name)]) {
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, file), JSON.stringify(notebook));
    }
  }
  // One at a time: a check that somebody copied stops nbgrader for everybody whose name comes later.
  for (const name of Object.keys(students)) nbgrader("autograde", "01", "--student", name);
  nbgrader("generate_feedback", "01");
  nbgrader("export");
  const theirs = parse(readFileSync(join(course, "grades.csv")), { columns: true }) as Record<
    string,
    string
  >[];
  const graded = join(folder, "graded");
  await main(["grade", join(folder, "class"), "--set", "01", "--out", graded, "--sandbox", level], bundle);
  const ours = parse(readFileSync(join(graded, "01", "grades.csv")), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  let good = true;
  for (const [name, wanted] of Object.entries(students)) {
    const hundredths = (points: number) => Math.round(100 * points) / 100;
    const got = [
      Number(theirs.find(({ student_id }) => student_id === name)?.score),
      Number(ours.find((row) => Object.values(row).includes(name))?.score),
    ];
    const page = join(course, "feedback", name, "01", file.replace("ipynb", "html"));
    const cards = existsSync(page) ? (readFileSync(page, "utf8").match(/data-check=|✘|✔/g) ?? []).length : 0;
    const same = hundredths(got[0]!) === wanted.nbgrader && hundredths(got[1]!) === wanted.ours;
    good &&= same;
    console.log(
      `${same ? "✓" : "✘"} ${name}: nbgrader ${got[0]} (${wanted.nbgrader}), ours ${got[1]} (${wanted.ours}); marks on the feedback page: ${cards}`,
    );
  }
  if (process.env.KEEP) cpSync(join(course, "feedback"), process.env.KEEP, { recursive: true });
  return good;
}
