import { fixed, list, percent } from "long-attention/ink/format.js";
import { type Derived, exampleOf, type State } from "./state.js";

/** The journey of one weight, from its dot product to the output. */
export function say(state: State, now: Derived): string[] {
  const { words, p, d } = now;
  const [asks, answers] = [words[state.query]!, words[state.key]!];
  const top = p.indexOf(Math.max(...p));
  const by = `${state.scaled ? `√${d} and ` : ""}the temperature ${fixed(state.temperature)}`;
  const journey =
    now.s[state.key] === -Infinity
      ? `“${answers}” comes later, so the mask makes its score −∞ and its weight 0.`
      : `Its query meets the key of “${answers}” with q·k = ${fixed(now.dots[state.key]!)}; divided by ${by} that is s = ${fixed(now.s[state.key]!)}, and softmax makes it ${percent(p[state.key]!, 1)} of the row.`;
  const most = `${top === state.key ? "It is the largest weight" : `The largest weight, ${percent(p[top]!, 1)}, goes to “${words[top]}”`}; the output is the sum of all values, so weighted.`;
  const foreign = now.own
    ? []
    : [
        `MiniLM itself divides by √${d}, at temperature 1, and reads in both directions: these are not its own weights.`,
      ];
  return [`“${asks}” asks. ${journey} ${most}`, ...foreign];
}

/** Every weight of the row. */
export const alt = (state: State, now: Derived): string =>
  `One row of attention, ${exampleOf(state).label}, head ${state.head}${state.causal ? ", causal" : ""}. ${say(state, now).join(" ")} Weights of “${now.words[state.query]}”: ${now.words.map((word, j) => `${word} ${percent(now.p[j]!, 1)}`).join(", ")}.`;

/** The output's numbers. */
export const label = (_: State, now: Derived): string => `Output, ${now.d} numbers: ${list(now.o, 2)}.`;
