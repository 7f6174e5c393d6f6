/** The operating system's walls around a child: bubblewrap, seccomp, rlimits and a user without rights. */
import { chmodSync, copyFileSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../child-process.js";
import { boxed } from "./bubblewrap.js";
import { nodeFlags, withLimits } from "./portable.js";
import { seccompFilter } from "./seccomp.js";

/** A user that owns nothing; the grader must be root to become it. */
const nobody = { uid: 61_234, gid: 61_234 };
/** 0, 1 and 2 are the pipes. */
const seccompFd = 3;

export interface Walls {
  /** In words, for reports. */
  readonly layers: readonly string[];
  command(flags?: readonly string[]): Command;
  dispose(): void;
}

/**
 * Prepares the walls; whether they hold is for levels/self-test to find out.
 * @param dropUser become a user without rights first, where the grader is root
 */
export function raiseWalls(script: string, dropUser = process.getuid?.() === 0): Walls {
  // The user without rights may not be able to reach the folder that the grader is installed in.
  const folder = mkdtempSync(join(tmpdir(), "long-attention-"));
  chmodSync(folder, 0o755);
  const copy = join(folder, "child.cjs");
  copyFileSync(script, copy);
  chmodSync(copy, 0o644);
  const filter = seccompFilter();
  const file = join(folder, "filter.bpf");
  if (filter) writeFileSync(file, filter);
  return {
    layers: [
      "bubblewrap",
      ...(filter ? ["seccomp"] : []),
      "rlimits",
      ...(dropUser ? ["a user without rights"] : []),
    ],
    command: (flags = []) => {
      const box = boxed(
        process.execPath,
        (inside) => [...nodeFlags(inside), ...flags],
        copy,
        filter && seccompFd,
      );
      const [path, ...args] = withLimits(box);
      return {
        file: path!,
        args,
        env: {},
        cwd: "/",
        ...(dropUser ? nobody : {}),
        // bwrap reads the filter to its end, so every child needs the file opened anew; Child closes it.
        files: filter ? [openSync(file, "r")] : [],
      };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
