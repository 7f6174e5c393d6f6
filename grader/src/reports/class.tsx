/** @jsxRuntime automatic @jsxImportSource preact */
/** What an instructor looks at: who needs them, how the class did, what to teach next, and everybody's page. */
import type { ComponentChildren } from "preact";
import type { Row } from "../batch/run.js";
import { slug } from "../batch/submissions.js";
import type { ExerciseSet } from "../engine/index.js";
import { Badge, Bar, Prose } from "../feedback/html.js";
import { signs } from "../feedback/text.js";
import { Histogram } from "./histogram.js";
import { page } from "./page.js";
import { type Cell, count, Name, points, Table } from "./parts.js";
import { type ExerciseTally, type Misconception, meanOf, quantile, type Tally, tally } from "./tally.js";

export function classPage(rows: readonly Row[], set: ExerciseSet): string {
  const all = tally(rows, set);
  return page({
    title: `${set.id} · ${set.title} · the class`,
    main: (
      <>
        <p class="over">Long Attention · exercises {set.id} · the class</p>
        <h1>{set.title}</h1>
        <p>{summary(rows.length, all)}</p>
        <Attention of={all} />
        <h2>Scores</h2>
        <Scores of={all} />
        <h2>What to teach next</h2>
        <Lessons of={all} />
        <h2>Exercises</h2>
        <Exercises of={all} />
        <h2>Submissions</h2>
        <Submissions rows={rows} set={set} />
        <p class="small quiet">○ was not started; – has no score.</p>
      </>
    ),
    footer: <Footer of={all} />,
  });
}

const Student = ({ id }: { id: string }) => (
  <a href={`students/${encodeURIComponent(slug(id))}.html`}>
    <Name id={id} />
  </a>
);

function summary(n: number, { graded, notGradable, infrastructure, open }: Tally): string {
  const parts = [
    `${graded.length} graded`,
    `${notGradable.length} not gradable`,
    `${infrastructure.length} that the grader failed on`,
    ...(open.length > 0 ? [`${open.length} not graded yet`] : []),
  ];
  return `${count(n, "submission")}: ${parts.join(", ")}.`;
}

/** What a person has to do something about; nothing when there is nothing. */
function Attention({ of: { notGradable, infrastructure, open, flagged } }: { of: Tally }) {
  const lists = [
    { heading: "The grader failed on these; grade them again", rows: infrastructure },
    { heading: "Not gradable: no score, and not a zero", rows: notGradable },
    { heading: "Graded, but look at them", rows: flagged },
    { heading: "Not graded yet; run the same command again", rows: open },
  ].filter(({ rows }) => rows.length > 0);
  if (lists.length === 0) return null;
  return (
    <>
      <h2>Needs you</h2>
      <div class="notice">
        {lists.map(({ heading, rows }) => (
          <>
            <h3>{heading}</h3>
            <ul>
              {rows.map(({ id, result }) => (
                <li>
                  {result ? <Student id={id} /> : <Name id={id} />}
                  {result && `: ${result.reason ?? result.flags.map(({ words }) => words).join("; ")}`}
                </li>
              ))}
            </ul>
          </>
        ))}
      </div>
    </>
  );
}

function Scores({ of: { graded, max } }: { of: Tally }) {
  if (graded.length === 0) return <p>Nothing is graded yet.</p>;
  const all = graded.map(({ score }) => score);
  const facts = {
    median: points(quantile(all, 0.5)),
    mean: points(meanOf(all)),
    "middle half": `${points(quantile(all, 0.25))} to ${points(quantile(all, 0.75))}`,
    "lowest and highest": `${points(Math.min(...all))} to ${points(Math.max(...all))}`,
    possible: points(max),
  };
  return (
    <>
      <dl class="facts">
        {Object.entries(facts).map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Histogram scores={all} max={max} />
      <p class="small quiet">Submissions by their share of the points.</p>
    </>
  );
}

/** More than a lesson has room for. */
const mostLessons = 8;

function Lessons({ of: { misconceptions, exercises, graded } }: { of: Tally }) {
  const lesson = ({ exercise, text, ids }: Misconception) => (
    <li>
      <strong>{count(ids.length, "submission")}</strong>{" "}
      <span class="quiet">
        ({percent(ids.length / graded.length)}) · {exercise}
      </span>
      <br />
      <Prose text={text} />
      <details class="small">
        <summary>Whose</summary>
        {ids.map((id, k) => (
          <>
            {k > 0 && ", "}
            <Student id={id} />
          </>
        ))}
      </details>
    </li>
  );
  const [common, rare] = [misconceptions.slice(0, mostLessons), misconceptions.slice(mostLessons)];
  const unexplained = exercises.filter((one) => one.unexplained > 0);
  return (
    <>
      {common.length === 0 ? (
        <p>No known mistake was met.</p>
      ) : (
        <>
          <p>Mistakes that were recognised, the most common first.</p>
          <ol class="lessons">{common.map(lesson)}</ol>
        </>
      )}
      {rare.length > 0 && (
        <details>
          <summary>{count(rare.length, "rarer mistake")}</summary>
          <ol class="lessons" start={mostLessons + 1}>
            {rare.map(lesson)}
          </ol>
        </details>
      )}
      {unexplained.length > 0 && (
        <p class="quiet">
          Failed without a mistake that is known:{" "}
          {unexplained.map(({ exercise, unexplained: n }) => `${n} in ${exercise.id}`).join(", ")}.
        </p>
      )}
    </>
  );
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function Exercises({ of: { exercises, graded } }: { of: Tally }) {
  const row = ({ exercise, full, mean, hardest }: ExerciseTally): Cell[] => [
    {
      is: "wide",
      of: (
        <>
          {exercise.id} <Prose text={exercise.title} />
        </>
      ),
    },
    { is: "number", of: `${full} of ${graded.length}` },
    {
      is: "number",
      of: (
        <>
          {percent(mean)}
          <Bar share={mean} is="short" />
        </>
      ),
    },
    {
      is: "wide",
      of: hardest ? (
        <>
          <Prose text={hardest.title} />{" "}
          <span class="quiet">
            ({hardest.passed} of {graded.length} pass)
          </span>
        </>
      ) : (
        "–"
      ),
    },
  ];
  return (
    <Table
      label="Exercises"
      head={[
        { of: "exercise" },
        { of: "full points", is: "number" },
        { of: "mean", is: "number" },
        { of: "the check that fails most" },
      ]}
      rows={exercises.map(row)}
    />
  );
}

function Submissions({ rows, set }: { rows: readonly Row[]; set: ExerciseSet }) {
  const pointsOf = (result: Row["result"], id: string): Cell => {
    const one = result?.exercises.find((exercise) => exercise.id === id);
    if (!one) return { is: "number", of: "–" };
    if (one.state === "not started") return { is: "number", of: signs["not started"] };
    const kind = one.score === one.max ? "full" : one.score > 0 ? "part" : "zero";
    return { is: `number ${kind}`, of: points(one.score) };
  };
  return (
    <Table
      label="Submissions"
      head={[
        { of: "submission" },
        { of: "points", is: "number" },
        ...set.exercises.map(({ id, points: max }) => ({
          is: "number",
          of: (
            <>
              {id}
              <br />
              <span class="quiet">of {max}</span>
            </>
          ),
        })),
        { of: "state" },
      ]}
      rows={rows.map(({ id, result }) => [
        { is: "names", of: result ? <Student id={id} /> : <Name id={id} /> },
        { is: "number", of: result?.status === "graded" ? points(result.score) : "–" },
        ...set.exercises.map((exercise) => pointsOf(result, exercise.id)),
        { of: <State of={result} /> },
      ])}
    />
  );
}

function State({ of: result }: { of: Row["result"] }) {
  if (!result) return <Badge kind="none" sign="–" words="not graded yet" />;
  if (result.status === "graded")
    return result.flags.length === 0 ? (
      <Badge kind="good" sign={signs.passed} words="graded" />
    ) : (
      <Badge kind="part" sign="◐" words="graded, look" />
    );
  const words = result.status === "not-gradable" ? "not gradable" : "grader failed";
  return <Badge kind="bad" sign={signs.failed} words={words} />;
}

function Footer({ of: { graded, notGradable, infrastructure } }: { of: Tally }): ComponentChildren {
  const results = [...graded, ...[...notGradable, ...infrastructure].flatMap(({ result }) => result ?? [])];
  const each = (of: (result: (typeof results)[number]) => string | number) =>
    [...new Set(results.map((result) => String(of(result))))].join(", ");
  if (results.length === 0) return <p>Nothing is graded yet.</p>;
  return (
    <p>
      Seed {each(({ seed }) => seed)}, grader {each(({ graderVersion }) => graderVersion)}, sandbox{" "}
      {each(({ sandbox }) => sandbox)}. The gradebook is in grades.csv; all there is to know about a
      submission is in results/.
    </p>
  );
}
