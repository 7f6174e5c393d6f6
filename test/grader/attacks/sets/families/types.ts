/** On the type check of notebooks: types that never end, types of files that are nobody's business, and types that stay. */
import { dirname } from "node:path";
import { notebook } from "../notebook.js";
import { family, type Plan } from "../plan.js";
import { flopsPoints, honestFlops } from "../texts.js";

/** In a cell with types, which does not export. */
const flops = honestFlops
  .replace("export ", "")
  .replace("(T, d, causal)", "(T: number, d: number, causal: boolean)");

const plan = (
  id: string,
  tries: string,
  cells: (scene: Parameters<Plan["files"]>[0]) => readonly string[],
  more: Partial<Plan> = {},
): Plan => ({
  id: `types-${id}`,
  tries,
  files: (scene) => [{ path: ".ipynb", text: notebook(...cells(scene), flops) }],
  honest: flopsPoints,
  state: "graded",
  must: "the cell is flagged where points rest on it, and counts as it runs",
  ...more,
});

const busy = "the type check is ended and said to be, and the points stand";
const closed = "packages' declarations are opened and nothing else";

/** Counts up to a number of its own, again and again. */
const counting = (
  i: number,
) => `type N${i}<A extends 0[]> = A["length"] extends ${900 + i} ? A : N${i}<[...A, 0]>;
type P${i} = { [K in keyof N${i}<[]>]: { [L in keyof N${i}<[]>]: [K, L] } };
const p${i}: P${i} = 1 as any;`;

const many = (count: number, each: (i: number) => string) => Array.from({ length: count }, (_, i) => each(i));

/** Those that take their time. */
const endless = family("exhaustion", [
  plan("count", "has recursive conditional types that take hours", () => many(400, counting), { must: busy }),
  plan(
    "permute",
    "has a type of all permutations of twelve words",
    () => [
      `type Words = ${many(12, (i) => `"w${i}"`).join(" | ")};
type All<U extends string, C = U> = [U] extends [never] ? [] : C extends U ? [C, ...All<Exclude<U, C>>] : never;
const all: All<Words> = 1 as any;`,
    ],
    { must: busy },
  ),
  plan(
    "four-megabytes",
    "has one type of four megabytes",
    () => [`type Big = { ${many(160_000, (i) => `property${i}: ${i}`).join("; ")} };\nconst big: Big = 1;`],
    { must: busy },
  ),
  plan(
    "quadratic",
    "has four hundred cells that each use every name before them",
    () =>
      many(400, (i) => `const x${i} = [${many(i, (k) => `x${k}`).join(", ")}].length as any as { n: ${i} };`),
    { must: busy },
  ),
]);

export const types = [
  ...endless,
  ...family("types", [
    plan("letters", "has a type of all words of eight letters", () => [
      `type L = ${[..."abcdefghijklmnopqrstuvwxyz"].map((one) => `"${one}"`).join(" | ")};
const word: \`\${L}\${L}\${L}\${L}\${L}\${L}\${L}\${L}\` = "x";`,
    ]),
    plan(
      "ten-megabytes",
      "has one type of ten megabytes",
      () => [`type Big = "${"x".repeat(10_000_000)}";`],
      {
        honest: 0,
        state: "not-gradable",
        must: "it is not gradable, for its size",
      },
    ),
    plan("deep", "nests a type a hundred thousand deep", () => [
      `type Deep = ${"[".repeat(100_000)}0${"]".repeat(100_000)};\nconst deep: Deep = 1;`,
    ]),
    plan(
      "flood",
      "has hundreds of errors that name a hundred thousand letters each",
      () => [
        `interface Long { ${"y".repeat(100_000)}: number }`,
        ...many(300, (i) => `const z${i}: Long = {};`),
      ],
      { must: "what is said is cut" },
    ),
    plan("injects", "puts HTML, control characters and commands into what the checker says", () => [
      `const four: "<script>pwned()</script><img src=x onerror=pwned()>\u202e\u0007\\n::error::pwned" = 4;\n${flops.replace("4 * d", "(four as any) * d")}`,
    ]),
    plan("nocheck", "tells the checker to leave it alone", () => [
      `// @ts-nocheck\nconst four: string = 4;\n// @ts-ignore\nconst five: string = 5;`,
    ]),
    plan("global", "gives every array, number and promise of the next submission another type", () => [
      `export {};
declare global {
  interface Array<T> { readonly length: never; reduce: never }
  interface Number { toFixed: never }
  interface Float64Array { readonly length: never }
  interface Math { exp: never; max: never }
  function String(x: never): never;
}
Array.prototype.length;`,
    ]),
    plan("module", "gives the library's exports other types for the next submission", () => [
      `import "long-attention/tensor";
declare module "long-attention/tensor" {
  export function zeros(shape: never): never;
  interface Matrix { readonly shape: never; get: never }
}
declare module "*";
declare module "long-attention/attention" { const x: never; export = x; }`,
    ]),
    plan("no-lib", "takes the language's own types away from the next submission", () => [
      `/// <reference no-default-lib="true" />
/// <reference lib="es5" />
/// <reference lib="dom" />
const x: string = document;`,
    ]),
    plan(
      "reference",
      "refers to a file of the instructor's, which an error would quote",
      ({ secret }) => [
        `/// <reference path="${secret}" />
/// <reference path="${secret.replace(/txt$/, "d.ts")}" />
/// <reference types="${secret.replace(/\.txt$/, "")}" />
/// <reference path="/etc/passwd" />
const stolen: number = stolenWords;`,
      ],
      { must: closed },
    ),
    plan(
      "import",
      "takes the types of a file of the instructor's, and prints them in an error",
      ({ secret }) => [
        `type Stolen = typeof import("${secret.replace(/\.txt$/, "")}").stolen;
type Passwords = typeof import("/etc/passwd");
const four: Stolen = 4;
${flops.replace("4 * d", "(four as any) * d")}`,
      ],
      { must: closed },
    ),
    plan(
      "json",
      "takes the types of the instructor's package.json, and prints them in an error",
      ({ secret }) => [
        `import stolen from "${dirname(secret)}/package.json";
const four: { four: 4 } = stolen;
${flops}`,
      ],
      // The file itself is not to be had, so the cell throws before its function is there.
      { must: closed },
    ),
    plan(
      "path",
      "makes the checker say where packages lie on this machine",
      () => [
        `import four from "@tslab/typescript-for-tslab/lib/lib.es5";
import five from "@types/node/globals";
import type six from "@types/node/ts4.8/globals";
const x: string = four;
${flops.replace("4 * d", "(4 + 0 * (typeof five === 'symbol' ? 1 : 0)) * d")}`,
      ],
      { paths: true, must: "what the checker says names no path" },
    ),
    plan("emit", "asks the compiler to write files outside", ({ outside }) => [
      `/// <amd-module name="${outside}/pwned" />
/// <amd-dependency path="${outside}/pwned" />
// @outFile: ${outside}/pwned.js
// @declaration: true
//# ${"source"}MappingURL=${outside}/pwned.js.map
export declare const x: number;`,
    ]),
    plan("plugin", "brings a compiler's settings and a plugin that writes outside", () => [], {
      files: ({ outside }) => {
        const pwn = `require("fs").writeFileSync(${JSON.stringify(`${outside}/pwned.txt`)}, "x"); module.exports = () => ({ create: (info) => info.languageService });`;
        const settings = {
          compilerOptions: {
            plugins: [{ name: "./plugin.js", transform: "./plugin.js" }],
            ...{ outDir: outside, noEmit: false, declaration: true, incremental: true },
            ...{ paths: { "*": ["./plugin.js"] }, typeRoots: [outside], types: ["pwned"] },
          },
          extends: `${outside}/pwned.json`,
        };
        return [
          { path: "/00-attention.ipynb", text: notebook('import "./plugin.js";', flops) },
          { path: "/tsconfig.json", text: JSON.stringify(settings) },
          { path: "/package.json", text: JSON.stringify({ main: "plugin.js", types: "plugin.js" }) },
          { path: "/plugin.js", text: pwn },
          { path: "/node_modules/@types/node/index.d.ts", text: "declare var process: never;" },
        ];
      },
      must: "settings and plugins of a submission's mean nothing",
    }),
    plan("cell-names", "brings files that are called as the checker calls cells", () => [], {
      files: () => [
        {
          path: "/00-attention.ipynb",
          text: notebook('import { four } from "./$cell-2";\nconst n: 4 = four;', flops),
        },
        { path: "/$cell-1.ts", text: "export const four = 4;" },
        { path: "/$cell-2.ts", text: "export const four = 4;" },
      ],
      must: "a name is only a name",
    }),
  ]),
];
