/** The level that works everywhere: QuickJS in WebAssembly in a child that may open no file and start nothing. */
import { spawnSync } from "node:child_process";
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
    ...(hasDeepStack() ? [`--stack-size=${deepStack.engine}`] : []),
    permission,
    `--allow-fs-read=${script}`,
  ];
}

/**
 * Kilobytes of stack: what the system gives, and what Node may take of it. An interpreter in WebAssembly needs fifteen
 * times as much of it as it counts for itself, and a solution may call itself as deeply as in Node (10,000 times).
 */
const deepStack = { system: 65_500, engine: 60_000 };

let deep: boolean | undefined;

/** Whether this system lets a process have it; if not, solutions may call themselves some thousand times only. */
export const hasDeepStack = (): boolean =>
  (deep ??=
    process.platform !== "win32" &&
    spawnSync("/bin/sh", ["-c", `ulimit -s ${deepStack.system}`], { stdio: "ignore" }).status === 0);

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
export const mostCpuSeconds = 60;

/** No core dumps, no files, few open ones, no endless life. */
export function withLimits(command: readonly string[]): string[] {
  if (process.platform === "win32") return [...command];
  const stack = hasDeepStack() ? `ulimit -s ${deepStack.system}; ` : "";
  const limits = `${stack}ulimit -c 0; ulimit -f 0; ulimit -n 64; ulimit -t ${mostCpuSeconds}; exec "$@"`;
  return ["/bin/sh", "-c", limits, "sh", ...command];
}
