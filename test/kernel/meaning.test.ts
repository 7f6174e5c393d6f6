/** What a cell means: which names it hands on, to whom, and what is left of it when it fails. */
import { beforeAll, expect, it } from "vitest";
import { type Ran, runCells } from "./cells.ts";

const all: string[] = [];
let ran: Ran[] = [];
beforeAll(() => {
  ran = runCells(all); // one session for all: every story has names of its own
}, 120_000);

/**
 * A story of some cells, whose names end in $, and what its last cell gives: its value, or what is wrong, after
 * what it prints. The story's first cell is called [1].
 */
function it$(says: string, cells: readonly string[], gives: string | RegExp): void {
  const first = all.length;
  all.push(...cells.map((cell) => cell.replaceAll("$", () => `$${first}`)));
  const last = all.length - 1;
  it(says, () => {
    const texts = ran[last]!.outputs.map((one) =>
      one.output_type === "stream"
        ? one.text.trim()
        : one.output_type === "error"
          ? one.evalue
          : String(one.data["text/plain"]),
    );
    const said = texts
      .join("; ")
      .replaceAll(`$${first}`, () => "$")
      .replace(/cell \[(\d+)\]/g, (_, n) => `cell [${Number(n) - first}]`);
    if (typeof gives === "string") expect(said).toBe(gives);
    else expect(said).toMatch(gives);
  });
}

it$("toSorted and its like are known", ["[3, 1].toSorted().concat([5].with(0, 2)).join()"], "'1,3,2'");
it$(
  "typed arrays know toSorted, and keep their type, as a matrix does",
  [
    'import { testTensors } from "long-attention/tensor";\nconst { Q: Q$ } = testTensors(2, 2);\n2 * Q$.get(0, 0) + Float64Array.of(3, 1).toSorted()[0]',
  ],
  "-1",
);
it$("await (…) is awaited", ["await (async () => 5)()"], "5");
it$("await […] is awaited", ["await [1][0]"], "1");
it$("await (…) inside a call is awaited", ["String(await (Promise.resolve(3)))"], "'3'");
it$(
  "for await alone is awaited",
  ["let s$ = 0;\nfor await (const x of [1, Promise.resolve(2)]) s$ += x;\ns$"],
  "3",
);
it$(
  "await in a block is awaited",
  ["let s$ = 0;\nif (s$ === 0) { s$ = await Promise.resolve(4); }\ns$"],
  "4",
);
it$(
  "await in a function that is not async stays an error",
  ["function f$() { await Promise.resolve(1); }"],
  /'await' expressions are only allowed within async functions/,
);

const counter = "let calls$ = 0;\nfunction dot$() { return ++calls$; }";
it$(
  "a let that another cell sets is set for the functions beside it",
  [counter, "dot$(); dot$();", "calls$ = 0;", "[dot$(), calls$]"],
  "[ 1, 1 ]",
);
it$(
  "a let that another cell steps or destructures is changed for the functions beside it",
  [counter, "calls$ += 5;\n({ calls$ } = { calls$: calls$ + 1 });", "[dot$(), calls$]"],
  "[ 7, 7 ]",
);
it$("a let that functions change reads changed in other cells", [counter, "dot$();\ndot$();", "calls$"], "2");
it$(
  "a let that a later cell declares is a new one, and the cell says which functions keep the old one",
  [counter, "let calls$ = 7;"],
  "Note: dot$ of cell [1] keeps the calls$ of its own cell, not this new one. Run cell [1] again; then calls$ = …, without a declaration, changes that one.",
);
it$("… which they do", [counter, "let calls$ = 7;", "[dot$(), calls$]"], "[ 1, 7 ]");

const helper = "const k$ = () => 1;\nconst g$ = () => k$();\nclass K$ { of() { return k$(); } }";
it$(
  "a function that a later cell declares is a new one, and the cell says which functions keep the old one",
  [helper, "function k$() { return 2; }"],
  "Note: g$, K$ of cell [1] keeps the k$ of its own cell, not this new one. To change that one, edit cell [1] and run it again.",
);
it$(
  "… as they do, all of them",
  [helper, "function k$() { return 2; }", "[g$(), new K$().of(), k$()]"],
  "[ 1, 1, 2 ]",
);
it$(
  "a function of another cell uses the newest of a name",
  ["const k$ = () => 1;", "const g$ = () => k$();", "const k$ = () => 2;", "g$()"],
  "2",
);
it$(
  "… and nothing need be said",
  ["const k$ = () => 1;", "const g$ = () => k$();", "const k$ = () => 2;"],
  "",
);
it$("running a cell again says nothing", [helper, helper], "");
it$(
  "a parameter or a property of the name says nothing",
  ["const k$ = 1;\nconst g$ = (k$: number) => ({ k$: k$ }).k$;", "const k$ = 2;"],
  "",
);

const exported =
  "export function f$() { return 1; }\nexport const two$ = 2, { three$ } = { three$: 3 };\nexport default class A$ {}\nexport interface I$ { n: number }\nexport { f$ as g$ };";
it$(
  "export in a cell means nothing",
  [exported, "const i$: I$ = { n: f$() + two$ + three$ };\n[i$.n, typeof A$]"],
  "[ 6, 'function' ]",
);
it$(
  "export moves no column",
  ["export const shared$: string = 1;"],
  "line 1, column 14: Type 'number' is not assignable to type 'string'.",
);

const failing =
  'let b$ = 1;\nconst { c$, ...d$ } = { c$: "c", e: 3 };\nthrow new Error("stop");\nconst after$ = 1;';
it$(
  "a cell that throws keeps what it declared above",
  [failing, "b$++;\n[b$, c$.length, d$.e]"],
  "[ 2, 1, 3 ]",
);
it$(
  "… with its types",
  [failing, "const text$: string = b$;"],
  "line 1, column 7: Type 'number' is not assignable to type 'string'.",
);
it$("… and nothing that stands below", [failing, "after$"], "line 1, column 1: Cannot find name 'after$'.");
it$(
  "a cell that throws leaves an earlier name alone that it would have declared anew",
  ['const a$ = "old", b$ = 1;', 'const b$ = "new";\nthrow 1;\nconst a$ = 2;', "[a$.length, b$.length]"],
  "[ 3, 3 ]",
);
it$(
  "a cell with a type error declares nothing",
  ["const a$ = 1;", 'const a$ = "new";\nconst b$: string = 5;', "a$"],
  "1",
);
it$(
  "a name that is read before its line is an error, not undefined",
  ["const read$ = () => later$;\nread$();\nconst later$ = 1;"],
  "Cannot access 'later$' before initialization",
);
it$(
  "a cell that runs again reads what it declared the last time, until it declares it anew",
  ["const a$ = 1;", "const read$ = () => a$;", "const was$ = read$();\nconst a$ = 2;\n[was$, read$()]"],
  "[ 1, 2 ]",
);

it$("a package without types is any", ['import * as d3$ from "d3";\nd3$.sum([1, 2])'], "3");
it$("… in later cells, too", ['import { max as max$ } from "d3-array";', "max$([1, 2])"], "2");
