/** Does a level work here? Runs a tiny submission through it, the same way that all others go. */

import { drive } from "../../engine/drive.js";
import { grade } from "../../engine/grade.js";
import type { ExerciseSet } from "../../engine/index.js";
import { check } from "../../engine/index.js";
import { type Sandbox, Session } from "../session.js";

const probe: ExerciseSet = {
  id: "probe",
  name: "probe",
  title: "Probe",
  exercises: [
    {
      id: "probe.1",
      name: "twice",
      title: "Twice",
      points: 1,
      difficulty: "E",
      params: ["x"],
      checks: [
        check<number>({
          id: "twice",
          title: "doubles",
          examples: [21],
          *run(x, call) {
            const { value } = yield* call(x);
            return value === 2 * x ? undefined : { message: "the sandbox computes wrongly" };
          },
        }),
      ],
      mutants: [],
    },
  ],
};

const source = {
  main: "probe.ts",
  files: { "probe.ts": "export const twice = (x: number): number => 2 * x;" },
};

/** Undefined when it works; else why not, in a few words. */
export async function selfTest(sandbox: Sandbox): Promise<string | undefined> {
  const session = new Session(sandbox, source, probe);
  try {
    await session.start();
    const report = await drive(grade(probe.exercises[0]!), session.answer);
    const failure = report.checks[0]?.failure;
    return failure && ("message" in failure ? failure.message : "it fails");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await session.close();
  }
}
