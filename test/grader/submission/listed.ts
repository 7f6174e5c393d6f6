/** Submissions that lie nowhere: files by their paths, as a folder, a zip or a tar would list them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sets } from "../../../grader/src/checks/index.js";
import { contentHash } from "../../../grader/src/submission/content.js";
import type { Homework } from "../../../grader/src/submission/homework.js";
import { isWork, kindOf } from "../../../grader/src/submission/names.js";
import type { Listed } from "../../../grader/src/submission/place.js";

const root = join(import.meta.dirname, "../../..");
export const handedOut = (name: string) => readFileSync(join(root, "exercises", name), "utf8");
export const solution = (name: string) => readFileSync(join(root, "solutions", `${name}.ts`), "utf8");

const released = new Set(
  readdirSync(join(root, "exercises"))
    .filter(isWork)
    .map((name) => contentHash(kindOf(name)!, handedOut(name))),
);

export const homeworkOf = (id: string): Homework => ({
  set: sets.find((set) => set.id === id)!,
  others: sets.filter((set) => set.id !== id),
  released,
});

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const listed = (files: Files, name = "anna"): Listed => ({
  name,
  leaves: Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    return {
      path,
      size: bytes.length,
      modified: new Date(0),
      regular: true,
      read: () => Promise.resolve(bytes),
    };
  }),
});

/** A notebook with these cells of code. */
export const notebook = (...cells: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map((source) => ({
      ...{ cell_type: "code", source, outputs: [], metadata: {}, execution_count: null },
    })),
  });
