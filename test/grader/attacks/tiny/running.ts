/** What runs before anything is asked for: statements at the top of files and cells, files beside, more names to take. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Attack, type Family, hiddenNumber, rowSums } from "./attack.js";

const notebook = (
  name: string,
  tries: string,
  cells: readonly string[],
  rest: Partial<Attack> = {},
): Attack => ({
  name,
  tries,
  make: (folder) => {
    const all = cells.map((source) => ({ cell_type: "code", source, metadata: {}, outputs: [] }));
    writeFileSync(
      join(folder, `${name}.ipynb`),
      JSON.stringify({ cells: all, nbformat: 4, nbformat_minor: 5 }),
    );
    return `${name}.ipynb`;
  },
  ...rest,
});

const folder = (
  name: string,
  tries: string,
  files: Record<string, string>,
  rest: Partial<Attack> = {},
): Attack => ({
  name,
  tries,
  make: (into) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(into, name, path, ".."), { recursive: true });
      writeFileSync(join(into, name, path), text);
    }
    return name;
  },
  ...rest,
});

const nothing = "function rowSums(A) { return []; }";

export const running: Family = {
  family: "running",
  attacks: [
    notebook("cell-loop", "a cell that never ends", [nothing, "for (;;);"]),
    notebook("cell-loop-caught", "catch the end of a cell", [nothing, "for (;;) try { for (;;); } catch {}"]),
    notebook(
      "cell-memory",
      "a cell that takes all memory",
      [nothing, "const all = []; for (;;) all.push(new Float64Array(1e6));"],
      { slow: true },
    ),
    notebook("cell-pending", "a cell that waits for ever", ["await new Promise(() => {});", nothing]),
    notebook(
      "cell-timers",
      "a cell whose timer never rests",
      ["await new Promise(() => setInterval(() => {}, 0));", nothing],
      { slow: true },
    ),
    notebook("cell-intrinsics", "patch what a result is packed with", [
      "for (const one of [Array, Map, Set, Promise, Object]) for (const key of Reflect.ownKeys(one.prototype)) try { one.prototype[key] = () => 1; } catch {}",
      nothing,
    ]),
    notebook("cell-harness", "rewrite what keeps the cells' names", [
      nothing,
      "$$cells.known.add = () => {}; $$cells.faults.push([0, 'x'.repeat(1e6), ['rowSums']]); $$values.rowSums = () => 'earned';",
    ]),
    notebook("cell-module", "end the function that a cell is", [
      nothing,
      "}); export const rowSums = () => { throw 0 }; (() => {",
    ]),
    notebook("cell-faults", "say something else of its cells", [
      nothing,
      "JSON.stringify = () => '[[1e9, {}, 3]]';",
    ]),
    notebook("cell-fault-words", "send markup by an error of a cell", [
      "throw new Error('<script>alert(1)</script>\\u202e\\u001b[31m' + 'x'.repeat(1e5));\nfunction rowSums() {}",
      nothing,
    ]),
    notebook(
      "cell-many",
      "five hundred cells that each take time",
      [
        nothing,
        ...Array.from({ length: 480 }, (_, i) => `let s${i} = 0; for (let i = 0; i < 1e5; i++) s${i} += i;`),
      ],
      { slow: true },
    ),
    notebook("cell-names", "names that are no names", [
      "const __proto__ = { rowSums: () => 1 }; const constructor = 2, prototype = 3, toString = 4;",
      nothing,
    ]),
    rowSums("import-inner-module", "import the library's own module behind the door", "return all(A);", {
      before: 'import * as all from "whole: long-attention/tensor";',
    }),
    rowSums("import-guest", "import the runner's own module", "return call(A);", {
      before: 'import { call } from "guest";',
    }),
    rowSums(
      "import-realm",
      "reach the world by the error of a refused import",
      'return import("x").catch((e) => e.constructor.constructor("return process")().env);',
    ),
    rowSums("import-up", "import what lies above the submission", "return secret;", {
      before: 'import secret from "../../secret";',
    }),
    rowSums("import-code", "a name of a module that becomes code", "return 1;", {
      before:
        "import { a } from '\"; } } throw 1; //\\u2028';\nimport { b } from './\\u0027);process.exit(0);//';",
    }),
    folder("files-json", "data that becomes code", {
      "90-tiny.ts": 'import data from "./data.json";\nexport const rowSums = () => data;',
      "data.json": '{ "__proto__": { "length": 3 }, "a": "\\u2028`);process.exit(0);//" }',
    }),
    folder(
      "files-json-broken",
      "data that is none",
      {
        "90-tiny.ts": 'import data from "./data.json";\nexport const rowSums = () => data;',
        "data.json": "process.exit(0)",
      },
      { state: "not-gradable" },
    ),
    folder(
      "files-many",
      "more files than are read",
      {
        "90-tiny.ts": `${Array.from({ length: 60 }, (_, i) => `import "./f${i}";`).join("\n")}\nexport const rowSums = () => [];`,
        ...Object.fromEntries(
          Array.from({ length: 60 }, (_, i) => [`f${i}.ts`, `import "./f${(i + 1) % 60}"; export {};`]),
        ),
      },
      { state: "not-gradable" },
    ),
    folder("files-names", "names of files that say something else", {
      "90-tiny.ts":
        'import { x } from "./guest";\nimport { y } from "./long-attention/tensor";\nexport const rowSums = () => [x, y];',
      "guest.ts": "export const x = 1;",
      "long-attention/tensor.ts": "export const y = 2;",
    }),
    rowSums("timers-flood", "a flood of timers", "for (;;) setTimeout(() => {}, 0);", { slow: true }),
    rowSums(
      "timers-throw",
      "throw from a timer",
      "return new Promise(() => setTimeout(() => { throw { toString() { for (;;); } }; }));",
    ),
    rowSums(
      "timers-tell",
      "keep a hidden input in a timer for a visible call",
      `setTimeout(() => { globalThis.kept = A; }); return String(globalThis.kept ?? "") + ${hiddenNumber.source.length};`,
    ),
    rowSums(
      "clone-deep",
      "clone what has no end",
      "const a = []; let b = a; for (;;) { b.push([]); b = b[0]; if (Math.random() < 1e-5) structuredClone(a); }",
      { slow: true },
    ),
    rowSums(
      "clone-proxy",
      "clone what fights back",
      "return structuredClone(new Proxy({}, { ownKeys: () => { for (;;); } }));",
    ),
    rowSums(
      "decoder",
      "a decoder for what is no text",
      "return new TextDecoder().decode({ get byteLength() { return 1e12; }, get buffer() { return new ArrayBuffer(8); } });",
    ),
    rowSums(
      "deep",
      "call itself without end, and catch it, and again",
      "const f = () => { try { return f(); } catch { return f(); } }; return f();",
      { slow: true },
    ),
    rowSums(
      "deep-native",
      "go deep by the engine's own functions",
      "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return JSON.stringify(a).length + a.flat(Infinity).length + String(a);",
      { slow: true },
    ),
    rowSums("locale", "a locale that never ends", "return 'a'.localeCompare({ toString() { for (;;); } });"),
  ],
};
