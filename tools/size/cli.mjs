// @ts-check
/** `npm run size`: prints, and never fails on what it prints. */
import { spawnSync } from "node:child_process";
import { commandLine } from "../start/command-line.mjs";
import { ROOT } from "../start/setup.mjs";
import { rows, sizes, table } from "./size.mjs";

const { values } = commandLine({
  name: "npm run size",
  usage: `npm run size                   lines by room, without what is generated
npm run size -- --base main    and how many more or fewer than at that commit
  --json                       as JSON`,
  options: { base: { type: "string" }, json: { type: "boolean" } },
});

/** @param {string} name @returns {string} the commit where this change left that branch, or the commit itself */
function forkFrom(name) {
  const git = (/** @type {string[]} */ ...args) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  const commit = git("rev-parse", "--verify", "--quiet", `${name}^{commit}`).stdout.trim();
  if (!commit) {
    console.error(
      `npm run size: --base ${name} is no commit or branch here; git fetch brings what is elsewhere.`,
    );
    process.exit(2);
  }
  return git("merge-base", commit, "HEAD").stdout.trim() || commit; // a shallow clone may not know where they parted
}

const before = values.base === undefined ? undefined : sizes(ROOT, forkFrom(values.base));
const all = rows(sizes(ROOT), before);
console.log(values.json ? JSON.stringify(all) : table(all));
