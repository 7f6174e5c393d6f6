import { count, fixed, list, percent, significant } from "long-attention/ink/format.js";
import { passages } from "long-attention/memory-systems";
import type { Derived, State } from "./state.js";

/** From the question to the answer's probability. */
export function say(state: State, now: Derived): string[] {
  const read = now.lines.slice(0, state.k);
  const knows = passages[now.knows]!.label;
  const missed = read.some(({ document }) => document === now.knows)
    ? ""
    : ` “${knows}” knows the answer best and is not among them.`;
  return [
    `“${now.text}” stands at (${list([state.x, state.y], 2)}). Of ${count(passages.length, "passage")} the ${state.k === 1 ? "one" : state.k} with the largest inner product ${state.k === 1 ? "is" : "are"} read, first “${read[0]!.label}” with p(z) = ${percent(now.pz[0]!)}.${missed}`,
    `The answer “${now.answer.join(" ")}” gets ${percent(now.sequence, 1)} from RAG-Sequence and ${percent(now.token, 1)} from RAG-Token.`,
  ];
}

/** All scores, too. */
export const alt = (state: State, now: Derived): string =>
  `Retrieval. ${say(state, now).join(" ")} Scores${state.temperature === 1 ? "" : ` divided by the temperature ${significant(state.temperature, 3)}`}: ${now.lines.map(({ label, score }) => `${label} ${fixed(score / state.temperature)}`).join(", ")}.`;

/** The reader's table. */
export const label = (state: State, now: Derived): string =>
  `The reader. ${now.lines
    .slice(0, state.k)
    .map(
      ({ label, py }) =>
        `${label} gives ${now.answer.map((token, t) => `“${token}” ${fixed(py[t]!)}`).join(" and ")}`,
    )
    .join("; ")}. ${say(state, now)[1]}`;
