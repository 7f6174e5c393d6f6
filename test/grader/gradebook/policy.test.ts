import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { daysLate, penaltyPercent, readPolicy, timeIn } from "../../../grader/src/gradebook/policy.js";
import { out } from "../collect/class.js";

const policy = (text: string) => {
  const path = join(out(), "late.yaml");
  writeFileSync(path, text);
  return readPolicy(path);
};
const berlin = (text: string) => timeIn("Europe/Berlin", text, "it");

test.each([
  // [due, grace, submitted, days]
  ["2026-11-30 23:59", 0, "2026-11-30 23:59", 0],
  ["2026-11-30 23:59", 0, "2026-12-01 00:00", 1],
  ["2026-11-30 23:59", 15, "2026-12-01 00:14", 0],
  ["2026-11-30 23:59", 15, "2026-12-01 00:15", 1], // what the grace period does not cover is a day
  ["2026-11-30 23:59", 0, "2026-12-01 23:59", 1],
  ["2026-11-30 23:59", 0, "2026-12-02 00:00", 2],
  // Clocks go back on 2026-10-25 in Berlin: the day has 25 hours, and is one day.
  ["2026-10-24 23:59", 0, "2026-10-25 23:59", 1],
  ["2026-10-24 23:59", 0, "2026-10-26 00:00", 2],
  // They go forward on 2027-03-28: 23 hours.
  ["2027-03-27 23:59", 0, "2027-03-28 23:59", 1],
  ["2027-03-27 23:59", 0, "2027-03-29 00:00", 2],
  // In another zone's words it is the same moment.
  ["2026-11-30 23:59", 0, "2026-11-30T22:59:00Z", 0],
  ["2026-11-30 23:59", 0, "2026-11-30T23:00:00Z", 1],
  ["2026-11-30 23:59", 0, "2027-11-30 23:59", 365],
])("daysLate(%s, %i, %s) is %i by the calendar", (due, grace, submitted, days) => {
  expect(daysLate(berlin(due), grace, berlin(submitted))).toBe(days);
});

test("daysLate is the least n such that the deadline n days later was met", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -3000, max: 400_000 }),
      fc.integer({ min: 0, max: 90 }),
      (minutes, grace) => {
        const due = berlin("2026-10-20 12:00");
        const submitted = due.plus({ minutes });
        const n = daysLate(due, grace, submitted);
        if (n === 0) return submitted <= due.plus({ minutes: grace });
        return submitted <= due.plus({ days: n }) && (n === 1 || submitted > due.plus({ days: n - 1 }));
      },
    ),
    { seed: 16 },
  );
});

test("penaltyPercent takes so much a day, no more than the cap, and all after the last day", () => {
  const late = policy(
    "zone: Europe/Berlin\ndue: 2026-11-30 23:59\npercentPerDay: 10\nmostPercent: 25\nlastDay: 7\n",
  );
  expect([0, 1, 2, 3, 7, 8].map((days) => penaltyPercent(late, days))).toEqual([0, 10, 20, 25, 25, 100]);
});

test("readPolicy reads YAML and JSON, with times in the policy's zone", () => {
  const { due } = policy('{"zone": "America/New_York", "due": "2026-11-30 23:59"}');
  expect(due.toUTC().toISO()).toBe("2026-12-01T04:59:00.000Z");
  expect(DateTime.isDateTime(policy("zone: UTC\ndue: 2026-11-30 23:59").due)).toBe(true);
});

test.each([
  ["zone: Berlin\ndue: 2026-11-30 23:59", /there is no time zone "Berlin"; name one such as Europe\/Berlin/],
  ["zone: UTC\ndue: tomorrow", /due is "tomorrow"; write a time such as "2026-11-30 23:59"/],
  ["zone: UTC\ndue: 2026-02-30 10:00", /due is "2026-02-30 10:00"/],
  ["zone: UTC", /is no late policy: due/],
  ["zone: UTC\ndue: 2026-11-30 23:59\npercent: 10", /is no late policy: .*percent/],
  ["zone: UTC\ndue: 2026-11-30 23:59\npercentPerDay: 101", /percentPerDay/],
  ["- a\n- b: [", /is no late policy/],
])("readPolicy(%j) says what is wrong", (text, words) => {
  expect(() => policy(text)).toThrow(words);
});
