import { count, significant } from "long-attention/ink/format.js";
import { type Derived, type State, trained } from "./state.js";

/** "13 times as loud as ever in training", or that all is well. */
export const loud = (times: number): string =>
  times <= 1.005
    ? "no louder than in training"
    : times < 1.1
      ? "a little louder than ever in training"
      : `${significant(times, 3)} times as loud as ever in training`;

/** One or two sentences on the chosen query. */
export function say(state: State, now: Derived): string {
  const { query, sinks, window } = state;
  const where = `Token ${query}${query >= trained ? `, past the ${trained} of training,` : ""}`;
  if (now.gone.length === 0)
    return `${where} still reads all ${count(query + 1, "key")}. Its head is ${loud(now.times)}.`;
  const reads =
    sinks > 0
      ? `the first ${sinks === 1 ? "one" : sinks} and the newest ${window}`
      : `the newest ${window} alone`;
  return `${where} reads ${reads}; ${count(now.gone.length, "token is", "tokens are")} gone. Its head is ${loud(now.times)}.`;
}
