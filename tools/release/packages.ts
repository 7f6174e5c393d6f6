/** The course's packages as archives in a folder, and what npm needs to install them as they were tested. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findNpm } from "../start/npm.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";

/**
 * Writes packages/, package.json and package-lock.json into `out`.
 * @param folders of a library and of a grader, built
 * @param scripts for `npm run`
 * @throws Problem when npm is not there, or cannot pack
 */
export function writePackages(
  out: string,
  folders: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
): void {
  const into = join(out, "packages");
  mkdirSync(into, { recursive: true });
  for (const folder of folders) pack(folder, into);
  const archives = readdirSync(into).map((file) => ({
    name: file.includes("grader") ? "@long-attention/grader" : "long-attention",
    place: `file:packages/${file}`,
    integrity: `sha512-${createHash("sha512")
      .update(readFileSync(join(into, file)))
      .digest("base64")}`,
  }));
  const lock = ownLock();
  const manifest = {
    private: true,
    type: "module",
    ...(Object.keys(scripts).length > 0 ? { scripts } : {}),
    dependencies: {
      ...Object.fromEntries(archives.map(({ name, place }) => [name, place])),
      ...Object.fromEntries(forTypes.map((name) => [name, lock.packages[`node_modules/${name}`]!.version!])),
    },
    // One library for both: the grader would ask a registry for it.
    overrides: { "long-attention": "$long-attention" },
  };
  write(join(out, "package.json"), manifest);
  write(join(out, "package-lock.json"), lockOf(lock, manifest.dependencies, archives));
}

/** The kernel's own TypeScript, so that types are checked as they are in its cells. */
const forTypes = ["@tslab/typescript-for-tslab", "@types/node"];

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
}

const ownLock = () => JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;

const write = (path: string, value: unknown) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

function pack(folder: string, into: string): void {
  const npm = findNpm();
  if (!npm) throw new Problem("npm is not there; it comes with Node");
  const args = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", into];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Problem(`npm could not pack ${folder}: ${stderr.trim().split("\n")[0]}`);
}

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: unknown;
  readonly dev?: boolean;
}

interface Archive {
  readonly name: string;
  readonly place: string;
  readonly integrity: string;
}

/** What this repository's own lock says of our two packages and of all that they need: the versions that its tests ran with. */
function lockOf(
  { lockfileVersion, packages: ours }: Lock,
  dependencies: Readonly<Record<string, string>>,
  archives: readonly Archive[],
): object {
  const packages: Record<string, unknown> = { "": { dependencies } };
  const open: [path: string, entry: Locked][] = [["", { dependencies }]];
  for (const { name, place, integrity } of archives) {
    const { devDependencies, ...entry } = ours[name === "long-attention" ? "lib" : "grader"]!;
    packages[`node_modules/${name}`] = { ...entry, resolved: place, integrity };
    open.push([`node_modules/${name}`, entry]);
  }
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, { dependencies, optionalDependencies }] = next;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = places(from, name).find((one) => one in packages || one in ours);
      if (!path || path in packages) continue;
      const { dev, ...entry } = ours[path]!; // nothing here is for us alone
      packages[path] = entry;
      open.push([path, entry]);
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { lockfileVersion, requires: true, packages: sorted };
}

/** Where Node looks for a package that one at `from` asks for, the nearest first. */
function places(from: string, name: string): string[] {
  const parts = from.split("/node_modules/");
  const nested =
    from === ""
      ? []
      : parts.map((_, k) => [...parts.slice(0, parts.length - k), name].join("/node_modules/"));
  return [...nested, `node_modules/${name}`];
}
