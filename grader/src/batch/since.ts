/** What an earlier version of the grader found, as far as the journal knows. */
import { Problem } from "../files/problem.js";
import type { Result } from "../result/index.js";
import { plain } from "../text/plain.js";
import type { Journal } from "./journal.js";
import type { Row } from "./row.js";

/**
 * @param asked a version, such as "0.2.0+3fa9c210", or how only one of them begins
 * @param now the grader's own, which is no earlier one
 * @returns the last results by that version, by the slugs of rows
 * @throws Problem for a version that graded nothing here
 */
export function resultsBy(
  asked: string,
  { done }: Pick<Journal, "done">,
  now: string,
): (rows: readonly Row[]) => Map<string, Result> {
  const counts = new Map<string, number>();
  for (const { graderVersion } of done.values())
    counts.set(graderVersion, (counts.get(graderVersion) ?? 0) + 1);
  counts.delete(now);
  const found = [...counts.keys()].filter((version) => version.startsWith(asked));
  const version = found.includes(asked) ? asked : found.length === 1 ? found[0] : undefined;
  if (version === undefined) throw new Problem(`--since ${asked}: ${why(asked, found, counts, now)}`);
  const by = new Map<string, Result>();
  for (const result of done.values())
    if (result.graderVersion === version) by.set(result.submission.id, result);
  return (rows) =>
    new Map(
      rows.flatMap(({ id, slug }) => {
        const result = by.get(plain(id));
        return result ? [[slug, result] as const] : [];
      }),
    );
}

function why(
  asked: string,
  found: readonly string[],
  counts: ReadonlyMap<string, number>,
  now: string,
): string {
  if (found.length > 1) return `${found.join(" and ")} begin like this; give more of it`;
  if (counts.size === 0)
    return `no other version than this one, ${now}, has graded here, so there is nothing to compare with`;
  const all = [...counts].map(([version, n]) => `${version} (${n} ${n === 1 ? "result" : "results"})`);
  const itself = now.startsWith(asked) ? "that is this version itself" : "it has graded nothing here";
  return `${itself}; there are results by ${all.join(", ")}`;
}
