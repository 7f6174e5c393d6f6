import { subscript } from "long-attention/ink/format.js";
import { blockRows, current, isKvOuter, raisedRows, type State } from "./state.js";

/** One sentence on what happens in this step. */
export function say(state: State): string {
  const { phase, i, j } = current(state);
  const { N, Br, Bc } = state.trace.config;
  const [I, J] = [subscript(i), subscript(j)];
  const [rows, keys] = [blockRows(i, Br, N), blockRows(j, Bc, N)];
  switch (phase) {
    case "loadKV":
      return `Load K${J} and V${J}, ${keys} rows each, from HBM into SRAM.`;
    case "loadQ":
      return isKvOuter(state)
        ? `Load Q${I}, ${rows} rows, with all they know so far: O${I}, ℓ${I} and m${I}.`
        : `Load Q${I}, ${rows} rows. O${I}, ℓ${I} and m${I} begin on chip and stay there.`;
    case "score":
      return `Multiply on chip: S${I}${J} = Q${I}K${J}ᵀ/√d, a tile of ${rows} × ${keys} scores.`;
    case "softmax":
      return softmaxSentence(state, rows);
    case "update":
      return `O${I} ← rescaled O${I} + P̃${I}${J}V${J}. Then the tile P̃${I}${J} is thrown away.`;
    case "write":
      if (state.findings.length > 0) return `Write the results of row block ${i} to HBM.`;
      return isKvOuter(state)
        ? `Write O${I}, ℓ${I} and m${I} back to HBM.`
        : `Row block ${i} has seen every key it may read: write O${I} and L${I} = m + ln ℓ to HBM, once.`;
  }
}

function softmaxSentence(state: State, rows: number): string {
  const raised = raisedRows(state);
  if (raised === undefined) return `Exponentiate; no running maximum can be told.`;
  if (current(state).j === 0)
    return `Exponentiate: every row meets its first maximum m, and ℓ sums what follows.`;
  return raised > 0
    ? `${raised} of ${rows} rows found a larger maximum: what they summed before shrinks by e^(m_old − m_new).`
    : `No row found a larger maximum: nothing summed before has to shrink.`;
}
