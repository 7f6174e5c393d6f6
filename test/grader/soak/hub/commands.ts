import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lastLines } from "../../../../tools/start/process.mjs";

/** Why this machine cannot have it, in a sentence. */
export class CannotBeHad extends Error {}

/**
 * Runs a program to its end.
 * @returns what it printed
 * @throws CannotBeHad with `what` and the program's last line when it fails
 */
export function must(what: string, command: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status === 0) return stdout;
  throw new CannotBeHad(`${what}: ${error?.message ?? lastLines(`${stdout}\n${stderr}`, 1)}`);
}

/** Where the shell would find it. */
export const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
