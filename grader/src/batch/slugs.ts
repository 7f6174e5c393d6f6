/** Names for the files about submissions. */
import { createHash } from "node:crypto";

/** What a slug ends with, so that files about submissions are told from all others. */
export const slugEnd = /-[0-9a-f]{16}$/;

/**
 * For each submission a name that is its own whatever the others are called, that every system takes, and that stays
 * the same when others come or go: what can be read of its id, and a hash of all of it.
 */
export function slugsOf(ids: readonly string[]): Map<string, string> {
  const slugs = new Map(ids.map((id) => [id, slugOf(id)]));
  const times = new Map<string, number>();
  for (const slug of slugs.values()) times.set(slug, (times.get(slug) ?? 0) + 1);
  // Nobody meets this by chance. Whoever looks for it gets a longer name.
  for (const [id, slug] of slugs)
    if (times.get(slug)! > 1)
      slugs.set(id, `${slug.replace(slugEnd, "")}-${hash(id)}-${hash(id).slice(0, 16)}`);
  return slugs;
}

function slugOf(id: string): string {
  const words =
    id
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `${[...words.join("-")].filter(fitsIn(mostBytes)).join("") || "submission"}-${hash(id).slice(0, 16)}`;
}

const mostBytes = 80;

/** True for the signs at the beginning of a text that together take no more than so many bytes. */
function fitsIn(most: number): (sign: string) => boolean {
  let bytes = 0;
  return (sign) => (bytes += Buffer.byteLength(sign)) <= most;
}

const hash = (id: string): string => createHash("sha256").update(id).digest("hex");
