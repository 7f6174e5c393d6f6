/** What grades a submission, whichever command asks: a level of the sandbox, and who checks types. */
import { Problem } from "../files/problem.js";
import type { Bundle } from "../sandbox/bundle.js";
import { chooseLevel, type Level, type LevelName, levelNames } from "../sandbox/levels/index.js";
import { noTypes, Types } from "../types/types.js";

export interface Surroundings {
  readonly level: Level;
  readonly types: Types | undefined;
  /** Waits until their processes are gone. */
  close(): Promise<void>;
}

/** Says on standard error what it found. @throws Problem when there is no such level, or when it does not work here */
export async function surroundings(sandbox: string, bundle: Bundle): Promise<Surroundings> {
  const level = await chooseLevel(levelOf(sandbox), bundle).catch((error: unknown) => {
    throw error instanceof RangeError ? new Problem(error.message) : error;
  });
  const types = Types.here(bundle.types);
  process.stderr.write(`Sandbox: ${level.name} (${level.layers.join(", ")})\n`);
  if (!types) process.stderr.write(`Types of cells are not checked: ${noTypes}\n`);
  const close = async () => {
    level.dispose();
    await types?.close();
  };
  return { level, types, close };
}

function levelOf(name: string): LevelName | "auto" {
  const known = (["auto", ...levelNames] as const).find((one) => one === name);
  if (!known) throw new Problem(`--sandbox ${name}: choose auto, ${levelNames.join(", ")}`);
  return known;
}
