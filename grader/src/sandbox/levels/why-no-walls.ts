/** What keeps bubblewrap from working, before anything is tried with it; and what to do about it. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { bwrap } from "./bubblewrap.js";

/** Undefined when nothing is known to be in the way. */
export function whyNoWalls(): string | undefined {
  if (process.platform !== "linux") return "bubblewrap exists on Linux only";
  if (!existsSync(bwrap))
    return `${bwrap} is not there; install Debian's package bubblewrap, or your system's`;
  const { status, stderr, error } = spawnSync(bwrap, ["--unshare-all", "--ro-bind", "/", "/", "/bin/true"], {
    encoding: "utf8",
    timeout: 5000,
  });
  if (status === 0) return undefined;
  const said = (error?.message ?? stderr).trim().split("\n")[0] ?? "";
  return `bubblewrap cannot make namespaces here (${said}); ${inContainer() ?? "allow unprivileged user namespaces"}`;
}

/** What podman, and Docker, must be told. */
export const containerOptions = "--security-opt seccomp=unconfined --security-opt unmask=ALL";

/** How walls can stand inside a container's own; undefined outside of one. */
export const inContainer = (isThere = existsSync): string | undefined =>
  ["/run/.containerenv", "/.dockerenv"].some((path) => isThere(path))
    ? `in a container it works as a user that is not root, started with ${containerOptions}`
    : undefined;
