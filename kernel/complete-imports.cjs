/** Repairs Tab in the path of an import: stock tslab offers the names of the language there. */
"use strict";

const path = require("node:path");
const { entriesOf, packagesOf, subpathsOf } = require("./packages.cjs");

const PATH = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*["']([^"'\n]*)$/;

/**
 * @param {string} root  the project  @param {string} folder  the notebook's
 * @param {string} code  @param {number} position
 * @returns {{ start: number, end: number, candidates: string[] } | undefined} undefined: this is no path of an import
 */
function completeImport(root, folder, code, position) {
  const typed = PATH.exec(code.slice(0, position))?.[1];
  if (typed === undefined) return undefined;
  const [rest] = /^[\w@./:-]*/.exec(code.slice(position)) ?? [""];
  const begun = (/** @type {string[]} */ names) => names.filter((name) => name.startsWith(typed));
  const isFile = /^\.{1,2}(\/|$)/.test(typed);
  let candidates = begun(isFile ? files(folder, typed) : modules(root, typed));
  if (isFile && candidates.length === 0) candidates = begun(files(root, typed)); // where an import looks next
  return { start: position - typed.length, end: position + rest.length, candidates };
}

/** Our own packages with their parts; others once something of their name is typed, and their parts once all of it is. */
function modules(/** @type {string} */ root, /** @type {string} */ typed) {
  const { ours, others } = packagesOf(root);
  return [
    ...ours.flatMap((name) => subpathsOf(root, name)),
    ...(typed === "" ? [] : others),
    ...others.filter((name) => typed.startsWith(`${name}/`)).flatMap((name) => subpathsOf(root, name)),
  ];
}

/** Files as a path from this folder, without the `.ts` that TypeScript wants left out. */
function files(/** @type {string} */ folder, /** @type {string} */ typed) {
  const base = /^.*\//.exec(typed)?.[0] ?? `${typed}/`;
  const names = entriesOf(path.join(folder, base)).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : [`${entry.name}/`];
    return /\.([cm]?[jt]sx?|json)$/.test(entry.name) ? [entry.name.replace(/(\.d)?\.tsx?$/, "")] : [];
  });
  return [...new Set(names)].map((name) => base + name);
}

module.exports = { completeImport };
