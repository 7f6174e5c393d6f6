// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import { describe, expect, it } from "vitest";
import { lint, typedNumbers } from "../../tools/press/notebook/lint.ts";
import { parse } from "../../tools/press/notebook/parse.ts";

describe("typedNumbers", () => {
  it.each([
    ["it moves 57,344 numbers", ["57,344"]],
    ["that is 93.75 % of it, or 12%", ["93.75 %", "12%"]],
    ["18 KiB, 9.44 MB and 2039 GB/s", ["18 KiB", "9.44 MB", "2039 GB/s"]],
    ["156 TFLOPS, 2 FLOPs, 153 FLOP/B", ["156 TFLOPS", "2 FLOPs", "153 FLOP/B"]],
    ["9.81 µs, 3 ms, 5 s, 1.41 GHz", ["9.81 µs", "3 ms", "5 s", "1.41 GHz"]],
    ["14× faster, 1.3 × slower", ["14×", "1.3 ×"]],
    ["a 128-token window of 4K tokens", ["128-token", "4K tokens"]],
    ["108 SMs, 5 bytes, 10 elements, 576 accesses", ["108 SMs", "5 bytes", "10 elements", "576 accesses"]],
    ["$14\\,\\%$ and $2\\times$", ["14\\,\\%", "2\\times"]],
    ["It lasts 5 s.", ["5 s"]],
  ])("typedNumbers(%j) finds the measured numbers", (text, found) => {
    expect(typedNumbers(text)).toEqual(found);
  });

  it.each([
    "## 3.1 Tokens and bytes",
    "1. tokens come first",
    "- see section 4 tokens, Table 2 bytes, §3.1 bytes",
    "on 3 May 2024 tokens were cheap; 2024-05-03 s",
    "`57,344 bytes` and ``2 ` tokens``",
    "[a](https://example.org/5%20tokens) <img width='50%'>",
    "blocks of 16×16 and 4 × 4, or $2\\times 2$",
    "FlashAttention-2 reads less, and GPT-4 tokens, and fp16 bytes",
    "six tokens, 3 heads, 2 rows, in the 1990s",
    "\ufffc tokens and \ufffc× faster",
  ])("typedNumbers(%j) leaves it alone", (text) => {
    expect(typedNumbers(text)).toEqual([]);
  });
});

describe("lint", () => {
  const source = (body: string) => parse(body, "notebooks/src/07-flash.nb.ts");

  it("lint(source) names the line of a typed number and passes expressions and fenced code", () => {
    const text =
      "// %% [markdown]\n// ${T} tokens\n//\n// ```\n// 57,344 bytes\n// ```\n// and 57,344 bytes\n\n// %%\n// 9 tokens\nf(1_000);\n";
    expect(lint(source(text))).toEqual([
      {
        file: "notebooks/src/07-flash.nb.ts",
        line: 7,
        message: '"57,344 bytes" is typed by hand; write ${an expression}, or `backticks` if it is code',
      },
    ]);
  });

  it("lint(source) refuses a cell of more than 15 lines of code; comments and blank lines are free", () => {
    const lines = (n: number) => Array.from({ length: n }, (_, k) => `f(${k});\n\n// why\n`).join("");
    expect(lint(source(`// %%\n${lines(15)}`))).toEqual([]);
    expect(lint(source(`// %%\n${lines(16)}`))[0]).toMatchObject({
      line: 1,
      message: "the cell has 16 lines of code; 15 is the most: move a definition into lib/ or split it",
    });
  });
});
