import { escapeHtml, Rich } from "long-attention/ink";
import { table } from "long-attention/notebook";
import { sets } from "../checks/index.js";
import type { ExerciseSet } from "../engine/index.js";
import { findSet } from "./find.js";
import { readProgress } from "./progress-file.js";
import { type Progress, passedNow } from "./reached.js";

/**
 * What you have solved so far: one line for a set, with what is solved in this session apart from before; a table for all.
 * @param set such as "07"; default all
 * @throws RangeError when there is no such set
 */
export function progress(set?: string): Rich {
  const one = set === undefined ? undefined : findSet("progress", set);
  const { progress, note } = readProgress();
  const shown = one ? line(one, progress) : overview(progress);
  if (!note) return shown;
  return new Rich(`${shown.html}<p>${escapeHtml(note)}</p>`, `${shown.text}\n${note}`);
}

/** Solved exercises and points of a set. */
export function tally({ exercises }: ExerciseSet, progress: Progress) {
  const sum = (numbers: number[]) => Math.round(100 * numbers.reduce((a, b) => a + b, 0)) / 100;
  return {
    solved: exercises.filter(({ id }) => progress[id]?.solved).length,
    of: exercises.length,
    score: sum(exercises.map(({ id, points }) => Math.min(points, progress[id]?.score ?? 0))),
    points: sum(exercises.map(({ points }) => points)),
  };
}

function line(set: ExerciseSet, progress: Progress): Rich {
  const { of, score, points } = tally(set, progress);
  const marks = set.exercises.map(({ id, title }) => ({ ...standing(id, progress), id, title }));
  const [now, before] = [true, false].map((now) => marks.filter((mark) => mark.now === now).length);
  // What is solved is said of the code as it is; the record is said apart from it.
  const solved = before === 0 ? `${now} of ${of} solved` : `${now} of ${of} solved now, ${before} before`;
  const head = `Exercise set ${set.id}: ${solved}`;
  const rest = `${score} of ${points} points`;
  const html =
    `<div style="max-width: 720px; margin: 6px 0"><strong>${head}</strong> · ${rest}<div style="display: flex; flex-wrap: wrap; gap: 2px 14px; margin-top: 2px; font-size: 0.93em">` +
    marks
      .map(
        ({ sign, word, id, title }) =>
          `<span title="${escapeHtml(`${title}: ${word}`)}">${sign} ${id} ${word}</span>`,
      )
      .join("") +
    "</div></div>";
  return new Rich(
    html,
    `${head} · ${rest}\n${marks.map(({ sign, word, id }) => `${sign} ${id} ${word}`).join("  ")}`,
  );
}

/** @returns `now`: whether it is solved by what ran in this session, or only was before; undefined when it is open */
function standing(id: string, progress: Progress): { sign: string; word: string; now?: boolean } {
  if (!progress[id]?.solved) return { sign: "○", word: "open" };
  if (passedNow(id)) return { sign: "✔", word: "solved", now: true };
  const word = passedNow(id) === undefined ? "solved before" : "solved before, not now";
  return { sign: "◐", word, now: false };
}

function overview(progress: Progress): Rich {
  const tallies = sets.map((set) => ({ set, ...tally(set, progress) }));
  const total = (key: "solved" | "of" | "score" | "points") =>
    tallies.reduce((sum, one) => sum + one[key], 0);
  const rows = tallies.map(({ set, solved, of, score, points }) => ({
    set: `${solved === of ? "✔" : solved > 0 ? "◐" : "○"} ${set.id} ${set.title}`,
    solved: `${solved} of ${of}`,
    points: `${score} of ${points}`,
  }));
  return table(rows, {
    columns: { set: "exercise set", solved: "solved", points: "points" },
    caption: `${total("solved")} of ${total("of")} exercises solved, ${Math.round(100 * total("score")) / 100} of ${total("points")} points`,
  });
}
