/** Users of this machine, with homes that nobody else can read, for as long as a run takes. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { must } from "./commands.js";

export interface User {
  readonly name: string;
  readonly home: string;
}

export function makeUser(name: string, folder: string): User {
  const home = join(folder, "homes", name);
  removeUser(name); // one that an interrupted run left
  must("a user cannot be made", "mkdir", ["-p", join(folder, "homes")]);
  must("a user cannot be made", "useradd", ["--create-home", "--home-dir", home, "--shell", "/bin/sh", name]);
  must("a home cannot be closed", "chmod", ["700", home]);
  return { name, home };
}

/** A user with another's number and home: what a hub that mounts one home for all gives them. */
export function makeUserInHomeOf({ name: owner, home }: User, name: string): User {
  removeUser(name);
  const number = must("a user has no number", "id", ["-u", owner]).trim();
  must("a user cannot be made", "useradd", [
    ...["--non-unique", "--uid", number, "--gid", owner, "--no-create-home"],
    ...["--home-dir", home, "--shell", "/bin/sh", name],
  ]);
  return { name, home };
}

export function removeUser(name: string): void {
  spawnSync("userdel", [name]);
  spawnSync("groupdel", [name]); // stays where another user is in it
}

/** What a command says in the user's own shell, as in a terminal of JupyterLab. */
export function asUser({ name, home }: User, command: string): string {
  const { stdout, stderr } = spawnSync("runuser", ["-u", name, "--", "sh", "-c", command], {
    cwd: home,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: home, LANG: "C.UTF-8" },
  });
  return `${stdout}${stderr}`;
}
