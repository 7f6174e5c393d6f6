/**
 * A child in namespaces of its own: no network, no other processes, a read-only root that holds Node, the
 * libraries that Node needs and one script. Its arguments can be read inside, so they name nothing of ours.
 */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";

/** Debian's and everyone's place; a PATH could name something else. */
export const bwrap = "/usr/bin/bwrap";

const inside = { node: "/n/node", script: "/n/child.cjs", home: "/w" };

/** The command line that runs `node flags script` inside. */
export function boxed(
  node: string,
  flags: (script: string) => readonly string[],
  script: string,
  seccompFd: number | undefined,
): string[] {
  return [
    bwrap,
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "TZ", "UTC"],
    ...["--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "box"],
    ...librariesOf(node).flatMap(({ real, wanted }) => ["--ro-bind", real, wanted]),
    ...["--ro-bind", node, inside.node, "--ro-bind", script, inside.script],
    ...["--proc", "/proc", "--dir", inside.home, "--remount-ro", "/", "--chdir", inside.home],
    ...(seccompFd === undefined ? [] : ["--seccomp", String(seccompFd)]),
    ...[inside.node, ...flags(inside.script), inside.script],
  ];
}

let libraries: { readonly real: string; readonly wanted: string }[] | undefined;

/** Shared libraries that Node is linked with, under the names by which it asks for them. */
function librariesOf(node: string): readonly { readonly real: string; readonly wanted: string }[] {
  if (libraries) return libraries;
  const listed = spawnSync("ldd", [node], { encoding: "utf8" }).stdout ?? "";
  const paths = [...listed.matchAll(/(\/[^\s()]+)/g)]
    .map((match) => match[1]!)
    .filter((path) => existsSync(path));
  libraries = [...new Set(paths)].map((wanted) => ({ real: realpathSync(wanted), wanted }));
  return libraries;
}
