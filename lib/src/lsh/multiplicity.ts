import { dimension } from "../tensor/check.js";

/**
 * N_ij: in how many rounds query i reads key j. A pair found by several rounds would count that often;
 * taking log N_ij off its score in each makes the rounds together exactly one attention over their union.
 * The tests hold it against attention over the union.
 * @param targets for each round and query, its keys
 * @returns for each query, key → number of rounds
 * @see Kitaev et al. 2020 (Reformer), eq. 16
 */
export function multiplicity(targets: readonly (readonly (readonly number[])[])[]): Map<number, number>[] {
  dimension("multiplicity", "the number of rounds in targets", targets.length);
  const queries = targets[0]!.length;
  const odd = targets.findIndex((round) => round.length !== queries);
  if (odd >= 0)
    throw new RangeError(
      `multiplicity: round 0 has ${queries} queries but round ${odd} has ${targets[odd]!.length}; all rounds need the same`,
    );
  return targets[0]!.map((_, i) => {
    const count = new Map<number, number>();
    for (const round of targets) for (const j of round[i]!) count.set(j, (count.get(j) ?? 0) + 1);
    return count;
  });
}
