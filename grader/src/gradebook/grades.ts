/** From raw scores to grades: which attempt counts, how late it was, what that costs. */
import type { DateTime } from "luxon";
import { type Attempt, attemptId, type Collected, type Student } from "../download/collected.js";
import { Problem } from "../files/problem.js";
import type { Result } from "../result/index.js";
import type { Extension, Override } from "./exceptions.js";
import { daysLate, type MaybePolicy, penaltyPercent, timeIn } from "./policy.js";

export interface Grade {
  readonly student: Student;
  readonly state: "graded" | "not submitted" | "needs a person";
  /** The attempt that counts, and whose it is where a group shares it. */
  readonly attempt?: Attempt;
  readonly from?: string;
  readonly result?: Result;
  readonly submitted?: string;
  readonly daysLate?: number;
  /** Before anything is taken off. */
  readonly raw?: number;
  readonly penalty?: number;
  readonly final?: number;
  /** Reasons, in sentences. */
  readonly notes: readonly string[];
}

export interface Book {
  readonly collected: Collected;
  /** By the ids of attempts. */
  readonly results: ReadonlyMap<string, Result>;
  readonly policy: MaybePolicy;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly overrides: ReadonlyMap<string, Override>;
  readonly max: number;
}

/** One for each student, in the order of their ids. @throws Problem for a time or a policy that does not suffice */
export function gradesOf(book: Book): Grade[] {
  return book.collected.students.map((student) => gradeOf(student, book));
}

function gradeOf(student: Student, book: Book): Grade {
  const override = book.overrides.get(student.id);
  const tried = attemptsFor(student, book.collected).map(({ owner, attempt }) =>
    considered(student, owner, attempt, override, book),
  );
  const gradable = tried.filter(({ raw }) => raw !== undefined);
  const chosen =
    book.policy?.attempt === "best"
      ? gradable.reduce<Grade | undefined>(
          (best, one) => (best && best.final! >= one.final! ? best : one),
          undefined,
        )
      : gradable.at(-1);
  const newest = tried.at(-1);
  const notes = [
    ...(override ? [override.reason] : []),
    ...(book.extensions.has(student.id) ? [book.extensions.get(student.id)!.reason] : []),
    ...(student.unclaimed ? ["nobody on the roster"] : []),
  ];
  if (!chosen && override?.points !== undefined)
    return { student, state: "graded", raw: override.points, penalty: 0, final: override.points, notes };
  if (!newest) return { student, state: "not submitted", notes };
  if (!chosen)
    return {
      ...newest,
      state: "needs a person",
      notes: [newest.result?.reason ?? "not graded yet", ...notes],
    };
  const passedOver = tried.indexOf(chosen) < tried.length - 1 && book.policy?.attempt !== "best";
  return {
    ...chosen,
    notes: [
      ...(passedOver
        ? [`attempt ${newest.attempt!.n} is not gradable: ${newest.result?.reason ?? "not graded yet"}`]
        : []),
      ...chosen.notes,
      ...notes,
    ],
  };
}

/** The student's own attempts, or those of the group. */
function attemptsFor({ id, attempts, sharedWith = [] }: Student, { students }: Collected) {
  const owners =
    sharedWith.length > 0 ? students.filter((one) => sharedWith.includes(one.id)) : [{ id, attempts }];
  return owners
    .flatMap((owner) => owner.attempts.map((attempt) => ({ owner: owner.id, attempt })))
    .sort((a, b) => (a.attempt.submittedAt ?? "").localeCompare(b.attempt.submittedAt ?? "", "en"));
}

function considered(
  student: Student,
  owner: string,
  attempt: Attempt,
  override: Override | undefined,
  book: Book,
): Grade {
  const { policy, max } = book;
  const result = book.results.get(attemptId(owner, attempt));
  const about: Grade = {
    student,
    state: "graded",
    attempt,
    notes: [],
    ...(owner === student.id ? {} : { from: owner }),
    ...(result ? { result } : {}),
  };
  if (result?.status !== "graded") return about;
  const raw = override?.points ?? result.score;
  const late = policy ? lateness(student, attempt, override, book) : {};
  const percent = policy && !override?.waive ? penaltyPercent(policy, late.daysLate ?? 0) : 0;
  const penalty = Math.min(raw, round((max * percent) / 100));
  return { ...about, ...late, raw, penalty, final: round(raw - penalty) };
}

function lateness(
  student: Student,
  attempt: Attempt,
  override: Override | undefined,
  { policy, extensions }: Book,
): { submitted?: string; daysLate?: number; notes?: readonly string[] } {
  const { zone, due, graceMinutes, lateWithoutTime } = policy!;
  const told = override?.submitted ?? attempt.submittedAt;
  const deadline = extended(student, due, zone, extensions.get(student.id));
  if (told !== undefined) {
    const time = timeIn(zone, told, `when ${student.id} handed in`).setZone(zone);
    return {
      submitted: time.toFormat("yyyy-MM-dd HH:mm"),
      daysLate: daysLate(deadline, graceMinutes, time),
    };
  }
  if (!attempt.late || override?.waive) return {};
  // The platform's word was about the usual deadline, and nobody knows whether the longer one was met.
  if (extensions.has(student.id))
    return {
      notes: [
        "late by the platform's word, which does not say when: nothing is taken off, with the extension",
      ],
    };
  if (lateWithoutTime === undefined)
    throw new Problem(
      `${student.name} (${student.id}) was late, and the platform does not say when; give lateWithoutTime in the policy, or a time in the overrides' column submitted`,
    );
  return { daysLate: lateWithoutTime };
}

function extended(student: Student, due: DateTime, zone: string, extension: Extension | undefined): DateTime {
  if (!extension) return due;
  return extension.due === undefined
    ? due.plus({ days: extension.days! })
    : timeIn(zone, extension.due, `the extension of ${student.id}`);
}

/** Hundredths, as platforms keep them. */
const round = (points: number): number => Math.round(points * 100 + 1e-9) / 100;
