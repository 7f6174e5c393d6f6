/** Copies an attempt's files to where they can be graded again after the download is gone. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Attempt } from "../download/collected.js";
import type { Entry } from "../download/entries.js";
import type { Owner } from "../download/owner.js";
import { together } from "../download/together.js";
import { asProblem } from "../files/problem.js";
import { pathInside } from "../submission/entries.js";
import { NotGradable } from "../submission/not-gradable.js";
import { entriesOf } from "../submission/place.js";

/** The folder's fault, and no submission's. */
const full = new Set(["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO"]);

/**
 * Only files that could matter come along: no dependencies, no repositories' innards, nothing that programs left.
 * @param folder of the student, below `out`
 */
export async function keepAttempt(
  all: readonly (readonly [Entry, Owner])[],
  n: number,
  folder: string,
  out: string,
): Promise<Attempt> {
  const inside = join(folder, String(n));
  const files: Attempt["files"] = [];
  let unreadable: string | undefined;
  rmSync(join(out, inside), { recursive: true, force: true });
  try {
    mkdirSync(join(out, inside), { recursive: true });
    const entries = await entriesOf(together(all[0]![0].name, all));
    for (const leaf of entries.leaves) {
      const bytes = await entries.read(leaf);
      const path = join(out, inside, pathInside(entries.container, leaf.path));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      utimesSync(path, leaf.modified, leaf.modified);
      files.push({
        path: leaf.path,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        bytes: bytes.length,
      });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof NotGradable) && full.has(code ?? "")) throw asProblem(error, join(out, inside));
    unreadable =
      error instanceof NotGradable
        ? error.message
        : `its files have names that cannot be kept here (${code})`;
  }
  const [, first] = all[0]!;
  const receipt = all.map(([, owner]) => owner.receipt).find((one) => one !== undefined);
  return {
    n,
    ...(first.submittedAt === undefined ? {} : { submittedAt: first.submittedAt }),
    ...(all.some(([, { late }]) => late) ? { late: true } : {}),
    folder: inside,
    files,
    source: all.map(([entry]) => entry.name),
    ...(receipt === undefined ? {} : { receipt }),
    ...(unreadable === undefined ? {} : { unreadable }),
  };
}
