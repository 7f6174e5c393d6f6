import { existsSync, readFileSync } from "node:fs";
import { course } from "long-attention/facts";
import { expect, test } from "vitest";

const source = (file: string) => new URL(`../../../notebooks/src/${file}.nb.ts`, import.meta.url);
const plain = (text: string) => text.replace(/^\/\/ /gm, "").replace(/\s+/g, " ");

test.each(course.filter(({ file }) => existsSync(source(file))))(
  "course says of $file what the notebook says of itself",
  ({ file, number, title, minutes, optional, picture }) => {
    const text = plain(readFileSync(source(file), "utf8"));
    expect(text).toContain(`# ${number} · ${title} `);
    expect(text).toContain(`*Time:* ${minutes} minutes${optional ? ", optional" : ""}.`);
    expect(text).toContain(`**The one picture to remember:** ${picture}.`);
  },
);

test("course builds each notebook on earlier ones only, each named once", () => {
  const numbers = course.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort());
  for (const { number, needs, file } of course) {
    expect(file.startsWith(`${number}-`)).toBe(true);
    for (const need of needs) expect(numbers.slice(0, numbers.indexOf(number))).toContain(need);
  }
});
