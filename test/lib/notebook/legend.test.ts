import { letters } from "long-attention/facts";
import { legend } from "long-attention/notebook";
import { expect, it } from "vitest";

it("legend(notebook) folds what this notebook's letters stand for, and no other's", () => {
  const { html, text } = legend("09");
  expect(html).toMatch(/^<details[^>]*><summary[^>]*>The letters of this notebook<\/summary><table/);
  expect(text).toContain("sinks: the first tokens");
  expect(text).not.toContain("query heads that share");
});

it("legend() lists the whole course, each meaning with its notebooks", () => {
  const { text } = legend();
  expect(text).toContain("average path length, in hops");
  expect(text.split("\n").length - 3).toBe(letters().length);
  expect(text).toMatch(/rows of Q in a block +02, 07$/m);
});

it("legend of a notebook without letters is refused", () => {
  expect(() => legend("99")).toThrow('letters: notebook 99 has none; give its number, as in letters("07")');
});
