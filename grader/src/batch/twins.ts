/** Submissions with the same code, which one submission alone cannot tell. */
import type { Flag, Result } from "../result/index.js";
import { plain } from "../text/plain.js";
import type { Row } from "./row.js";

/** Adds to each result which other students' are the same. What nobody has begun is not copied. */
export function withTwins(rows: readonly Row[]): Row[] {
  const same = new Map<string, Row[]>();
  for (const row of rows) {
    const content = contentOf(row.result);
    if (content !== undefined) same.set(content, [...(same.get(content) ?? []), row]);
  }
  return rows.map((row) => {
    const others = (same.get(contentOf(row.result) ?? "") ?? [])
      .filter((other) => other !== row && !(row.student && other.student?.id === row.student.id))
      .map(({ id }) => id);
    return row.result && others.length > 0
      ? { ...row, result: { ...row.result, flags: [...row.result.flags, flag(others)] } }
      : row;
  });
}

function contentOf(result: Result | undefined): string | undefined {
  const begun = result && !result.flags.some(({ code }) => code === "nothing-started");
  return begun ? result.submission.content : undefined;
}

const flag = (others: readonly string[]): Flag => ({
  code: "identical-to",
  words: plain(
    `its code is the same as that of ${others.slice(0, 3).join(", ")}${others.length > 3 ? ` and ${others.length - 3} more` : ""}`,
  ),
});
