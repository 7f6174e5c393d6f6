/** What a cell means in the web edition's kernel, and what it says of errors. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "../browser/support/chromium.ts";
import { openKernel, type Ran, type WebKernel } from "./support/kernel.ts";

/** What the last of some cells says: values and errors as a reader sees them. */
const said = ({ outputs }: Ran): string =>
  outputs
    .map((output) =>
      output.output_type === "stream"
        ? String(output.text).trim()
        : output.output_type === "error"
          ? output.traceback[0]!
          : String(output.data["text/plain"]),
    )
    .join("; ");

describe.skipIf(!chromiumPath)("run(cell)", { timeout: 60_000 }, () => {
  let kernel: WebKernel;
  beforeAll(async () => {
    kernel = await openKernel();
  });
  afterAll(() => kernel?.close());

  /** The cells' outputs in a kernel that knows nothing else. */
  async function run(...cells: string[]): Promise<Ran> {
    await kernel.restart();
    let last: Ran | undefined;
    for (const [k, cell] of cells.entries()) last = await kernel.run(cell, k + 1);
    return last!;
  }

  // As test/kernel/meaning.test.ts says it of the course's kernel.
  const counter = "let calls = 0;\nfunction dot() { return ++calls; }";
  const helper = "const k = () => 1;\nconst g = () => k();\nclass K { of() { return k(); } }";
  it.each([
    ["await is awaited at its top", ["await (async () => 5)()"], "5"],
    [
      "a let that another cell sets is set for the functions beside it",
      [counter, "dot(); dot();", "calls = 0;", "[dot(), calls]"],
      "[ 1, 1 ]",
    ],
    [
      "a let that a later cell declares is a new one",
      [counter, "let calls = 7;", "[dot(), calls]"],
      "[ 1, 7 ]",
    ],
    [
      "a function keeps the names of its own cell",
      [helper, "function k() { return 2; }", "[g(), new K().of(), k()]"],
      "[ 1, 1, 2 ]",
    ],
    [
      "a function of another cell uses the newest of a name",
      ["const k = () => 1;", "const g = () => k();", "const k = () => 2;", "g()"],
      "2",
    ],
    ["export means nothing", ["export function f() { return 1; }\nexport const two = 2;", "f() + two"], "3"],
    [
      "a cell that throws keeps what it declared above",
      ['let b = 1;\nthrow new Error("stop");\nconst after = 1;', "b++;\nb"],
      "2",
    ],
    [
      "a name is destructured, shorthand and all",
      ["const [a, { b, ...c }] = [1, { b: 2, d: 3 }];", "({ a, b, c })"],
      "{ a: 1, b: 2, c: { d: 3 } }",
    ],
    [
      "types leave nothing behind",
      [
        'import { type Matrix, Rng, randn, rng } from "long-attention/tensor";\nenum E { A = 3 }\nconst Q: Matrix = randn([2, 3], rng(1));',
        "[Q.shape, E.A]",
      ],
      "[ [ 2, 3 ], 3 ]",
    ],
    ["a comment after the last value is no part of it", ["1 + 1 // two"], "2"],
    ["null and undefined show nothing", ["null", "undefined"], ""],
  ])("%s", async (_, cells, gives) => {
    expect(said(await run(...cells))).toBe(gives);
  });

  it.each([
    [
      "an error of the run",
      ["const fine = 1;", "const a = 1;\n\nfunction f(x: any) {\n  return x.foo.bar;\n}\nf({})"],
      /^TypeError: .+\ncell \[2\], line 4:\n {2}4 \| {3}return x\.foo\.bar;$/,
    ],
    [
      "an error in a function of another cell",
      ["function g(): never {\n  throw new RangeError('too far');\n}", "g()"],
      /^RangeError: too far\ncell \[1\], line 2:/,
    ],
    [
      "a syntax error",
      ["const a = 1;\nconst b: number = ;"],
      /^This cell does not run: Unexpected token\ncell \[1\], line 2:\n {2}2 \| const b: number = ;$/,
    ],
    [
      "a name that nobody declares",
      ["1;\nnobody + 1"],
      /^This cell does not run: cannot find name nobody\ncell \[1\], line 2:/,
    ],
    ["what is no Error", ["throw { a: 1 };"], /^Thrown: \{ a: 1 \}$/],
    [
      "its cause",
      ["throw new Error('outer', {\n  cause: new Error('inner') });"],
      /outer\ncell \[1\], line 1:[\s\S]*Caused by Error: inner\ncell \[1\], line 2:/,
    ],
    [
      "a module that is not there",
      ['import "left-pad";'],
      /there is no module "left-pad" on this page; there are long-attention,/,
    ],
    [
      "a name that a module does not export, when it is used",
      ['import { nope } from "long-attention/tensor";\nnope();'],
      /"long-attention\/tensor" exports no nope here/,
    ],
  ])("%s is told with the learner's own line", async (_, cells, says) => {
    const ran = await run(...cells);
    expect(ran.ok).toBe(false);
    expect(said(ran)).toMatch(says);
  });

  it("an error that nobody catches is told and ends nothing", async () => {
    const loose =
      "setTimeout(() => {\n  throw new Error('late');\n}, 0);\nvoid Promise.reject(new Error('lost'));\nawait new Promise((done) => setTimeout(done, 50));\n'still here'";
    const text = said(await run(loose));
    expect(text).toContain("Uncaught Error: late\ncell [1], line 2");
    expect(text).toContain("Uncaught Error: lost\ncell [1], line 4");
    expect(text).toContain("'still here'");
  });

  it("console prints as in Node, in order with what is shown; 100,000 lines come in few messages", async () => {
    const mixed = `import { show } from "long-attention/notebook";\nconsole.log("a", { b: [1, 2] }, "%");\nshow({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "shown" }) } as any);\nconsole.error("c %d", 4);`;
    expect(said(await run(mixed))).toBe("a { b: [ 1, 2 ] } %; shown; c 4");
    const many = await run("for (let i = 0; i < 100_000; i++) console.log(i);");
    expect(many.outputs.length).toBeLessThan(40);
    const text = many.outputs.map((one) => (one.output_type === "stream" ? one.text : "")).join("");
    expect(text).toBe(Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(""));
  });

  it("what is printed without end is cut with a sentence", async () => {
    const { outputs } = await run("for (let i = 0; i < 30; i++) console.log('x'.repeat(50_000));");
    expect(outputs.at(-1)).toMatchObject({
      name: "stderr",
      text: expect.stringContaining("beyond 1,000,000 characters is left out"),
    });
  });

  it("a chart of the reader's own, an image and HTML of tslab's display are shown", async () => {
    const { outputs } = await run(
      'import { show } from "long-attention/notebook";\nimport * as Plot from "@observablehq/plot";\nimport { display } from "tslab";\nshow(Plot.line([1, 4, 9]));\ndisplay.html("<b>bold</b>");',
    );
    expect(outputs).toMatchObject([
      {
        data: {
          "text/html": expect.stringContaining("data:image/svg+xml"),
          "text/plain": expect.stringContaining("Chart of line"),
        },
      },
      { data: { "text/html": "<b>bold</b>" } },
    ]);
  });

  it("miniLm of the facts comes when it is asked for, also by a later cell", async () => {
    expect(
      said(
        await run(
          'import { course } from "long-attention/facts";\ncourse.length > 5',
          'import { miniLm } from "long-attention/facts";\ntypeof miniLm()',
        ),
      ),
    ).toBe("'object'");
  });

  it("check(…) asks the page for a limit, keeps progress, and opens the reference", async () => {
    const answer =
      "const blockSizes = (M: number, d: number) => ({ Br: Math.min(Math.ceil(M / (4 * d)), d), Bc: Math.ceil(M / (4 * d)) });";
    const checked = await run(
      answer,
      'import { check, reference } from "@long-attention/grader";\ncheck("07.2", blockSizes);',
    );
    expect(said(checked)).toContain("2 of 2 points");
    expect(checked.said).toContainEqual({ kind: "keep", progress: { "07.2": { solved: true, score: 2 } } });
    expect(checked.said).toContainEqual(
      expect.objectContaining({
        kind: "limit",
        why: expect.stringContaining("Look for a loop that never ends"),
      }),
    );
    expect(said(await kernel.run('reference("07.2")', 3))).toContain("Math.min(");
  });

  it("check(…) says which cell will count otherwise when it is graded", async () => {
    const foreign =
      'import { show } from "long-attention/notebook";\nimport { attention } from "long-attention/attention";\nconst blockSizes = (M: number) => attention;';
    const text = said(
      await run(foreign, 'import { check } from "@long-attention/grader";\ncheck("07.2", blockSizes);'),
    );
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      'Cell [1] will count otherwise when it is graded: cannot import "long-attention/attention" here',
    );
  });
});
