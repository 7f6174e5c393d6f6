// @ts-check
/** How many lines each room of the repository has, now or at a commit: what people wrote, without what is generated. */
import { execFileSync } from "node:child_process";

/** What is generated, drawn, measured, or a list of words, and the snapshots of tests. */
const NOT_WRITTEN = [
  ...["ipynb", "svg", "snap", "txt", "json", "csv"].map((ending) => `**/*.${ending}`),
  ...["**/generated/**", "lib/src/facts/data/**", "grader/src/learner/texts.ts", "exercises/**"],
  ...["test/fixtures/**", "**/LICENSE"],
];

/** Rooms that stand in folders which have rooms themselves: lib/src/ink, grader/src/engine, figures/src/kit. */
const HOUSES = ["lib/src", "grader/src", "figures/src", "tools", "test"];

/**
 * @param {string} file
 * @returns {string} its room, such as "lib/src/ink" or "kernel"; "." for a file that lies in no folder
 */
export function roomOf(file) {
  const house = HOUSES.find((folder) => file.startsWith(`${folder}/`));
  const inside = file.slice(house ? house.length + 1 : 0).split("/");
  if (inside.length === 1) return house ?? ".";
  return house ? `${house}/${inside[0]}` : (inside[0] ?? ".");
}

/**
 * Lines by room; binary files have none.
 * @param {string} root
 * @param {string} [commit] without it: the files as they are now, new ones too, save what git ignores
 * @returns {Map<string, number>}
 */
export function sizes(root, commit) {
  const without = NOT_WRITTEN.map((pattern) => `:(exclude,glob)${pattern}`);
  const args = [
    "grep",
    "-I",
    "-z",
    "--count",
    ...(commit ? ["", commit] : ["--untracked", ""]),
    "--",
    ".",
    ...without,
  ];
  const text = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  /** @type {Map<string, number>} */
  const rooms = new Map();
  for (const [, file = "", lines] of text.matchAll(/^(.+)\0(\d+)$/gm)) {
    const room = roomOf(commit ? file.slice(commit.length + 1) : file);
    rooms.set(room, (rooms.get(room) ?? 0) + Number(lines));
  }
  return rooms;
}

/**
 * @typedef {{ room: string, lines: number, change?: number }} Row
 * @param {Map<string, number>} now @param {Map<string, number>} [before]
 * @returns {Row[]} in the order of their names, and the sum at the end
 */
export function rows(now, before) {
  const names = [...new Set([...now.keys(), ...(before?.keys() ?? [])])].sort();
  const all = names.map((room) => {
    const lines = now.get(room) ?? 0;
    return { room, lines, ...(before && { change: lines - (before.get(room) ?? 0) }) };
  });
  const sum = (/** @type {"lines" | "change"} */ key) =>
    all.reduce((total, row) => total + (row[key] ?? 0), 0);
  return [...all, { room: "all", lines: sum("lines"), ...(before && { change: sum("change") }) }];
}

/** @param {Row[]} all @returns {string} */
export function table(all) {
  const signed = (/** @type {number} */ n) => (n === 0 ? "·" : n > 0 ? `+${n}` : `−${-n}`);
  return all
    .map(({ room, lines, change }) => {
      const columns = [room.padEnd(26), String(lines).padStart(7)];
      if (change !== undefined) columns.push(signed(change).padStart(8));
      return columns.join("");
    })
    .join("\n");
}
