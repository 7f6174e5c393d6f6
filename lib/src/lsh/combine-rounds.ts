import { dimension, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { softmax } from "../tensor/softmax.js";
import { weighted } from "../tensor/weighted.js";

/**
 * One output from several rounds: row i is Σ_r w_r O_r[i] with w = softmax over the rounds of row i's
 * log-sum-exp. When the rounds read disjoint keys, this is exactly attention over all of them.
 * @param outs one O [T, dv] for each round
 * @param lse for each round and row, log Σ exp of its scores; −∞ when the round saw nothing
 * @returns O [T, dv]; a row that saw nothing in any round is all zeros
 * @see Kitaev et al. 2020, §2
 */
export function combineRounds(outs: readonly Matrix[], lse: readonly ArrayLike<number>[]): Matrix {
  dimension("combineRounds", "the number of rounds in outs", outs.length);
  if (lse.length !== outs.length)
    throw new RangeError(`combineRounds: ${outs.length} outs but ${lse.length} lse; give one for each round`);
  isMatrix("combineRounds", "outs[0]", outs[0]!);
  const [T, dv] = outs[0]!.shape as [number, number];
  for (const [r, O] of outs.entries()) {
    isMatrix("combineRounds", `outs[${r}]`, O);
    if (O.shape.join() !== `${T},${dv}` || lse[r]!.length !== T)
      throw new RangeError(
        `combineRounds: outs[0] is [${T},${dv}] but outs[${r}] is [${O.shape}] with ${lse[r]!.length} lse; every round needs [${T},${dv}] and ${T}`,
      );
  }
  const weights = Array.from({ length: T }, (_, i) => softmax(lse.map((row) => row[i]!)));
  return fromFunction([T, dv], (i, c) =>
    outs.reduce((sum, O, r) => sum + weighted(weights[i]![r]!, O.get(i, c)), 0),
  );
}
