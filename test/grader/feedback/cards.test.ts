import { describe, expect, it } from "vitest";
import type { Exercise } from "../../../grader/src/engine/index.js";
import { sentence } from "../../../grader/src/feedback/feedback.js";
import { asHtml, asText } from "../../../grader/src/feedback/index.js";

const mergeStats = { id: "07.1", name: "mergeStats", params: ["a", "rng"] } as unknown as Exercise;

describe("sentence(exercise, text, expected)", () => {
  it.each([
    ["l should be 3.2, but is 4", { m: 1, l: 3.2 }, "`l` should be 3.2, but is 4."],
    ["result[2].m should be 1, but is 0", [], "`result[2].m` should be 1, but is 0."],
    ["the result lacks the property reads", { reads: 1 }, "The result lacks the property `reads`."],
    [
      "2 of 6 numbers differ; the first is O[0][1]: it should be 1, but is 2",
      undefined,
      "2 of 6 numbers differ; the first is `O[0][1]`: it should be 1, but is 2.",
    ],
    ["the result should be 3, but is 4", undefined, "The result should be 3, but is 4."],
    ["rng was never called", undefined, "`rng` was never called."],
    ["mergeStats gives a promise", undefined, "`mergeStats` gives a promise."],
    ["07.1 mergeStats did not finish within 1 s", undefined, "07.1 `mergeStats` did not finish within 1 s."],
    ["token 2: m should be 1", { m: 1 }, "Token 2: `m` should be 1."],
  ])("%s", (text, expected, told) => {
    expect(sentence(mergeStats, text, expected)).toBe(told);
  });
});

describe("values in words", () => {
  const values = [
    { name: "mem", shown: { text: "a device" } },
    { name: "Br", shown: { text: "6" } },
  ];

  it("stand on a line each", () => {
    expect(asText([{ kind: "values", values }])).toBe("mem = a device\nBr = 6".replace(/^/gm, "  "));
    expect(asHtml([{ kind: "values", values }]).match(/flex: 0 0 100%/g)).toHaveLength(2);
  });

  it("break inside a word only where one is longer than the line, whatever the page says", () => {
    const html = asHtml([{ kind: "quote", text: "free a tile" }]);
    expect(html).toContain("word-break: normal; overflow-wrap: anywhere");
  });
});
