import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNpm, packagesAreInstalled } from "../../tools/start/npm.mjs";
import { Project, ROOT } from "./project.ts";

interface Entry {
  version?: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

const LOCK: Record<string, Entry> = {
  "": {},
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b": { version: "2.0.0", optional: true, os: ["aix"] },
};

function installed(packages: Record<string, Entry> | undefined) {
  const project = new Project();
  project.write("package-lock.json", JSON.stringify({ packages: LOCK }));
  if (packages) project.write("node_modules/.package-lock.json", JSON.stringify({ packages }));
  return packagesAreInstalled(project.root);
}

const { "node_modules/a": a = {}, "node_modules/b": b = {} } = LOCK;

describe("packagesAreInstalled", () => {
  it("packagesAreInstalled(root) accepts what the lock file names, without another platform's packages", () => {
    expect(installed({ "node_modules/a": a })).toBe(true);
  });

  it("packagesAreInstalled(root) refuses an empty or half-made node_modules", () => {
    expect(installed(undefined)).toBe(false);
    expect(installed({})).toBe(false);
  });

  it("packagesAreInstalled(root) refuses another version, or other contents, than the lock file's", () => {
    expect(installed({ "node_modules/a": { ...a, version: "1.0.1" } })).toBe(false);
    expect(installed({ "node_modules/a": { ...a, integrity: "sha512-b" } })).toBe(false);
  });

  it("packagesAreInstalled(root) refuses packages that were installed on another platform", () => {
    expect(installed({ "node_modules/a": a, "node_modules/b": b })).toBe(false);
  });
});

describe("findNpm", () => {
  it("findNpm({}) finds the npm beside this Node", () => {
    expect(findNpm({ PATH: process.env.PATH ?? process.env.Path })).toMatch(/npm-cli\.js$/);
  });

  it("findNpm(env) does not take another package manager for npm", () => {
    expect(findNpm({ ...process.env, npm_execpath: "/somewhere/yarn.js" })).toMatch(/npm-cli\.js$/);
  });
});

describe("package-lock.json", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));

  it("package-lock.json names the packages of every platform, without which npm ci refuses it", () => {
    const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
    const optional = Object.values(packages).flatMap((entry) =>
      Object.keys((entry as { optionalDependencies?: object }).optionalDependencies ?? {}),
    );
    expect(optional.length).toBeGreaterThan(0);
    expect(optional.filter((name) => !names.has(name))).toEqual([]);
  });

  it("package-lock.json holds no address of a registry", () => {
    const resolved = Object.values(packages).flatMap(
      (entry) => (entry as { resolved?: string }).resolved ?? [],
    );
    expect(resolved.filter((address) => address.includes(":"))).toEqual([]);
  });
});
