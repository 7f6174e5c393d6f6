/** What being late costs: data, so that the same raw scores always give the same grades. */
import { readFileSync } from "node:fs";
import { DateTime, IANAZone } from "luxon";
import { parse } from "yaml";
import { z } from "zod";
import { Problem } from "../files/problem.js";

const policySchema = z.strictObject({
  /** Such as "Europe/Berlin": days begin and end there, and a time without an offset is meant there. */
  zone: z.string(),
  /** Such as "2026-11-30 23:59". */
  due: z.string(),
  graceMinutes: z.number().min(0).default(0),
  /** Per cent of the set's points for each day that began after the deadline. */
  percentPerDay: z.number().min(0).max(100).default(0),
  /** No more than so many per cent are lost. */
  mostPercent: z.number().min(0).max(100).default(100),
  /** After so many days an attempt counts no more. */
  lastDay: z.number().int().min(0).optional(),
  /** Which of a student's gradable attempts counts; "best" is after the penalty. */
  attempt: z.enum(["last", "best"]).default("last"),
  /** How many days late it counts what a platform calls late without saying when it came. */
  lateWithoutTime: z.number().int().min(0).optional(),
  /** What the platforms' tables say for who handed in nothing. */
  missing: z.enum(["leave", "zero"]).default("leave"),
});

export type Policy = Omit<z.infer<typeof policySchema>, "due"> & { readonly due: DateTime };

/** Without a policy nothing is late, and the last gradable attempt counts. */
export type MaybePolicy = Policy | undefined;

/** @throws Problem for what is no policy, an unknown zone, a date that is none */
export function readPolicy(path: string): Policy {
  let told: z.infer<typeof policySchema>;
  try {
    told = policySchema.parse(parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Problem(`${path} is no late policy: ${whyNot(error)}`);
  }
  if (!IANAZone.isValidZone(told.zone))
    throw new Problem(
      `${path}: there is no time zone ${JSON.stringify(told.zone)}; name one such as Europe/Berlin or America/New_York`,
    );
  return { ...told, due: timeIn(told.zone, told.due, `${path}: due`) };
}

function whyNot(error: unknown): string {
  if (error instanceof z.ZodError) {
    const { path, message } = error.issues[0]!;
    return `${path.join(".") || "it"}: ${message}`;
  }
  return (error as Error).message.split("\n")[0]!;
}

/** @throws Problem naming `what` */
export function timeIn(zone: string, text: string, what: string): DateTime {
  const time = DateTime.fromISO(text.trim().replace(" ", "T"), {
    zone,
    setZone: /[zZ]$|[+-]\d\d:?\d\d$/.test(text.trim()),
  });
  if (!time.isValid)
    throw new Problem(`${what} is ${JSON.stringify(text)}; write a time such as "2026-11-30 23:59"`);
  return time;
}

/**
 * Days that began after the deadline, by the calendar: a day is from one deadline's time of day to the next one's, also
 * where clocks are changed between them. 0 is in time.
 */
export function daysLate(due: DateTime, graceMinutes: number, submitted: DateTime): number {
  if (submitted <= due.plus({ minutes: graceMinutes })) return 0;
  const days = Math.max(1, Math.floor(submitted.diff(due, "days").days) - 1);
  for (let n = days; ; n++) if (submitted <= due.plus({ days: n })) return n;
}

/** Per cent of the set's points. */
export const penaltyPercent = (policy: Policy, days: number): number =>
  policy.lastDay !== undefined && days > policy.lastDay
    ? 100
    : Math.min(policy.mostPercent, days * policy.percentPerDay);
