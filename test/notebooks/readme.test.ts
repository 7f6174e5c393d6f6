import { existsSync, readFileSync } from "node:fs";
import { course } from "long-attention/facts";
import { expect, it } from "vitest";

const readme = readFileSync("README.md", "utf8");

it.each(course)("README.md names notebook $number with its title, time and picture", (stop) => {
  const row = readme.split("\n").find((line) => line.startsWith(`| ${stop.number} |`));
  expect(row).toContain(`[${stop.title}](notebooks/${stop.file}.ipynb)`);
  expect(row).toContain(`${stop.minutes} min`);
  expect(row).toContain(stop.picture);
});

it("README.md, CONTRIBUTING.md and CHANGELOG.md link only to files that exist", () => {
  for (const file of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
    for (const [, target] of readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(target!), `${file} links to ${target}`).toBe(true);
});
