/** Types in the editor: what TypeScript says of a cell among those above it. */
import { expect, it } from "vitest";
import { declarations } from "../../web/build/declarations.ts";
import type { Answers } from "../../web/client/types-messages.ts";
import { Service } from "../../web/types/service.ts";
import { partName } from "../share.ts";
import { notebooks } from "./support/notebooks.ts";

const files = declarations();

const errorsIn = (service: Service, cells: readonly string[], cell: number) =>
  service.answer(cells, cell, { kind: "errors" }) as Answers["errors"];

/** The messages about the last of some cells, with the words that each stands under. */
function errors(...cells: string[]): string[] {
  const found = errorsIn(new Service(files), cells, cells.length - 1);
  return found.map(({ from, to, message }) => `${cells.at(-1)!.slice(from, to)}: ${message}`);
}

it("errors are those of the cell that is asked about, at the learner's own characters", () => {
  expect(errors('const a: number = "x";', "const b: string = 5;\nconst c = b.length;")).toEqual([
    "b: Type 'number' is not assignable to type 'string'.",
  ]);
});

it("a cell sees the newest of earlier cells' names, types among them, and may assign to a let", () => {
  const above = [
    'import { randn, rng } from "long-attention/tensor";\nlet n = 1;\ninterface Pair { a: number }',
    "const n$ = 2; const [p, { q }] = [1, { q: 2 }]; class K {}; enum E { A }",
    "let q = 'new';",
  ];
  expect(
    errors(...above, "n = 2;\nconst pair: Pair = { a: p };\nrandn([2, n$], rng(1)).shape; new K(); E.A;"),
  ).toEqual([]);
  expect(errors(...above, "q.trimm();")).toEqual([
    "trimm: Property 'trimm' does not exist on type 'string'. Did you mean 'trim'?",
  ]);
  expect(errors("nobody;")).toEqual(["nobody: Cannot find name 'nobody'."]);
});

it("export in a cell means nothing, and await stands at its top", () => {
  expect(
    errors("export function f() { return 1; }\nexport const x = await Promise.resolve(f());", "x + f()"),
  ).toEqual([]);
});

it("complete offers what a module exports and what a value has", () => {
  const names = (...cells: string[]) => {
    const at = cells.at(-1)!.length;
    const list = new Service(files).answer(cells, cells.length - 1, { kind: "complete", at });
    return (list as Answers["complete"]).map(({ name }) => name);
  };
  expect(names('import { testTensors } from "long-attention/tensor";', "testTensors(2, 2).")).toContain("Q");
  expect(names("const mine = 1;", "mi")).toContain("mine");
});

it("hover shows a signature with its docs", () => {
  const cell = 'import { flashAttention } from "long-attention/flash";';
  const hover = new Service(files).answer([cell], 0, { kind: "hover", at: cell.indexOf("Attention") });
  expect(hover).toMatchObject({
    from: cell.indexOf("flashAttention"),
    text: expect.stringContaining("flashAttention(Q: Matrix"),
    docs: expect.stringMatching(/\w/),
  });
});

it(`no cell of the course has a type error: ${partName}`, () => {
  for (const { name, cells } of notebooks(1)) {
    const service = new Service(files);
    const codes = cells.map(({ code }) => code);
    const found = codes.flatMap((_, k) =>
      errorsIn(service, codes, k).map(({ message }) => `${name} cell ${k + 1}: ${message}`),
    );
    expect(found).toEqual([]);
  }
});
