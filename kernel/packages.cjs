/** The packages that cells can import. */
"use strict";

const fs = require("node:fs");
const { builtinModules } = require("node:module");
const path = require("node:path");

/** @param {string} folder  @returns {fs.Dirent[]} what is in it, hidden entries apart */
function entriesOf(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
}

/** @param {string} root  @returns {{ ours: string[], others: string[] }} `ours`: those of the project itself, which are links */
function packagesOf(root) {
  const modules = path.join(root, "node_modules");
  const all = entriesOf(modules).flatMap((entry) =>
    entry.name.startsWith("@")
      ? entriesOf(path.join(modules, entry.name)).map((one) => ({
          name: `${entry.name}/${one.name}`,
          link: one.isSymbolicLink(),
        }))
      : [{ name: entry.name, link: entry.isSymbolicLink() }],
  );
  const names = (/** @type {boolean} */ linked) =>
    all.filter(({ link }) => link === linked).map(({ name }) => name);
  return {
    ours: names(true),
    others: [
      ...names(false).filter((name) => !name.startsWith("@types/")),
      ...builtinModules.filter((name) => !name.startsWith("_")).map((name) => `node:${name}`),
    ],
  };
}

/** @param {string} root  @param {string} name  @returns {string[]} the package and its parts, as an import names them */
function subpathsOf(root, name) {
  const file = path.join(root, "node_modules", name, "package.json");
  if (!fs.existsSync(file)) return [];
  const { exports } = JSON.parse(fs.readFileSync(file, "utf8"));
  if (typeof exports !== "object" || exports === null) return [];
  return Object.keys(exports)
    .filter((key) => /^\.(\/[^.*]+)?$/.test(key))
    .map((key) => name + key.slice(1));
}

module.exports = { packagesOf, subpathsOf, entriesOf };
