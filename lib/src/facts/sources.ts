import { sources } from "./data/sources.js";
import type { Cited, Source } from "./types.js";

/**
 * A row's sources in full, in the row's order.
 * @throws RangeError when a key is not in the list of sources
 */
export function citations(row: Pick<Cited, "sources">): Source[] {
  return row.sources.map((key) => {
    if (!Object.hasOwn(sources, key))
      throw new RangeError(
        `citations: there is no source ${JSON.stringify(key)} in assets/data/sources.json`,
      );
    return sources[key]!;
  });
}
