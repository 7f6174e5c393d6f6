/** @jsxRuntime automatic @jsxImportSource preact */
/** One exercise on a student's page: its checks, and what went wrong in those that failed. */
import { Blocks, Prose } from "../feedback/html.js";
import type { ExerciseResult } from "../result/index.js";
import { count, points } from "./parts.js";
import { Standing, standingOf } from "./standing.js";

export const anchorOf = ({ id }: ExerciseResult): string => `e${id.replace(/[^\w]/g, "-")}`;

export function Exercise({ exercise }: { exercise: ExerciseResult }) {
  const { id, title, state, score, max, blocks, checks } = exercise;
  const anchor = anchorOf(exercise);
  const lines = checks.map((check) => ({ ...check, hidden: check.visibility === "hidden" }));
  const list = <Blocks blocks={[{ kind: "checks", lines }]} />;
  const all = count(checks.length, "check");
  return (
    <section class={`exercise ${standingOf(exercise).kind}`} aria-labelledby={anchor}>
      <h2 id={anchor}>
        {id} <Prose text={title} />
      </h2>
      <p class="state">
        <Standing of={exercise} />
        <span>
          {points(score)} of {count(max, "point")}
        </span>
      </p>
      <Blocks blocks={blocks} />
      {state === "failed" ? (
        list
      ) : (
        <details>
          <summary>
            {state === "passed" ? `All ${all} passed` : `What ${all} ${checks.length === 1 ? "asks" : "ask"}`}
          </summary>
          {list}
        </details>
      )}
    </section>
  );
}
