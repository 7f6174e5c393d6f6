import { Rich } from "long-attention/ink";
import { asHtml, asText, type Block } from "../feedback/index.js";
import { checkCommand } from "../text/command.js";
import { findExercise } from "./find.js";
import { type ExerciseText, texts } from "./texts.js";

/**
 * A nudge for an exercise, when you want one, in steps: what the answer is made of, then where to look, then all there is.
 * @param id such as "00.2"
 * @param level 1 for the first step, 2 and 3 for more. Default 1
 * @throws RangeError when there is no such exercise, or no such level
 */
export function hint(id: string, level = 1): Rich {
  return card(hintBlocks(findExercise("hint", id).id, level, "cell"));
}

/** The most that is said of any exercise; level 3 is all. */
export const mostLevels = 3;

export function hintBlocks(id: string, level: number, where: "cell" | "terminal" | "watch"): Block[] {
  if (!Number.isInteger(level) || level < 1 || level > mostLevels)
    throw new RangeError(`hint: there is no level ${level}; levels go from 1 to ${mostLevels}`);
  const text = texts[id];
  if (!text) return [{ kind: "say", text: `There is no hint for ${id}.` }];
  const steps = stepsOf(text);
  const shown = steps.slice(0, level);
  const more = {
    cell: `hint("${id}", ${level + 1})`,
    terminal: checkCommand(`${id} --hint ${level + 1}`),
    watch: "h",
  }[where];
  return [
    ...shown.map((step, k) => ({
      kind: "say" as const,
      text: `**Hint ${k + 1} of ${steps.length} for ${id}.** ${step}`,
    })),
    ...(shown.length < steps.length
      ? [
          {
            kind: "foot" as const,
            lines: [`More: \`${more}\``],
          },
        ]
      : []),
  ];
}

/** From what gives least away to what gives most. */
function stepsOf({ size, signature, calls, hint }: ExerciseText): string[] {
  const frame = `The answer takes about ${size}: \`${signature}\`.`;
  const made = calls.length > 0 ? [`Ours calls ${calls.map((name) => `\`${name}\``).join(", ")}.`] : [];
  const [first, ...rest] = hint.split(/(?<=[.?!])\s+(?=[A-Z$`])/);
  if (rest.length === 0) return [frame, ...made, first!];
  return [[frame, ...made].join(" "), first!, rest.join(" ")];
}

export const card = (blocks: readonly Block[]): Rich => new Rich(asHtml(blocks), asText(blocks));
