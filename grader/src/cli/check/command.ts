/** `long-attention check`: checks the exercises in exercises/NN-name.ts. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { sets } from "../../checks/index.js";
import type { Exercise } from "../../engine/index.js";
import { asText, type Block } from "../../feedback/index.js";
import { findExercise, findSet } from "../../learner/find.js";
import { hintBlocks } from "../../learner/hint.js";
import { referenceBlocks } from "../../learner/reference.js";
import { keep } from "./keep.js";
import { paint } from "./paint.js";
import { type Result, runSet } from "./run.js";
import { type Chosen, inFocus, overview, told, total } from "./screen.js";
import { shown } from "./source.js";
import { watch } from "./watch.js";

export interface Options {
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly hint?: boolean;
  readonly reference?: boolean;
  readonly seed: number;
  readonly limit: number;
  readonly folder: string;
}

/** What was asked for, set by set, in the course's order. @throws RangeError for an unknown id */
function choose(ids: readonly string[]): Chosen[] {
  const wanted = new Set(
    ids.flatMap((id) => {
      if (/^\d+$/.test(id) || sets.some(({ name }) => name === id)) return findSet("check", id).exercises;
      return [findExercise("check", id)];
    }),
  );
  return sets
    .map((set) => ({
      set,
      exercises: set.exercises.filter((exercise) => ids.length === 0 || wanted.has(exercise)),
    }))
    .filter(({ exercises }) => exercises.length > 0);
}

/** @returns the exit code: 0 when all that was asked for is solved, 1 when it is not, 2 when it makes no sense */
export async function checkCommand(ids: readonly string[], options: Options): Promise<number> {
  let chosen: Chosen[];
  try {
    chosen = choose(ids);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message.replace(/^check: /, "").replace(/^t/, "T"));
    return 2;
  }
  const folder = resolve(options.folder);
  const colour = useColour();
  const file = ({ set }: Chosen) => join(folder, `${set.name}.ts`);
  const there = chosen.filter((one) => existsSync(file(one)));
  if (there.length === 0) {
    console.error(`There is no ${shown(file(chosen[0]!))}. Restore it, or name the folder with --folder.`);
    return 2;
  }
  const single = ids.length > 0 && there.length === 1 && there[0]!.exercises.length === 1;
  const blocks = single ? asked(there[0]!.exercises[0]!, options) : undefined;
  if (blocks) {
    console.log(asText(blocks, paint({ colour })));
    return 0;
  }
  if (options.watch) return watch(there, { ...options, file, colour });

  const results = new Map<string, Result>();
  for (const one of there) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kchecking ${one.set.id} ${one.set.title} …`);
    for (const result of await runSet(one.set, one.exercises, {
      file: file(one),
      seed: options.seed,
      seconds: options.limit,
      colour,
    }))
      results.set(result.id, result);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  const note = keep(results.values());

  const solved = there.every(({ exercises }) =>
    exercises.every(({ id }) => results.get(id)?.state === "passed"),
  );
  if (options.json) console.log(JSON.stringify(asJson(there, results), null, 2));
  else report(there, results, { single, hint: options.hint === true, colour });
  if (note) console.error(note);
  return solved ? 0 : 1;
}

/** What is only looked up, without a check: of one exercise, the hint or the reference. */
function asked(exercise: Exercise, { hint, reference }: Options): Block[] | undefined {
  if (hint) return hintBlocks(exercise.id);
  return reference ? referenceBlocks(exercise, "terminal") : undefined;
}

function report(
  chosen: readonly Chosen[],
  results: ReadonlyMap<string, Result>,
  { single, hint, colour }: { single: boolean; hint: boolean; colour: boolean },
): void {
  const ink = paint({ colour });
  const focus = single ? chosen[0]!.exercises[0]! : inFocus(chosen, results);
  const parts = single ? [] : [overview(chosen, results, ink)];
  if (focus) parts.push(told(results.get(focus.id)!, ink));
  if (focus && hint) parts.push(asText(hintBlocks(focus.id), ink));
  if (!single) parts.push(total(chosen, results));
  console.log(parts.join("\n\n"));
}

function asJson(chosen: readonly Chosen[], results: ReadonlyMap<string, Result>) {
  return {
    schema: 1,
    exercises: chosen
      .flatMap((one) => one.exercises)
      .flatMap(({ id, title, points }) => {
        const result = results.get(id);
        if (!result) return [];
        const { state, score, checks, misconception, notes, output } = result;
        return [
          {
            id,
            title,
            state,
            score: score ?? null,
            points,
            checks,
            ...(misconception ? { misconception } : {}),
            notes,
            output,
          },
        ];
      }),
  };
}

/** As https://no-color.org asks. */
function useColour(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR !== undefined ? FORCE_COLOR !== "0" : process.stdout.isTTY === true;
}
