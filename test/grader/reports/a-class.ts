/** A class that somebody could have: solutions, known mistakes, stubs, loops and things that nobody can grade. */
import type { Row } from "../../../grader/src/batch/row.js";
import { slugsOf } from "../../../grader/src/batch/slugs.js";
import {
  drive,
  type Exercise,
  type ExerciseReport,
  type ExerciseSet,
  grade,
  inProcess,
} from "../../../grader/src/engine/index.js";
import { exerciseOf } from "../../../grader/src/result/exercise.js";
import type { ExerciseResult, Flag, Result } from "../../../grader/src/result/index.js";
import type { NotGradableCode } from "../../../grader/src/submission/not-gradable.js";

/** What one student did for one exercise: solved it, left it, made it throw, looped, or made mistake number n. */
type Answer = "solved" | "stub" | "throws" | "loops" | number;

const names = [
  ...["ada-lovelace.ts", "alan-turing.ts", "barbara-liskov.ts", "claude-shannon.ts", "donald-knuth.ts"],
  ...["edsger-dijkstra.ts", "frances-allen.ts", "grace-hopper.ipynb", "hedy-lamarr.ts", "john-backus.zip"],
  ...[
    "katherine-johnson.ts",
    "margaret-hamilton.ts",
    "niklaus-wirth.ts",
    "radia-perlman.ts",
    "Søren Ångström.ts",
  ],
  ...[
    "李明.ts",
    "سارة.ts",
    "tony-hoare.ts",
    "a-very-long-file-name-that-somebody-gave-to-the-final-final-version-2.ts",
  ],
];

/** Who stands how far, so that a class has some of everything. */
const skill = [1, 0.9, 0.95, 0.6, 0.8, 0.35, 0.85, 0.7, 0.5, 0, 0.9, 1, 0.4, 0.75, 0.65, 0.8, 0.55, 0.2, 0.7];

/** Every kind of flag, by whose it is. */
const flags: Readonly<Record<number, Flag>> = {
  4: { code: "identical-to", words: "its code is the same as that of frances-allen.ts and 2 more" },
  7: {
    code: "cell-not-run",
    words: "cell 5, line 2: cannot find name total; so this cell did not run to its end",
  },
  2: {
    code: "cell-does-not-type-check",
    words:
      "cell 4, line 1 does not type-check: Type 'string' is not assignable to type 'number'; the kernel does not run such a cell, here it counts",
  },
  3: {
    code: "types-not-checked",
    words: "its types take too long to check; its points do not depend on them",
  },
  9: { code: "nothing-started", words: "every exercise still holds its TODO" },
  12: { code: "stopped-by-clock", words: "stopped by the clock twice, the second time alone; please look" },
  14: { code: "imports-refused", words: "imports lodash, which a solution may not have" },
};

export class AClass {
  readonly #known = new Map<string, ExerciseResult>();

  /** @param solutions the exports of solutions/<set> */
  constructor(
    readonly set: ExerciseSet,
    readonly solutions: Readonly<Record<string, unknown>>,
  ) {}

  rows(): Row[] {
    const bare = (status: Result["status"], reason: string, code?: NotGradableCode): Partial<Result> => ({
      status,
      reason,
      ...(code ? { code } : {}),
    });
    const { name } = this.set;
    const others: Record<string, Partial<Result> | undefined> = {
      "vera-molnar.ts": bare("not-gradable", `${name}.ts is UTF-16; save it as UTF-8`, "unreadable"),
      "group-7.zip": bare("not-gradable", `group-7.zip holds no ${name}.ts and no ${name}.ipynb`, "empty"),
      "two-files": bare(
        "not-gradable",
        `two-files holds several files with work (${name}.ipynb and ${name}.ts); hand in one of them, as ${name}.ts`,
        "several-candidates",
      ),
      "other-set.ts": bare(
        "not-gradable",
        "other-set.ts holds functions of set 03 (arithmeticIntensity) and none of this one",
        "other-set",
      ),
      "hello.ts": bare("not-gradable", "hello.ts holds none of the functions of this set", "no-functions"),
      "broken.ts": bare(
        "not-gradable",
        "broken.ts does not compile, line 3: Unexpected token",
        "does-not-compile",
      ),
      "huge.ts": bare(
        "not-gradable",
        "huge.ts is too large: 900000 bytes, where 262144 are allowed",
        "too-large",
      ),
      "whitfield-diffie.ts": bare(
        "infrastructure",
        "the sandbox did not start (exit: it ended with SIGKILL)",
      ),
      "yvonne-brill.ts": undefined,
    };
    const results = [
      ...names.map((id, s) => [id, this.result(id, s)] as const),
      ...Object.entries(others).map(
        ([id, result]) => [id, result && ({ ...this.#frame(id), ...result } as Result)] as const,
      ),
    ];
    const slugs = slugsOf(results.map(([id]) => id));
    return results.map(([id, result], i) => ({
      ...{ id, slug: slugs.get(id)!, result },
      ...(i % 3 === 0 ? { student: { id: String(10_013 + i), name: id.replace(/\.\w+$/, "") } } : {}),
      ...(i % 7 === 3 ? { late: true } : {}),
      ...(result ? { changed: new Date(Date.UTC(2026, 10, 30, 8, 11 * i)) } : {}),
    }));
  }

  result(id: string, s: number): Result {
    const exercises = this.set.exercises.map((exercise, e) => this.exercise(exercise, answerOf(s, e)));
    const score = Math.round(100 * exercises.reduce((sum, one) => sum + one.score, 0)) / 100;
    const flag = flags[s];
    return { ...this.#frame(id), status: "graded", flags: flag ? [flag] : [], score, exercises };
  }

  exercise(exercise: Exercise, answer: Answer): ExerciseResult {
    const key = `${exercise.id} ${answer}`;
    const known = this.#known.get(key) ?? exerciseOf(this.#report(exercise, answer));
    this.#known.set(key, known);
    return known;
  }

  #report(exercise: Exercise, answer: Answer): ExerciseReport {
    const solution = {
      solved: () => this.solutions[exercise.name],
      stub: () => () => {
        throw new Error(`TODO exercise ${exercise.id}: ${exercise.title}`);
      },
      throws:
        () =>
        (...args: unknown[]) =>
          (args[7] as number[]).length,
      loops: () => () => undefined,
    };
    const { mutants } = exercise;
    const chosen =
      typeof answer === "number" ? mutants[answer % mutants.length]!.solution : solution[answer]();
    if (answer === "loops")
      return drive(grade(exercise), () => ({
        stopped: { stop: "limit", message: "takes too long: it was stopped after 1000000 steps" },
      })) as ExerciseReport;
    return drive(grade(exercise), inProcess(chosen)) as ExerciseReport;
  }

  #frame(id: string): Omit<Result, "status"> {
    return {
      schema: 2,
      course: "long-attention",
      set: this.set.id,
      submission: {
        id,
        main: `${this.set.name}.ts`,
        files: [{ name: `${this.set.name}.ts`, sha256: "0123456789abcdef".repeat(4) }],
      },
      score: 0,
      maxScore: this.set.exercises.reduce((sum, { points }) => sum + points, 0),
      seed: 1,
      graderVersion: "0.1.0",
      sandbox: "hardened",
      flags: [],
      exercises: [],
    };
  }
}

/** Later exercises are harder; the first mistake is the most common one. */
function answerOf(s: number, e: number): Answer {
  const draw = Math.imul((s + 1) * 2654435761, e + 977) >>> 0;
  const luck = draw / 2 ** 32;
  if (luck < skill[s]! * (1 - 0.06 * e)) return "solved";
  const kind = draw % 11;
  if (kind === 0) return "loops";
  if (kind === 1) return "throws";
  if (kind < 4 && e > 2) return "stub";
  return kind < 8 ? 0 : kind;
}
