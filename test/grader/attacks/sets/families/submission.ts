/** What is handed in: links, pipes, archives, encodings, notebooks, and text that means something elsewhere. */

import { type Entry, tarGz, zip } from "../archives.js";
import { notebook } from "../notebook.js";
import { family, type Part, type Plan, ts } from "../plan.js";
import { all, flopsPoints, getProcess, honestFlops } from "../texts.js";

const refused = "it is not gradable, for a reason that the gradebook names";

const plan = (id: string, tries: string, files: Plan["files"], more: Partial<Plan> = {}): Plan => ({
  id,
  tries,
  files,
  honest: 0,
  must: refused,
  state: "not-gradable",
  ...more,
});

const graded = { honest: flopsPoints, state: "graded" } as const;

const archive = (
  id: string,
  tries: string,
  kind: ".zip" | ".tar.gz",
  entries: (scene: Parameters<Plan["files"]>[0]) => readonly Entry[],
  more: Partial<Plan> = {},
): Plan =>
  plan(id, tries, (scene) => [{ path: kind, bytes: (kind === ".zip" ? zip : tarGz)(entries(scene)) }], more);

const main = (data: string): Entry => ({ name: "00-attention.ts", data });

/** In a cell, which does not export. */
const cellFlops = honestFlops.replace("export ", "");

const nb = (...sources: readonly unknown[]): Part[] => [{ path: ".ipynb", text: notebook(...sources) }];

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

const html = "<script>pwned()</script><img src=x onerror=pwned()>\\\"'><a href=javascript:pwned()>x</a>";

export const submission = family("submission", [
  plan("link-to-answers", "is a link to the reference solutions", ({ answers }) => [
    { path: ".ts", link: answers("00") },
  ]),
  plan("link-to-neighbour", "is a link to the submission of a fellow student", () => [
    { path: ".ts", link: "neighbour-00.ts" },
  ]),
  plan(
    "link-to-secret",
    "is a link to a file of the instructor's, which a syntax error would quote",
    ({ secret }) => [{ path: ".ts", link: secret }],
  ),
  plan("link-to-zeros", "is a link to a device that never ends", () => [{ path: ".ts", link: "/dev/zero" }]),
  plan("link-to-itself", "is a link to itself", () => [{ path: ".ts", link: "link-to-itself.ts" }]),
  plan("link-in-folder", "is a folder with a link to the reference solutions", ({ answers }) => [
    { path: "/00-attention.ts", link: answers("00") },
  ]),
  plan("link-to-folder", "is a link to the folder of the reference solutions", ({ answers }) => [
    { path: "", link: answers("00").replace(/[^/]*$/, "") },
  ]),
  plan("folder-in-folder", "holds a link to the folder of the reference solutions", ({ answers }) => [
    { path: "/work", link: answers("00").replace(/[^/]*$/, "") },
  ]),
  plan(
    "link-beside",
    "imports a link to the reference solutions that lies beside it",
    ({ answers }) => [
      { path: "/00-attention.ts", text: 'export * from "./helper.ts";' },
      { path: "/helper.ts", link: answers("00") },
    ],
    { must: "the link is not followed, so nothing of the set is there" },
  ),
  plan("pipe", "is a pipe that nobody writes into", () => [{ path: ".ts", fifo: true }]),
  plan("pipe-in-folder", "is a folder with such a pipe", () => [{ path: "/00-attention.ts", fifo: true }]),
  plan("folder-named-ts", "is a folder whose name ends in .ts", () => [
    { path: ".ts/README.md", text: "nothing here" },
  ]),
  plan("folder-as-file", "is a folder in which the solutions' file is a folder", () => [
    { path: "/00-attention.ts/00-attention.ts/nothing.txt", text: "x" },
  ]),
  plan("empty-file", "is empty", () => ts("")),
  plan("empty-folder", "is an empty folder", () => [{ path: "", folder: true }]),
  plan("ten-megabytes", "is a file of ten megabytes", () => ts(`${honestFlops}//${"x".repeat(10_000_000)}`)),
  plan("ten-megabytes-folder", "is five hundred files in a folder", () =>
    Array.from({ length: 600 }, (_, i) => ({ path: `/f${i}.ts`, text: `export const x${i} = ${i};` })),
  ),
  plan("nul-bytes", "hides code behind NUL bytes", () =>
    ts(`${honestFlops}\u0000export const sdpa = 1;\u0000`),
  ),
  plan("utf-16", "is written in UTF-16", () => [{ path: ".ts", bytes: utf16(honestFlops) }]),
  plan("not-utf-8", "holds bytes that are no UTF-8", () => [
    {
      path: ".ts",
      bytes: Buffer.concat([Buffer.from(honestFlops), Buffer.from([0x2f, 0x2f, 0xc3, 0x28, 0xff, 0xfe])]),
    },
  ]),
  plan("wrong-assignment", "hands in the solutions of another notebook", () => ts("export const hello = 1;")),
  archive("zip-slip", "unpacks a file two folders up", ".zip", () => [
    main(honestFlops),
    { name: "../../outside/pwned.ts", data: "export {};" },
  ]),
  archive("zip-absolute", "unpacks a file where the whole path says", ".zip", ({ outside }) => [
    main(honestFlops),
    { name: `${outside}/pwned.ts`, data: "export {};" },
  ]),
  archive("zip-backslash", "unpacks a file outside, the way that Windows writes it", ".zip", () => [
    main(honestFlops),
    { name: "..\\..\\outside\\pwned.ts", data: "export {};" },
  ]),
  archive("zip-link", "holds a link to the reference solutions", ".zip", ({ answers }) => [
    { name: "00-attention.ts", link: answers("00") },
  ]),
  archive(
    "zip-link-folder",
    "holds a link to a folder, and then a file in it",
    ".zip",
    ({ outside }) => [
      main(honestFlops),
      { name: "out", link: outside },
      { name: "out/pwned.ts", data: "export {};" },
    ],
    { state: undefined as never, honest: flopsPoints, must: "nothing is written through the link" },
  ),
  plan("zip-bomb", "is a small archive that unpacks to two hundred megabytes", () => [
    { path: ".zip", bytes: zip([{ name: "00-attention.ts", data: Buffer.alloc(200_000_000, 32) }]) },
  ]),
  plan("zip-lies", "is an archive whose headers say that it is small", () => [
    { path: ".zip", bytes: zip([{ name: "00-attention.ts", data: Buffer.alloc(50_000_000, 32) }], 10) },
  ]),
  archive(
    "zip-twice",
    "holds the solutions' file twice, once for the reader and once for the runner",
    ".zip",
    () => [
      main(`${honestFlops}\nexport const sdpa = (Q, K, V) => V;`),
      main(`${honestFlops}\nexport const mha = (Q, K, V) => V;`),
    ],
    {
      honest: flopsPoints + 1.25,
      must: "one of them counts, or none, and the record says which",
      state: undefined as never,
    },
  ),
  archive("zip-in-zip", "is an archive in an archive in an archive, and on", ".zip", () => [
    {
      name: "a.zip",
      data: zip([
        {
          name: "b.zip",
          data: zip([{ name: "c.zip", data: zip([{ name: "d.zip", data: zip([main(honestFlops)]) }]) }]),
        },
      ]),
    },
  ]),
  plan("zip-broken", "is half an archive", () => [
    { path: ".zip", bytes: zip([main(honestFlops)]).subarray(0, 90) },
  ]),
  plan("zip-no-zip", "is called an archive, but is text", () => [{ path: ".zip", text: honestFlops }]),
  archive("tar-slip", "unpacks a file two folders up", ".tar.gz", () => [
    main(honestFlops),
    { name: "../../outside/pwned.ts", data: "export {};" },
  ]),
  archive("tar-link", "holds a link to the reference solutions", ".tar.gz", ({ answers }) => [
    { name: "00-attention.ts", link: answers("00") },
  ]),
  archive("tar-hard-link", "holds a hard link to the reference solutions", ".tar.gz", ({ answers }) => [
    { name: "00-attention.ts", hard: answers("00") },
  ]),
  plan("tar-bomb", "is a small archive that unpacks to a hundred megabytes", () => [
    { path: ".tar.gz", bytes: tarGz([{ name: "00-attention.ts", data: Buffer.alloc(100_000_000, 32) }]) },
  ]),
  plan("notebook-broken", "is a notebook that ends in the middle", () => [
    { path: ".ipynb", text: notebook(honestFlops).slice(0, -20) },
  ]),
  plan("notebook-deep", "is a notebook of a hundred thousand nested lists", () => [
    { path: ".ipynb", text: "[".repeat(100_000) },
  ]),
  plan("notebook-deep-cells", "is a notebook with a cell of a hundred thousand nested lists", () => [
    {
      path: ".ipynb",
      text: `{"cells":[{"cell_type":"code","source":${"[".repeat(100_000)}${"]".repeat(100_000)}}]}`,
    },
  ]),
  plan("notebook-no-cells", "is a notebook without cells", () => [
    { path: ".ipynb", text: '{"nbformat":4,"cells":{"length":3},"metadata":{}}' },
  ]),
  plan("notebook-many-cells", "is a notebook of ten thousand cells", () =>
    nb(...Array.from({ length: 10_000 }, (_, i) => `const x${i} = ${i};`)),
  ),
  plan(
    "notebook-odd-cells",
    "is a notebook whose cells are null, numbers, texts and lists",
    () => [
      {
        path: ".ipynb",
        text: JSON.stringify({
          cells: [
            null,
            1,
            "x",
            [],
            { cell_type: "code" },
            { cell_type: "code", source: [null, { a: 1 }, cellFlops] },
            { cell_type: "code", source: cellFlops },
          ],
        }),
      },
    ],
    { ...graded, must: "the one cell that can be read counts" },
  ),
  plan("notebook-deleted-cells", "has deleted the cells that would fail", () => nb(cellFlops), {
    ...graded,
    must: "what is missing earns nothing",
  }),
  plan(
    "notebook-duplicated",
    "defines a function twice, so that a grader that takes the first or both is confused",
    () =>
      nb(
        "function sdpa(Q, K, V) { return V; }\nconst keep = 1;",
        cellFlops,
        "function sdpa() { return []; }",
        "sdpa;",
      ),
    { ...graded, must: "the last complete definition counts" },
  ),
  plan(
    "notebook-runs",
    "does its harm in a cell that only runs something",
    () => nb(`${getProcess}\nproc?.exit(0);`, "for (;;) {}", cellFlops, "while (true) {}"),
    { ...graded, must: "cells that only run things are not run" },
  ),
  plan(
    "notebook-injects",
    "ends the module that its cells are put into, and begins another",
    () =>
      nb(
        'export const attentionFlops = (T, d, c) => 0;\n//\u2028export { attention as sdpa } from "long-attention/attention";',
        "export * from 'long-attention/attention';\nexport { attention as sdpa } from 'long-attention/attention';\nimport { attention as sdpa } from 'long-attention/attention';",
        "`",
      ),
    {
      honest: 0,
      state: undefined as never,
      must: "only declarations are taken, and imports only of what is allowed",
    },
  ),
  plan(
    "html",
    "puts HTML into every text that the grader might show",
    () =>
      ts(`const html = "${html.replaceAll('\\"', "'")}";
export const sdpa = () => { throw Object.assign(new Error(html), { name: html }); };
export const mha = () => ({ [html]: html });
export const stableSoftmax = () => html;
export const causalSdpa = () => { const f = { [Symbol.toStringTag]: html }; return [f]; };
${honestFlops}`),
    { ...graded, must: "text of a student's is escaped wherever it is shown" },
  ),
  plan(
    "html-in-place",
    "puts HTML into what the glue says about values that cannot be read",
    () =>
      ts(`const html = "${html.replaceAll('\\"', "'")}";
const attack = () => ({ $: "unsupported", v: html + "x".repeat(300000) });
export const sdpa = attack, mha = attack, stableSoftmax = attack;
${honestFlops}`),
    { ...graded, must: "text of a student's is escaped and cut wherever it is shown" },
  ),
  plan(
    "terminal",
    "puts control and bidirectional characters into its messages",
    () =>
      ts(`const bad = "\\u001b]0;pwned\\u0007\\u001b[2Jpwned\\u001b[31m\\u202epwned\\u2066\\u0000\\u0008\\u009b31m\\r\\n";
export const sdpa = () => { throw new Error(bad); };
export const mha = () => bad;
export const stableSoftmax = () => ({ [bad]: 1 });
${honestFlops}`),
    { ...graded, must: "control characters do not reach a terminal or a table" },
  ),
  plan(
    "formula",
    "puts formulas for a spreadsheet into its messages",
    () =>
      ts(`export const sdpa = () => { throw Object.assign(new Error("=HYPERLINK(pwned)"), { name: "=cmd|' /C pwned'!A0" }); };
export const mha = () => "@SUM(pwned)\\n=1+pwned,+pwned\\t-pwned";
${honestFlops}`),
    { ...graded, must: "a cell that starts with =, +, - or @ is defused" },
  ),
  plan(
    "formula-name",
    "has a name that a spreadsheet would compute",
    () => [
      { path: "/=1+pwned.ts", text: honestFlops },
      { path: "/+pwned(),x.ts", text: honestFlops },
    ],
    { state: undefined as never, honest: flopsPoints, must: "names are defused as messages are" },
  ),
  plan(
    "odd-names",
    "has files whose names are paths, options, prototypes and devices",
    () => [
      {
        path: "/00-attention.ts",
        text: `import "./__proto__.ts"; import "./--help.ts"; import "./constructor.ts";\n${all("return 0;")}`,
      },
      { path: "/__proto__.ts", text: "export const x = 1;" },
      { path: "/--help.ts", text: "export const x = 1;" },
      { path: "/constructor.ts", text: "export const x = 1;" },
      { path: "/nul.ts", text: "export const x = 1;" },
      { path: "/<img src=x onerror=pwned()>.ts", text: "syntax error here" },
      { path: "/a\nb\u202e.ts", text: "syntax error here" },
    ],
    { state: undefined as never, honest: flopsPoints, must: "a name is only a name" },
  ),
]);
