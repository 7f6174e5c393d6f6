/** The course, JupyterHub and its proxy, installed as an administrator would: for all users, to be changed by none. */
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findNpm } from "../../../../tools/start/npm.mjs";
import { ROOT } from "../../../../tools/start/setup.mjs";
import { CannotBeHad, must } from "./commands.js";

/** The npm package of the proxy that a hub stands behind. */
const PROXY = "configurable-http-proxy@5.3.0";

/** What of a checkout is the course: the rest is the developer's own. */
const NOT_THE_COURSE = new Set([".git", ".cache", ".venv", "work", "reports", "coverage", "bench"]);

/** A built copy of this checkout that every user can read. @returns its folder */
export function installCourse(folder: string): string {
  const course = join(folder, "course");
  const parts = readdirSync(ROOT).filter((name) => !NOT_THE_COURSE.has(name));
  must("a folder cannot be made", "mkdir", ["-p", join(course, ".cache")]);
  must("the course cannot be copied", "cp", [
    "-a",
    "--reflink=auto",
    ...parts.map((name) => join(ROOT, name)),
    course,
  ]);
  cpSync(join(ROOT, ".cache", "built-from"), join(course, ".cache", "built-from"));
  must("the course cannot be given to root", "chown", ["-R", "root:root", course]);
  must("the course cannot be opened to all", "chmod", ["-R", "u+rwX,go+rX,go-w", course]);
  const answers = ["solutions", "tools/press", "test"].map((name) => join(course, name));
  must("answers cannot be closed", "chmod", ["-R", "go=", ...answers]);
  return course;
}

/** @returns the folder with `jupyterhub` and JupyterLab of the course's pins */
export function installHub(folder: string, course: string): string {
  const venv = join(folder, "venv");
  const python = ["/usr/bin/python3", "/usr/local/bin/python3"].find(
    (path) => readableByAll(path) && worksAsVenv(path),
  );
  if (!python) throw new CannotBeHad("there is no Python with venv that every user can run");
  must("Python cannot make a venv", python, ["-m", "venv", venv]);
  for (const file of ["tools/start/requirements.txt", "deploy/jupyterhub/requirements.txt"])
    must("pip cannot install JupyterHub", join(venv, "bin", "pip"), [
      "install",
      "-q",
      "--disable-pip-version-check",
      "-r",
      join(course, file),
    ]);
  return join(venv, "bin");
}

const readableByAll = (path: string) => {
  try {
    must("", "setpriv", ["--reuid", "65534", "--clear-groups", path, "--version"]);
    return true;
  } catch {
    return false;
  }
};

const worksAsVenv = (path: string) => {
  try {
    must("", path, ["-c", "import ensurepip, venv"]);
    return true;
  } catch {
    return false;
  }
};

/** @returns the proxy's program */
export function installProxy(folder: string): string {
  const proxy = join(folder, "proxy");
  must("npm cannot install the proxy", process.execPath, [
    findNpm(),
    "install",
    "--no-audit",
    "--no-fund",
    "--silent",
    "--prefix",
    proxy,
    PROXY,
  ]);
  return join(proxy, "node_modules", ".bin", "configurable-http-proxy");
}
