import type { Rich } from "long-attention/ink";
import { sets } from "../checks/index.js";
import type { Exercise } from "../engine/index.js";
import { inCell } from "../feedback/in-cell.js";
import type { Block } from "../feedback/index.js";
import { checkCommand } from "../text/command.js";
import { findExercise } from "./find.js";
import { card } from "./hint.js";
import { readProgress } from "./progress-file.js";
import { solutionsOf, withoutSolutions } from "./solutions.js";

/**
 * How the course's authors wrote it, once you have solved it yourself.
 * @param id such as "00.2"
 * @throws RangeError when there is no such exercise
 */
export function reference(id: string): Rich {
  return card(referenceBlocks(findExercise("reference", id), "cell"));
}

export function referenceBlocks(exercise: Exercise, where: "cell" | "terminal"): Block[] {
  const { id, name, title } = exercise;
  const { progress, note } = readProgress();
  const notes = note ? [{ kind: "say", text: note } as const] : [];
  if (!progress[id]?.solved) {
    const ask = where === "cell" ? inCell.hint(id) : `\`${checkCommand(`${id} --hint`)}\``;
    return [
      {
        kind: "say",
        text: `${id} is still yours to solve. The reference opens once all its checks pass; until then ${ask} helps.`,
      },
      ...notes,
    ];
  }
  const set = sets.find(({ exercises }) => exercises.includes(exercise))!;
  const solutions = solutionsOf(set.name);
  const code = solutions === undefined ? undefined : answerOf(solutions, name);
  if (!code) return [{ kind: "say", text: withoutSolutions(id, set.name) }, ...notes];
  return [
    { kind: "say", text: `**${id} ${title}**, as we wrote it:` },
    // A cell exports nothing.
    { kind: "code", text: where === "cell" ? code.replace(/^export /gm, "") : code },
    ...notes,
  ];
}

/**
 * One exported function or class out of a file of solutions, with the helpers of that file that it uses,
 * without comments that belong to the exercise.
 */
export function answerOf(source: string, name: string): string | undefined {
  const pieces = topLevel(source);
  const start = pieces.find((piece) => piece.name === name);
  if (!start) return undefined;
  const taken = [start];
  for (const { text } of taken)
    for (const piece of pieces)
      if (!piece.exported && !taken.includes(piece) && new RegExp(`\\b${piece.name}\\b`).test(text))
        taken.push(piece);
  return taken.map(({ text }) => text).join("\n\n");
}

/** The declarations that begin at the left margin; formatted code indents everything else. */
function topLevel(source: string): { name: string; exported: boolean; text: string }[] {
  const begins = /^(export )?(?:async )?(?:function\*?|class|const|type|interface) (\w+)/;
  const found: { name: string; exported: boolean; lines: string[] }[] = [];
  let open: string[] | undefined;
  for (const line of source.split("\n")) {
    const match = begins.exec(line);
    if (match) found.push({ name: match[2]!, exported: match[1] !== undefined, lines: (open = []) });
    else if (/^(\/\*\*|\/\/|import )/.test(line)) open = undefined;
    if (!/^\s*\/\/ (BEGIN|END) SOLUTION/.test(line)) open?.push(line);
  }
  return found.map(({ name, exported, lines }) => ({ name, exported, text: lines.join("\n").trim() }));
}
