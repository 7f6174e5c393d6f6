/** The level that works everywhere: QuickJS in WebAssembly in a child that may open no file and start nothing. */
import { dirname } from "node:path";
import type { Command } from "../child-process.js";

/** Node's own limits for the child. The permission model had another name before Node 22.13. */
export function nodeFlags(script: string): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  return [
    "--no-warnings",
    "--max-old-space-size=192",
    "--max-semi-space-size=8",
    // Half the processor time of a short run.
    "--liftoff-only",
    permission,
    `--allow-fs-read=${script}`,
  ];
}

/** Nothing of the grader's own environment. Windows cannot start a process without its root. */
export const childEnvironment = (): Record<string, string> => ({
  TZ: "UTC",
  ...(process.platform === "win32" ? { SystemRoot: process.env.SystemRoot ?? "C:\\Windows" } : {}),
});

export function portableCommand(script: string): Command {
  const node = [process.execPath, ...nodeFlags(script), script];
  const [file, ...args] = withLimits(node);
  return { file: file!, args, env: childEnvironment(), cwd: dirname(script) };
}

/** Seconds of processor time after which the system itself ends a child, even when the grader is gone. */
const mostCpuSeconds = 60;

/** No core dumps, no files, few open ones, no endless life. */
export function withLimits(command: readonly string[]): string[] {
  if (process.platform === "win32") return [...command];
  const limits = `ulimit -c 0; ulimit -f 0; ulimit -n 64; ulimit -t ${mostCpuSeconds}; exec "$@"`;
  return ["/bin/sh", "-c", limits, "sh", ...command];
}
