/** The folder that everything happens in: a class, its grades, and canaries that nobody should ever see. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { notebook } from "./notebook.js";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");

const setNames = { "00": "00-attention", "07": "07-flash-attention" } as const;
export type SetId = keyof typeof setNames;

export interface Scene {
  readonly root: string;
  /** What the class handed in. */
  readonly class: string;
  readonly grades: string;
  /** A file outside that only the instructor should read. */
  readonly secret: string;
  /** A folder outside that attacks try to write into. */
  readonly outside: string;
  /** The start of a file's name in the system's folder for temporary files. */
  readonly temporary: string;
  /** Stands in the command line of every process that an attack starts. */
  readonly tag: string;
  /** A port of this machine that somebody listens to. */
  readonly port: number;
  /** The reference solutions of a set. */
  answers(set: SetId): string;
  /** An honest submission beside the attack's. */
  neighbour(set: SetId): string;
  /** The same as a notebook, whose types are checked. */
  notebook(set: SetId): string;
  /** By what they stand for. */
  readonly canaries: Readonly<Record<"env" | "secret" | "neighbour" | "answers", string>>;
}

export function makeScene(port: number): Scene {
  const root = mkdtempSync(join(tmpdir(), "long-attention-attacks-"));
  const tag = basename(root);
  const canary = (name: string) => `canary-${name}-${tag.slice(-6)}`;
  const scene: Scene = {
    root,
    tag,
    port,
    class: join(root, "class"),
    grades: join(root, "grades"),
    secret: join(root, "secret", "canary.txt"),
    outside: join(root, "outside"),
    temporary: join(tmpdir(), `pwned-${tag}`),
    answers: (set) => join(root, "answers", `${setNames[set]}.ts`),
    neighbour: (set) => join(root, "class", `neighbour-${set}.ts`),
    notebook: (set) => join(root, "class", `neighbour-${set}.ipynb`),
    canaries: {
      env: canary("env"),
      secret: canary("secret"),
      neighbour: canary("neighbour"),
      answers: canary("answers"),
    },
  };
  for (const folder of ["class", "grades", "secret", "outside", "answers", "work"])
    mkdirSync(join(root, folder));
  writeFileSync(scene.secret, `${scene.canaries.secret}\n`);
  // What a compiler would read of its own accord.
  const words = JSON.stringify({ [scene.canaries.secret]: 1 });
  writeFileSync(join(dirname(scene.secret), "package.json"), words);
  writeFileSync(
    scene.secret.replace(/txt$/, "d.ts"),
    `declare const stolenWords: ${words};\nexport declare const stolen: ${words};\n`,
  );
  for (const set of Object.keys(setNames) as SetId[]) {
    const text = readFileSync(join(repository, "solutions", `${setNames[set]}.ts`), "utf8");
    const marked = (mark: string) => `export const canary = "${mark}";\n${text}`;
    writeFileSync(scene.answers(set), marked(scene.canaries.answers));
    writeFileSync(scene.neighbour(set), marked(scene.canaries.neighbour));
    writeFileSync(scene.notebook(set), notebook(text));
  }
  return scene;
}

export const takeBack = (path: string): void => rmSync(path, { recursive: true, force: true });

/** Every file outside the grader's own folders, with what is in it. */
export function snapshot(scene: Scene): Map<string, string> {
  const found = new Map<string, string>();
  const open = [""];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const name of readdirSync(join(scene.root, folder))) {
      const path = join(folder, name);
      if (path === "work" || path === "grades" || path === "built") continue;
      const stat = lstatSync(join(scene.root, path));
      if (stat.isDirectory()) open.push(path);
      found.set(path, stat.isDirectory() ? "folder" : contents(join(scene.root, path)));
    }
  const started = basename(scene.temporary);
  for (const name of readdirSync(dirname(scene.temporary))) if (name.startsWith(started)) found.set(name, "");
  return found;
}

function contents(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!stat.isFile()) return "no file";
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** What was added, changed or removed. */
export function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/** Processes whose command line names the scene: an attack's own, and the grader's children, also the one that checks types and stays. */
export function processes(scene: Scene): number[] {
  if (!existsSync("/proc/self/cmdline")) return processesByPs(scene);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(scene.tag))
    .map(Number);
}

/** It serves one submission after another. */
export const checksTypes = (pid: number): boolean => commandLine(String(pid)).includes("types.cjs");

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    // It ended while it was being looked at.
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

function processesByPs({ tag }: Scene): number[] {
  const { stdout } = spawnSync("ps", ["-axo", "pid=,command="], { encoding: "utf8" });
  return (stdout ?? "")
    .split("\n")
    .filter((line) => line.includes(tag))
    .map((line) => Number.parseInt(line, 10));
}
