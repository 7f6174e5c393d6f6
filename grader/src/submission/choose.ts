/** Which file of a submission holds the solutions of a set. */
import { withImports } from "./beside.js";
import { type Candidate, nameRank, standings } from "./candidates.js";
import type { Entries } from "./entries.js";
import { kindOf } from "./names.js";
import { NotGradable } from "./not-gradable.js";

/**
 * Work before stubs, and of that what is named after the set. Several that are equal in both are too many, unless they
 * say the same or one of them imports the others.
 * @throws NotGradable when none is meant, or several could be
 */
export async function chooseMain(
  entries: Entries,
  candidates: readonly Candidate[],
  setName: string,
  codeOf: (path: string) => Promise<string | undefined>,
): Promise<Candidate> {
  const best = lowest(candidates, ({ standing }) => standing);
  const named = lowest(best, ({ leaf }) => nameRank(leaf.path, setName));
  const different = [...new Map(named.map((one) => [one.content, one])).values()];
  if (different.length === 0) throw nothingIn(entries, setName);
  // Of several files as they were handed out, any will do.
  if (different.length === 1 || best[0]!.standing === standings.released)
    return lowest(named, ({ leaf }) => leaf.path.split("/").length)[0]!;
  const paths = different.map(({ leaf }) => leaf.path);
  for (const one of different)
    if ((await withImports(one.leaf.path, paths, codeOf)).length === paths.length) return one;
  const which =
    best[0]!.standing === standings.worked ? "several files with work" : "several files that could be meant";
  throw new NotGradable(
    `${entries.container} holds ${which} (${shown(paths)}); hand in one of them, as ${setName}.ts`,
    "several-candidates",
  );
}

function lowest<T>(all: readonly T[], rank: (one: T) => number): T[] {
  const least = Math.min(...all.map(rank));
  return all.filter((one) => rank(one) === least);
}

function nothingIn(entries: Entries, setName: string): NotGradable {
  const { container, missed, leaves, strange } = entries;
  const why = missed
    ? "; some of its folders are nested too deep, or may not be opened"
    : leaves.some(({ path }) => kindOf(path) === "archive")
      ? ", nor do the archives in it"
      : strange.length > 0
        ? `, but ${strange.join(", ")}`
        : "";
  return new NotGradable(`${container} holds no ${setName}.ts and no ${setName}.ipynb${why}`, "empty");
}

const shown = (names: readonly string[]) =>
  names.length === 2
    ? names.join(" and ")
    : `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
