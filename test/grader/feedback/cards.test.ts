import { describe, expect, it } from "vitest";
import { difference } from "../../../grader/src/engine/compare.js";
import { asHtml, asText } from "../../../grader/src/feedback/index.js";
import { messageText, partsOf, sentence } from "../../../grader/src/text/message.js";

describe("sentence(message)", () => {
  it.each([
    ["the result should be 3, but is 4", "The result should be 3, but is 4."],
    ["`l` should be 3.2, but is 4", "`l` should be 3.2, but is 4."],
    ["2 of 6 numbers differ", "2 of 6 numbers differ."],
    ["token 2: `m` should be 1", "Token 2: `m` should be 1."],
    ["does a loop never end?", "Does a loop never end?"],
  ])("%s", (message, told) => {
    expect(sentence(message)).toBe(told);
  });
});

describe("difference(actual, expected)", () => {
  it.each([
    [{ m: 1, l: 4 }, { m: 1, l: 3.2 }, "`l` should be 3.2, but is 4"],
    [[{ m: 1 }, { m: 0 }], [{ m: 1 }, { m: 1 }], "`result[1].m` should be 1, but is 0"],
    [{}, { reads: 1 }, "the result lacks the property `reads`"],
    [[1, 3], [1, 2], "1 of 2 numbers differ; the first is `result[1]`: it should be 2, but is 3"],
    [{ O: [3] }, { O: [2] }, "`O[0]`: it should be 2, but is 3"],
    [4, 3, "the result should be 3, but is 4"],
  ])("marks names as code: %j, %j", (actual, expected, message) => {
    expect(difference(actual, expected)).toBe(message);
  });
});

describe("a message", () => {
  it("has names of code, and no other markup: a value in it may look like some", () => {
    const message = "`O[0]` should be 1, but is [**b**](https://example.org) <i>";
    expect(partsOf(message).map(({ code }) => code)).toEqual([true, false]);
    expect(messageText(message)).toBe("O[0] should be 1, but is [**b**](https://example.org) <i>");
    const html = asHtml([{ kind: "message", text: message }]);
    expect(html).toContain("<code>O[0]</code> should be 1, but is [**b**](https://example.org) &lt;i>");
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
    const html = asHtml([{ kind: "quote", lead: "it threw an error:", text: "free a tile" }]);
    expect(html).toContain("word-break: normal; overflow-wrap: anywhere");
  });
});
