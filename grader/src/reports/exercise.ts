/** One exercise on a student's page: its checks, and what went wrong in those that failed. */
import { h, type VNode } from "../feedback/element.js";
import type { Kind } from "../feedback/html.js";
import { signs } from "../feedback/text.js";
import type { ExerciseResult } from "../result/index.js";
import { badge, blocks, count, el, points, prose } from "./parts.js";

/** How far it is, for a badge and a colour. */
function standing({ state, score }: ExerciseResult): [kind: Kind, sign: string, words: string] {
  if (state === "passed") return ["good", signs.passed, "full points"];
  if (state !== "failed") return ["none", signs[state], state];
  return score > 0 ? ["part", "◐", "partly right"] : ["bad", signs.failed, "no points yet"];
}

export const standingBadge = (exercise: ExerciseResult): VNode => badge(...standing(exercise));

export const anchorOf = ({ id }: ExerciseResult): string => `e${id.replace(/[^\w]/g, "-")}`;

export function exerciseSection(exercise: ExerciseResult): VNode {
  const { id, title, state, score, max, checks } = exercise;
  const lines = checks.map((check) => ({ ...check, hidden: check.visibility === "hidden" }));
  const list = blocks([{ kind: "checks", lines }]);
  const n = checks.length;
  const asked = n === 1 ? "What its check asks" : `What its ${n} checks ask`;
  const summary = state === "passed" ? `All ${count(n, "check")} passed` : asked;
  const anchor = anchorOf(exercise);
  return h(
    "section",
    { class: `exercise ${standing(exercise)[0]}`, "aria-labelledby": anchor },
    h("h2", { id: anchor }, `${id} `, prose(title)),
    el("p", "state", standingBadge(exercise), el("span", "", `${points(score)} of ${count(max, "point")}`)),
    // What failed, with its input, comes before what helps.
    el("div", "", state === "failed" ? list : el("details", "", el("summary", "", summary), list)),
    el("div", "", blocks(exercise.blocks)),
  );
}
