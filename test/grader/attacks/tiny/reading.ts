import { canary, type Family, rowSums } from "./attack.js";

const shout = (expression: string) =>
  `let found; try { found = ${expression}; } catch (e) { found = String(e); } throw new Error("found: " + String(found).slice(0, 400));`;

export const reading: Family = {
  family: "reading",
  attacks: [
    rowSums("environment", "read the grader's environment", shout("JSON.stringify(process.env)")),
    rowSums(
      "environment-deep",
      "find process through a constructor",
      shout("[].constructor.constructor('return JSON.stringify(process.env)')()"),
    ),
    rowSums("environment-args", "read the command line", shout("process.argv.join() + process.cwd()")),
    rowSums("require", "require fs", shout(`require("fs").readFileSync(process.env.CANARY_FILE, "utf8")`)),
    rowSums(
      "require-deep",
      "find require through a constructor",
      shout(
        `[].constructor.constructor("return process.mainModule.require('fs').readFileSync(process.env.CANARY_FILE,'utf8')")()`,
      ),
    ),
    rowSums(
      "builtin-module",
      "ask process for fs",
      shout(`process.getBuiltinModule("fs").readFileSync(process.env.CANARY_FILE, "utf8")`),
    ),
    rowSums(
      "binding",
      "ask for a native binding",
      shout(`process.binding("fs").readFileUtf8(process.env.CANARY_FILE, 0)`),
    ),
    {
      name: "import-static",
      tries: "import fs",
      code: `import { readFileSync } from "node:fs";\nexport function rowSums() { throw new Error(readFileSync(process.env.CANARY_FILE, "utf8")); }`,
    },
    {
      name: "import-solution",
      tries: "import the reference solution",
      code: `import { rowSums as answer } from "../solutions/90-tiny.ts";\nexport const rowSums = (A) => answer(A);`,
    },
    {
      name: "import-library",
      tries: "import what the set does not allow",
      code: `import { softmax } from "long-attention/tensor/softmax.js";\nexport const rowSums = (A) => softmax(A.data);`,
    },
    {
      name: "import-answer",
      tries: "import the library's own answer",
      code: `import { softmaxRows } from "long-attention/tensor";\nexport const rowSums = (A) => softmaxRows(A);`,
    },
    {
      name: "import-chunk",
      tries: "import an inner file of the guest",
      code: `import * as inner from "guest";\nexport const rowSums = (A) => { throw new Error(Object.keys(inner).join()); };`,
    },
    {
      name: "import-other",
      tries: "import another student's file",
      code: `import { rowSums as theirs } from "./000-honest.ts";\nexport const rowSums = (A) => theirs(A);`,
    },
    {
      name: "import-url",
      tries: "import from a URL",
      code: `import x from "data:text/javascript,export default [1,3,5]";\nexport const rowSums = () => x;`,
    },
    {
      name: "import-dynamic",
      tries: "import fs late",
      code: `export async function rowSums() { const fs = await import("node:fs"); throw new Error("found: " + fs.readFileSync(process.env.CANARY_FILE, "utf8")); }`,
    },
    {
      name: "import-dynamic-deep",
      tries: "import fs from generated code",
      code: `export async function rowSums() { const fs = await new Function("return import('node:fs')")(); throw new Error("found: " + fs.readFileSync(process.env.CANARY_FILE, "utf8")); }`,
    },
    {
      name: "import-promise-realm",
      tries: "reach the host through the promise of an import",
      code: `export async function rowSums() { const p = import("x"); p.catch?.(() => {}); const env = p.constructor.constructor("return process.env")(); throw new Error("found: " + JSON.stringify(env)); }`,
    },
    {
      name: "import-error-realm",
      tries: "reach the host through the error of an import",
      code: `export async function rowSums() { let env; try { await import("x"); } catch (e) { env = e.constructor.constructor("return process.env")(); } throw new Error("found: " + JSON.stringify(env)); }`,
    },
    rowSums(
      "host-error",
      "reach the host through a stack overflow",
      "let env; const f = () => { try { f(); } catch (e) { env ??= e.constructor.constructor('return process.env')(); } }; f(); throw new Error('found: ' + JSON.stringify(env));",
    ),
    rowSums(
      "eval",
      "evaluate a text",
      shout(`eval("require('fs').readFileSync(process.env.CANARY_FILE, 'utf8')")`),
    ),
    rowSums("proc-environ", "read /proc", shout(`require("fs").readFileSync("/proc/self/environ", "utf8")`)),
    rowSums(
      "proc-parent",
      "read the grader's /proc",
      shout(`require("fs").readFileSync("/proc/" + process.ppid + "/environ", "utf8")`),
    ),
    rowSums("stack", "read paths off a stack", shout("new Error().stack")),
    rowSums("source-map", "point a source map at a file", shout("1"), {
      before: "//# sourceMappingURL=file:///etc/passwd\n//# sourceURL=/etc/passwd",
    }),
    rowSums("import-meta", "ask where the file lies", shout("import.meta.url + import.meta.dirname")),
    rowSums("network", "send something away", shout("fetch('http://127.0.0.1:9/' + 1)")),
    rowSums("socket", "open a socket", shout(`require("net").connect(9).remotePort`)),
    rowSums(
      "webassembly",
      "look into raw memory",
      shout("new WebAssembly.Memory({ initial: 1 }).buffer.byteLength"),
    ),
    rowSums(
      "hidden-throw",
      "throw the hidden inputs",
      "throw new Error(JSON.stringify(Array.from(A.data)));",
    ),
    rowSums("hidden-return", "return the hidden inputs", "return Array.from(A.data);"),
    rowSums(
      "hidden-later",
      "keep hidden inputs for a visible check",
      "globalThis.kept ??= []; globalThis.kept.push(A.get(0, 0)); throw new Error(String(globalThis.kept));",
    ),
    {
      name: "hidden-other-exercise",
      tries: "keep hidden inputs for another exercise",
      code: "const kept = [];\nexport function rowSums(A) { kept.push(A.get(0, 0)); globalThis.kept = kept; return []; }\nexport function copyDouble() { throw new Error('kept ' + kept + globalThis.kept); }",
    },
    rowSums(
      "hidden-time",
      "tell hidden inputs by how long it takes",
      "for (let i = 0; i < A.get(0, 0) * 1e6; i++); return [];",
    ),
    {
      name: "canary-in-text",
      tries: "call the canary by name",
      code: `export function rowSums() { throw new Error(typeof ${canary.split("-")[0]}); }`,
    },
  ],
};
