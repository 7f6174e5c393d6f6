import { expect, it } from "vitest";
import { sets } from "../../../grader/src/checks/index.ts";
import { setOf } from "../../../grader/src/checks/notebook.ts";

it("setOf(name, exercises) takes number and title from the notebook of that name", () => {
  expect(setOf("07-flash-attention", [])).toEqual({
    id: "07",
    name: "07-flash-attention",
    title: "FlashAttention, tile by tile",
    exercises: [],
  });
  expect(sets.map(({ id, name }) => name.startsWith(`${id}-`))).not.toContain(false);
});

it("setOf(name) of no notebook is refused", () => {
  expect(() => setOf("7-flash", [])).toThrow('setOf: the course has no notebook "7-flash"');
});
