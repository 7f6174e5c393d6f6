// @ts-check
/** Programs that the tests use and npm does not have: installed on Debian and Ubuntu when run as root. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./process.mjs";

/**
 * Install a package if this is a system, and a user, that can.
 * @param {string} name of the package @param {string} root @param {string} log
 */
export async function installPackage(name, root, log) {
  const isRoot = process.getuid?.() === 0;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const apt = folders.map((folder) => join(folder, "apt-get")).find((path) => existsSync(path));
  if (!isRoot || !apt) return;
  const options = { cwd: root, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, log };
  await run(apt, ["update"], options);
  await run(apt, ["install", "-y", "--no-install-recommends", name], options);
}
