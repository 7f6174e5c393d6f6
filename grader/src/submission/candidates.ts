/** Every file that could hold the solutions, with what can be seen of it. */
import { codeIn, contentHash } from "./content.js";
import { seenIn } from "./declared.js";
import type { Entries, Leaf } from "./entries.js";
import type { Homework } from "./homework.js";
import { isWork, kindOf, nameOf, withoutCourse } from "./names.js";
import { NotGradable } from "./not-gradable.js";

export interface Candidate {
  readonly leaf: Leaf;
  /** The lower, the rather it is meant: see `standing`. */
  readonly standing: number;
  readonly content: string;
}

/** Standings, the best first. */
export const standings = { worked: 0, begun: 1, released: 2, other: 3 } as const;

/** @throws NotGradable for too many */
export async function candidatesIn(entries: Entries, homework: Homework): Promise<Candidate[]> {
  const leaves = withoutCourse(entries.leaves).filter(({ path }) => isWork(path));
  if (leaves.length > mostCandidates)
    throw new NotGradable(
      `${entries.container} holds more than ${mostCandidates} files with code; hand in ${homework.set.name}.ts alone`,
      "too-large",
    );
  const found: Candidate[] = [];
  for (const leaf of leaves) found.push(await candidate(entries, leaf, homework));
  return found;
}

const mostCandidates = 500;

async function candidate(entries: Entries, leaf: Leaf, homework: Homework): Promise<Candidate> {
  const kind = kindOf(leaf.path)!;
  let text: string;
  try {
    text = await entries.text(leaf.path);
  } catch (error) {
    if (!(error instanceof NotGradable)) throw error;
    // It may be the work, by its name; then the reason why it cannot be read is what there is to say.
    const named = nameRank(leaf.path, homework.set.name) < 2 || entries.leaves.length === 1;
    return { leaf, standing: named ? standings.worked : standings.other, content: leaf.path };
  }
  const content = contentHash(kind, text);
  return { leaf, standing: standing(codeIn(kind, text), homework, homework.released.has(content)), content };
}

function standing(code: string, { set }: Homework, released: boolean): number {
  const { declared, todo } = seenIn(code);
  const theirs = set.exercises.filter(({ name }) => declared.has(name));
  if (theirs.length === 0) return standings.other;
  if (released) return standings.released;
  return theirs.some(({ id }) => !todo.has(id)) ? standings.worked : standings.begun;
}

/** How well a name says "this is set 07": 0 is the set's own, also as browsers count downloads and people copy files. */
export function nameRank(path: string, setName: string): number {
  const stem = nameOf(path)
    .normalize("NFC")
    .toLowerCase()
    .replace(/(\.d)?\.([mc]?ts|ipynb)(\.txt|\.json)?$/, "");
  const single = stem
    .replace(/^(copy of|kopie von|copie de|copia de) /, "")
    .replace(/([ _-]*(\(\d+\)|copy( \d+)?|kopie( \d+)?|copie|copia)|[-_]\d{1,2})+$/, "");
  if (stem === setName || single === setName) return 0;
  return stem.includes(setName) || stem.startsWith(setName.slice(0, 2)) ? 1 : 2;
}
