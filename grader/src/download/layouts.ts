/** The platforms whose downloads are understood. */
import { Problem } from "../files/problem.js";
import { blackboard } from "./blackboard.js";
import { brightspace } from "./brightspace.js";
import { canvas } from "./canvas.js";
import type { Entry } from "./entries.js";
import { gradescope } from "./gradescope.js";
import { layoutNames } from "./layout-names.js";
import { moodle } from "./moodle.js";
import type { Layout, Owner } from "./owner.js";
import { plain, repos } from "./plain.js";

/** Their names say nothing, so nobody guesses them. */
const named = [plain, repos];
const recognised = [canvas, moodle, gradescope, brightspace, blackboard];
const layouts: readonly Layout[] = [...recognised, ...named];

/** Whose the entries are, where no roster is needed to tell; undefined for a folder that no such platform made. */
export async function ownersOf(entries: readonly Entry[]): Promise<ReadonlyMap<Entry, Owner> | undefined> {
  return (await moodle.owners(entries)) ?? (await canvas.owners(entries));
}

/**
 * The layout of a download.
 * @param from one of `layoutNames`, or "auto"
 * @throws Problem when it is none of them, or could be two
 */
export async function layoutOf(
  entries: readonly Entry[],
  from: string,
): Promise<{ layout: Layout; owners: ReadonlyMap<Entry, Owner> }> {
  const asked = layouts.find(({ name }) => name === from);
  if (!asked && from !== "auto") throw new Problem(`--from ${from}: choose auto, ${layoutNames.join(", ")}`);
  const found: { layout: Layout; owners: ReadonlyMap<Entry, Owner> }[] = [];
  for (const layout of asked ? [asked] : recognised) {
    const owners = await layout.owners(entries);
    if (owners) found.push({ layout, owners });
  }
  if (found.length === 1) return found[0]!;
  const first = entries[0]?.name ?? "";
  if (asked)
    throw new Problem(
      `--from ${from}: ${asked.platform} does not name things like ${JSON.stringify(first)}; choose another --from, or --from plain where everything is called by a student's id`,
    );
  throw new Problem(
    found.length === 0
      ? `no platform is known that names things like ${JSON.stringify(first)}; say --from plain where everything is called by a student's id or login, or name the platform: ${layoutNames.join(", ")}`
      : `these names could be ${found.map(({ layout }) => layout.platform).join("'s or ")}'s; say which with --from`,
  );
}
