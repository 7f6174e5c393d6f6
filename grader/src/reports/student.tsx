/** @jsxRuntime automatic @jsxImportSource preact */
/** What a student gets to read: what is right, what is not and why, with the input to redo by hand. */
import type { ExerciseSet } from "../engine/index.js";
import { Bar, Prose } from "../feedback/html.js";
import type { Result } from "../result/index.js";
import { plain } from "../text/plain.js";
import { anchorOf, Exercise } from "./exercise.js";
import { page } from "./page.js";
import { count, Name, points, Table } from "./parts.js";
import { Standing } from "./standing.js";

export function studentPage(result: Result, set: ExerciseSet): string {
  const { submission, status, flags, exercises } = result;
  return page({
    title: `${set.id} · ${plain(submission.id, 120)}`,
    main: (
      <>
        <p class="over">Long Attention · exercises {set.id}</p>
        <h1>{set.title}</h1>
        <p>
          <Name id={submission.id} />
        </p>
        {status === "graded" ? <Graded result={result} /> : <Ungraded result={result} />}
        {flags.map(({ words }) => (
          <div class="notice">
            <p>
              <strong>A person should look at this:</strong> {words}.
            </p>
          </div>
        ))}
        {exercises.map((exercise) => (
          <Exercise exercise={exercise} />
        ))}
      </>
    ),
    footer: <Footer result={result} />,
  });
}

function Graded({ result: { score, maxScore, exercises } }: { result: Result }) {
  const checks = exercises.flatMap((exercise) => exercise.checks);
  const full = exercises.filter((exercise) => exercise.score === exercise.max).length;
  const next = exercises.find((exercise) => exercise.score < exercise.max);
  const passed = checks.filter(({ state }) => state === "passed").length;
  return (
    <>
      <p class="score">
        <strong>{points(score)}</strong> of {points(maxScore)} points
      </p>
      <Bar share={score / maxScore} />
      <p>
        {full} of {count(exercises.length, "exercise")} with full points, {passed} of{" "}
        {count(checks.length, "check")} passed.{" "}
        {next ? (
          <>
            Begin with <a href={`#${anchorOf(next)}`}>{next.id}</a>, the first with points to gain.
          </>
        ) : (
          "All is right: well done."
        )}
      </p>
      <Table
        label="Exercises and their points"
        head={[{ of: "exercise", is: "wide" }, { of: "points", is: "number" }, { of: "state" }]}
        rows={exercises.map((exercise) => [
          {
            of: (
              <a href={`#${anchorOf(exercise)}`}>
                {exercise.id} <Prose text={exercise.title} />
              </a>
            ),
          },
          { of: `${points(exercise.score)} of ${points(exercise.max)}`, is: "number" },
          { of: <Standing of={exercise} /> },
        ])}
      />
    </>
  );
}

/** Why the grader failed is for the one who runs it. */
const Ungraded = ({ result: { status, reason } }: { result: Result }) => (
  <div class="notice">
    {status === "not-gradable" ? (
      <>
        <p>
          <strong>This could not be graded.</strong> {reason}.
        </p>
        <p>It is no score, and not a zero. Mend this and hand it in again, or ask whoever teaches you.</p>
      </>
    ) : (
      <p>
        <strong>The grader failed, and not you.</strong> This submission has no score yet; whoever teaches you
        sees it on their list and grades it again.
      </p>
    )}
  </div>
);

const Footer = ({ result: { status, graderVersion, sandbox, submission } }: { result: Result }) => (
  <>
    {status === "graded" && (
      <p>
        Graded by grader {graderVersion}, sandbox {sandbox}.
      </p>
    )}
    {submission.files.length > 0 && (
      <details>
        <summary>Files that were read, with SHA-256</summary>
        <ul>
          {submission.files.map(({ name, sha256 }) => (
            <li>
              <Name id={name} /> <code>{sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    )}
  </>
);
