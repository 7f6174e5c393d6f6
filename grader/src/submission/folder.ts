import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Entries } from "./entries.js";
import { readRegular } from "./regular-file.js";

/** The code in a folder and the folders in it. Links are not followed. */
export function readFolder(path: string): Entries {
  const entries = new Entries(basename(path));
  const open = [""];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const { name } of readdirSync(join(path, folder), { withFileTypes: true })) {
      const inside = folder === "" ? name : `${folder}/${name}`;
      const stat = lstatSync(join(path, inside));
      const skipped = name.startsWith(".") || name === "node_modules";
      if (stat.isDirectory() && !skipped) open.push(inside);
      if (stat.isDirectory() || !entries.wanted(inside)) continue;
      if (stat.isFile()) entries.add(inside, readRegular(join(path, inside)));
      else entries.refused.push(inside);
    }
  }
  return entries;
}
