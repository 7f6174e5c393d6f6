/**
 * `npm run check`: checks the exercises in exercises/NN-name.ts.
 *   npm run check                  all of them
 *   npm run check -- 07            one set; 07.3 one exercise
 *   npm run check -- 07 --watch    again whenever a file is saved
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { sets } from "@long-attention/grader/checks/index.js";
import type { Exercise } from "@long-attention/grader/engine/index.js";
import { asText, type Block } from "@long-attention/grader/feedback/index.js";
import { findExercise, findSet } from "@long-attention/grader/learner/find.js";
import { hintBlocks } from "@long-attention/grader/learner/hint.js";
import { referenceBlocks } from "@long-attention/grader/learner/reference.js";
import { root } from "@long-attention/grader/learner/root.js";
import { Command, InvalidArgumentError } from "commander";
import { cleanUp, shown } from "./compile.ts";
import { keep } from "./keep.ts";
import { paint } from "./paint.mjs";
import { type Result, runSet } from "./run.ts";
import { type Chosen, inFocus, overview, told, total } from "./screen.ts";
import { watch } from "./watch.ts";

export interface Options {
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly hint?: boolean;
  readonly reference?: boolean;
  readonly seed: number;
  readonly limit: number;
  readonly folder: string;
}

const number = (least: number) => (text: string) => {
  const x = Number(text);
  if (text.trim() === "" || !(x >= least))
    throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
  return x;
};

const program = new Command("npm run check --")
  .description("Checks your exercises, and says what is right and what is not yet.")
  .argument("[ids...]", "sets or exercises, such as 07 or 07.3; default all")
  .option("-w, --watch", "check again whenever you save")
  .option("--hint", "show the hint")
  .option("--reference", "show the authors' answer, once yours is right")
  .option("--json", "write the results as JSON")
  .option("--seed <number>", "draw other inputs", number(0), 1)
  .option("--limit <seconds>", "stop an exercise after so long", number(0.1), 10)
  .option("--folder <path>", "where the exercises are", join(root, "exercises"))
  .action(async (ids: string[], options: Options) => {
    process.exitCode = await main(ids, options);
  });

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

async function main(ids: readonly string[], options: Options): Promise<number> {
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
    console.log(asText(blocks, paint(colour)));
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
  const focus = single ? chosen[0]!.exercises[0]! : inFocus(chosen, results);
  const parts = single ? [] : [overview(chosen, results, colour)];
  if (focus) parts.push(told(results.get(focus.id)!, colour));
  if (focus && hint) parts.push(asText(hintBlocks(focus.id), paint(colour)));
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

process.once("exit", cleanUp);
await program.parseAsync();
