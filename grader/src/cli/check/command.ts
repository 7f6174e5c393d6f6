/** `long-attention check`: checks the exercises in exercises/NN-name.ts, or in a file or notebook that is named. */
import { existsSync } from "node:fs";
import type { Exercise } from "../../engine/index.js";
import { asText, type Block } from "../../feedback/index.js";
import { hintBlocks } from "../../learner/hint.js";
import { referenceBlocks } from "../../learner/reference.js";
import { typesScript } from "../../sandbox/bundle.js";
import { NotGradable } from "../../submission/not-gradable.js";
import type { TypeProblem } from "../../types/checker.js";
import { noTypes, Types } from "../../types/types.js";
import { type Asked, asked } from "./asked.js";
import { keep } from "./keep.js";
import { paint } from "./paint.js";
import { type Result, runSet } from "./run.js";
import { type Chosen, inFocus, overview, told, total, untypedLines } from "./screen.js";
import { shown } from "./source.js";
import { typesIn } from "./types.js";
import { watch } from "./watch.js";

export interface Options {
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly hint?: number;
  readonly reference?: boolean;
  readonly seed: number;
  readonly limit: number;
  readonly folder: string;
}

/** @returns the exit code: 0 when all that was asked for is solved, 1 when it is not, 2 when it makes no sense */
export async function checkCommand(ids: readonly string[], options: Options): Promise<number> {
  let wanted: Asked;
  try {
    wanted = asked(ids, options.folder);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof NotGradable)) throw error;
    console.error(error.message.replace(/^check: /, "").replace(/^[to]/, (letter) => letter.toUpperCase()));
    return 2;
  }
  const { chosen, file, named } = wanted;
  const colour = useColour();
  const there = chosen.filter((one) => existsSync(file(one)));
  if (there.length === 0) {
    console.error(`There is no ${shown(file(chosen[0]!))}. Restore it, or name the folder with --folder.`);
    return 2;
  }
  const single = ids.length > 0 && there.length === 1 && there[0]!.exercises.length === 1;
  const blocks = single ? lookedUp(there[0]!.exercises[0]!, options) : undefined;
  if (blocks) {
    console.log(asText(blocks, paint({ colour })));
    return 0;
  }
  const types = Types.here(typesScript());
  if (!types) console.error(`Types are not checked here, and may be when it is graded: ${noTypes}.`);
  try {
    if (options.watch) return await watch(there, { ...options, file, colour, types });
    return await checkOnce(there, { ...options, file, named, colour, types, single });
  } finally {
    await types?.close();
  }
}

interface Once extends Options {
  readonly file: (one: Chosen) => string;
  readonly named: string | undefined;
  readonly colour: boolean;
  readonly types: Types | undefined;
  /** One exercise is asked for. */
  readonly single: boolean;
}

async function checkOnce(there: readonly Chosen[], options: Once): Promise<number> {
  const { file, colour, single, types } = options;
  // Types take a moment, during which the checks run.
  const untyped = Promise.all(there.map((one) => typesIn(file(one), one, types)));
  const results = new Map<string, Result>();
  for (const one of there) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kchecking ${one.set.id} ${one.set.title} …`);
    for (const result of await runSet(one.set, one.exercises, {
      file: file(one),
      named: options.named,
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
  const mistyped = (await untyped).flat();
  if (options.json) console.log(JSON.stringify(asJson(there, results, mistyped), null, 2));
  else report(there, results, { single, hint: options.hint, colour, mistyped });
  if (note) console.error(note);
  return solved ? 0 : 1;
}

/** What is only looked up, without a check: of one exercise, the hint or the reference. */
function lookedUp(exercise: Exercise, { hint, reference }: Options): Block[] | undefined {
  if (hint) return hintBlocks(exercise.id, hint, "terminal");
  return reference ? referenceBlocks(exercise, "terminal") : undefined;
}

function report(
  chosen: readonly Chosen[],
  results: ReadonlyMap<string, Result>,
  {
    single,
    hint,
    colour,
    mistyped,
  }: { single: boolean; hint: number | undefined; colour: boolean; mistyped: readonly TypeProblem[] },
): void {
  const ink = paint({ colour });
  const focus = single ? chosen[0]!.exercises[0]! : inFocus(chosen, results);
  const parts = single ? [] : [overview(chosen, results, ink)];
  if (focus) parts.push(told(results.get(focus.id)!, ink));
  if (mistyped.length > 0) parts.push(untypedLines(mistyped, ink));
  if (focus && hint) parts.push(asText(hintBlocks(focus.id, hint, "terminal"), ink));
  if (!single) parts.push(total(chosen, results));
  console.log(parts.join("\n\n"));
}

function asJson(
  chosen: readonly Chosen[],
  results: ReadonlyMap<string, Result>,
  mistyped: readonly TypeProblem[],
) {
  return {
    schema: 1,
    types: mistyped,
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
