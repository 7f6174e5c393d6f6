/** All that one student handed in at one time, as a place. */
import type { Place } from "../submission/place.js";
import type { Entry } from "./entries.js";
import type { Owner } from "./owner.js";

/** Files are called as the student called them; two of one name keep what the platform made of it. */
export function together(name: string, all: readonly (readonly [Entry, Pick<Owner, "file">])[]): Place {
  const parts: Place[] = [];
  const taken = new Set<string>();
  for (const [entry, { file }] of all) {
    const { leaf, place } = entry;
    const own = leaf && file !== "" && !taken.has(file);
    parts.push(own ? { name: entry.name, leaves: [{ ...leaf, path: file }] } : place);
    taken.add(file);
  }
  return parts.length === 1 ? parts[0]! : { name, parts };
}
