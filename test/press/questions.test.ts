import { existsSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { build } from "../../tools/press/notebook/build.ts";
import { check } from "../../tools/press/notebook/check.ts";
import { importFile } from "../../tools/press/notebook/import.ts";
import { joined } from "../../tools/press/notebook/ipynb.ts";
import { keepQuestions, questionsOf } from "../../tools/press/notebook/questions.ts";
import { Fixture, SLOW } from "./fixture.ts";

let fixture: Fixture;
afterEach(() => fixture.remove());

const source = `// %% [markdown]
// # A question
//
// Below.

// %% tags=hide-input
import { predict, tally } from "long-attention/notebook";

const six = 6;
predict({
  question: "Six times seven?",
  answer: 7 * six,
  because: "Because it is.",
});

// %%
tally("01");
`;

test(
  "a notebook asks by number only; the answer is in no cell, and the question is kept sealed",
  SLOW,
  async () => {
    fixture = new Fixture({ "01-a": source });
    const { folder } = fixture;
    expect((await build(folder, "01-a")).asksAnew).toBe(true);
    const cells = fixture.notebook("01-a").cells.map(({ source }) => joined(source));
    expect(cells[1]).toBe(
      'import { predict, tally } from "long-attention/notebook";\n\nconst six = 6;\npredict("01.1");',
    );
    expect(cells.join("\n")).not.toMatch(/42|answer|Because/);
    expect(fixture.notebookText("01-a")).toContain("This notebook has 1 questions to predict.");
    expect(existsSync(folder.questions)).toBe(true);
    expect(readFileSync(folder.questions, "utf8")).not.toMatch(/42|Six|Because/);

    expect((await build(folder, "01-a")).asksAnew).toBe(false);
    expect((await check(folder, "01-a", { kernel: false })).problems).toEqual([]);
    keepQuestions(folder, "01-a", new Map());
    expect((await check(folder, "01-a", { kernel: false })).problems.map(({ message }) => message)).toEqual([
      "the library keeps other questions than its source asks; run build",
    ]);
  },
);

test("import keeps a question that was not edited, and refuses one that was", SLOW, async () => {
  fixture = new Fixture({ "01-a": source });
  const { folder } = fixture;
  await build(folder, "01-a");
  const edit = (from: string, to: string) =>
    fixture.edit("01-a", (cells) =>
      cells.map((cell) => ({ ...cell, source: joined(cell.source).replace(from, to) })),
    );
  edit("Below.", "Here below.");
  await importFile(folder, folder.notebook("01-a"));
  expect(fixture.source("01-a")).toBe(source.replace("Below.", "Here below."));
  await build(folder, "01-a");
  edit("const six = 6", "const six = 7");
  await expect(importFile(folder, folder.notebook("01-a"))).rejects.toThrow(
    "asks question 01.1, which is edited in the source",
  );
});

test("keepQuestions puts one notebook's questions in the place of those it had", () => {
  fixture = new Fixture();
  const { folder } = fixture;
  expect(keepQuestions(folder, "07-a", new Map([["07.1", "YQ=="]]))).toBe(true);
  expect(keepQuestions(folder, "07b-b", new Map([["07b.1", "Yg=="]]))).toBe(true);
  expect(keepQuestions(folder, "07-a", new Map([["07.2", "Yw=="]]))).toBe(true);
  expect(keepQuestions(folder, "07-a", new Map([["07.2", "Yw=="]]))).toBe(false);
  expect([...questionsOf(folder, "07-a")]).toEqual([["07.2", "Yw=="]]);
  expect([...questionsOf(folder, "07b-b")]).toEqual([["07b.1", "Yg=="]]);
});
