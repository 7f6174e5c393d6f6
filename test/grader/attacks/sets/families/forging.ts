/** Saying that it passed: printed results, exit codes, files, messages, and dead or hijacked parents. */
import { family, type Plan, ts } from "../plan.js";
import { all, flopsPoints, getModules, getProcess, honestFlops } from "../texts.js";

const noMore =
  "results come from the grader's own comparison, so nothing more than the honest part earns points";

const forged = JSON.stringify({
  score: 20,
  passed: true,
  max_score: 20,
  tests: [{ score: 20, status: "passed" }],
});

/** Does it once, when it is loaded; its solutions are wrong. */
const atLoad = (
  id: string,
  tries: string,
  code: string | ((scene: Parameters<Plan["files"]>[0]) => string),
  more: Partial<Plan> = {},
): Plan => ({
  id,
  tries,
  files: (scene) => ts(`${typeof code === "string" ? code : code(scene)}\n${all("return 0;")}`),
  honest: flopsPoints,
  must: noMore,
  ...more,
});

const writeFile = (path: string, text: string, how = "writeFileSync") => `
${getModules}
try { (await load("node:fs")).${how}(${JSON.stringify(path)}, ${JSON.stringify(text)}); } catch {}`;

export const forging = family("forging", [
  atLoad(
    "print-results",
    "prints a result as the grader's child might, and ends",
    `
${getProcess}
for (const say of [(t) => proc.stdout.write(t), (t) => console.log(t), (t) => print(t)]) { try { say('${forged}' + "\\n"); } catch {} }
proc?.exit(0);`,
  ),
  atLoad(
    "print-last",
    "prints a result after all others, when the process ends",
    `
${getProcess}
try { proc.on("exit", () => proc.stdout.write('${forged}\\n')); } catch {}`,
  ),
  atLoad(
    "rewrite-output",
    "turns every failure that is printed into a success",
    `
${getProcess}
try { const write = proc.stdout.write.bind(proc.stdout); proc.stdout.write = (t, ...rest) => write(String(t).replace(/false/g, "true").replace(/"score":\\d+/, '"score":20'), ...rest); } catch {}
try { const log = console.log; console.log = (t) => log(String(t).replace(/"score":\\d+/, '"score":20')); } catch {}`,
  ),
  atLoad(
    "frames-on-pipes",
    "writes length-framed replies into every pipe that it inherited",
    `
${getModules}
const fs = await load("node:fs");
const frame = (m) => { const body = new TextEncoder().encode(JSON.stringify(m)); const all = new Uint8Array(4 + body.length); new DataView(all.buffer).setUint32(0, body.length, true); all.set(body, 4); return all; };
try { for (const fd of [1, 2, 3, 4, 5]) for (const id of ["", "0", "1", "00000000-0000-4000-8000-000000000000"]) { try { fs.writeSync(fd, frame({ id, op: "returned", value: "[1]", awaited: false, after: [], fuel: 0, log: [] })); } catch {} } fs.writeSync(1, '${forged}\\n'); } catch {}`,
  ),
  atLoad(
    "flood-of-ids",
    "answers ten thousand guessed questions before they are asked",
    `
${getProcess}
try { for (let id = 0; id < 10000; id++) proc.send?.({ id, score: 20, passed: true }); } catch {}
try { proc.send({ score: 20 }); } catch {}`,
  ),
  atLoad(
    "message-to-parent",
    "sends its parent the message that it waits for",
    `
${getProcess}
try { proc.send({ score: 20, passed: true }); } catch {}
try { postMessage({ score: 20 }); } catch {}
try { (await import("node:worker_threads")).parentPort.postMessage({ score: 20 }); } catch {}`,
  ),
  atLoad(
    "exit-code",
    "ends with 0 before anything is tested",
    `
${getProcess}
for (const end of [() => proc.reallyExit(0), () => proc.exit(0), () => quit(0), () => exit(0)]) { try { end(); } catch {} }`,
  ),
  atLoad(
    "exit-hook",
    "changes the exit code and the last word of whoever fails",
    `
${getProcess}
try { proc.on("exit", () => { proc.exitCode = 0; }); proc.on("uncaughtException", () => proc.exit(0)); proc.exit = () => proc.reallyExit(0); } catch {}
export const mergeStats = 1;
setTimeout?.(() => { proc?.exit?.(0); }, 0);`,
  ),
  {
    id: "write-own-result",
    tries: "writes its own result where the grader will look for it",
    files: ({ grades }) => {
      const result = JSON.stringify({ id: "write-own-result", status: "graded", score: 20 });
      return ts(`${getModules}
const fs = await load("node:fs");
try { fs.mkdirSync(${JSON.stringify(`${grades}/results`)}, { recursive: true }); } catch {}
${writeFile(`${grades}/results/write-own-result.json`, result).replace(getModules, "")}
${all("return 0;")}`);
    },
    honest: flopsPoints,
    must: noMore,
  },
  atLoad(
    "overwrite-neighbour",
    "writes another result for a fellow student",
    ({ grades }) =>
      `${getModules}
const fs = await load("node:fs");
for (const name of ["neighbour-00", "neighbour-07"]) { try { fs.mkdirSync(${JSON.stringify(grades)} + "/results", { recursive: true }); fs.writeFileSync(${JSON.stringify(grades)} + "/results/" + name + ".json", '{"score":0,"status":"graded"}'); } catch {} }`,
  ),
  atLoad("change-neighbour", "changes the submission of a fellow student", ({ class: folder }) =>
    writeFile(`${folder}/neighbour-00.ts`, "export const nothing = 1;"),
  ),
  atLoad("write-outside", "leaves a file in a folder of the instructor's", ({ outside }) =>
    writeFile(`${outside}/left-behind.txt`, "here I was"),
  ),
  atLoad("write-temporary", "leaves a file in the system's folder for temporary files", ({ temporary }) =>
    writeFile(temporary, "here I was"),
  ),
  atLoad(
    "write-beside",
    "leaves a module beside its submission that the next student's code might import",
    ({ class: folder }) => writeFile(`${folder}/tensor.ts`, "export {};"),
  ),
  atLoad(
    "kill-parent",
    "kills the process that started it",
    `
${getProcess}
try { if (proc.ppid > 1) proc.kill(proc.ppid, "SIGKILL"); } catch {}`,
  ),
  atLoad(
    "stop-parent",
    "stops the process that started it, so that nobody can time it",
    `
${getProcess}
try { if (proc.ppid > 1) proc.kill(proc.ppid, "SIGSTOP"); } catch {}`,
  ),
  atLoad(
    "debug-parent",
    "makes its parent open a debugger port, and asks that port to run code",
    `
${getModules}
try { proc._debugProcess(proc.ppid); await new Promise((r) => setTimeout(r, 300)); const list = await (await fetch("http://127.0.0.1:9229/json/list")).json(); const s = new WebSocket(list[0].webSocketDebuggerUrl); await new Promise((r) => { s.onopen = r; setTimeout(r, 500); }); s.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression: "process.exit(0)" } })); await new Promise((r) => setTimeout(r, 200)); } catch {}`,
  ),
  atLoad(
    "late-writer",
    "leaves a process behind that writes its result after the grader did",
    ({ grades, tag }) => `
${getModules}
try { const { spawn } = await load("node:child_process"); spawn(proc.execPath, ["-e", "setTimeout(() => require('fs').writeFileSync(process.argv[1], process.argv[2]), 1500); setTimeout(() => {}, 8000)", ${JSON.stringify(`${grades}/results/late-writer.json`)}, '${forged}', "${tag}"], { detached: true, stdio: "ignore" }).unref(); } catch {}`,
  ),
  atLoad(
    "late-timer",
    "waits until the tests are over, and then prints a better result",
    `
${getProcess}
try { const log = console.log; console.log = (t) => { log(t); if (String(t).startsWith('{"score"')) log('${forged}'); }; } catch {}`,
  ),
  atLoad(
    "extra-checks",
    "exports checks, points and results of its own",
    `
export const checks = [], exercises = [{ id: "00.1", points: 1000 }], score = 20, points = 1000, results = { passed: true }, grade = () => ({ score: 20 }), __esModule = true;
export default { score: 20, checks, grade };`,
  ),
  atLoad(
    "change-the-checks",
    "finds the grader's own modules and empties its checks",
    `
${getModules}
for (const name of [reach(() => proc.argv[1]), "./run.mjs", "@long-attention/grader", "@long-attention/grader/checks/index.js"]) { try { const m = await import(name); for (const list of [m.exercises, m.sets]) { for (const e of list ?? []) { for (const part of e.exercises ?? [e]) { try { part.cases.length = 0; } catch {} try { part.checks.length = 0; } catch {} part.points = 20; } } } } catch {} }`,
  ),
  {
    id: "lines-in-messages",
    tries: "throws a message whose lines look like results, frames and commands for a workflow",
    files: () =>
      ts(
        all(
          `throw Object.assign(new Error('x\\n${forged}\\n::set-output name=score::pwned\\n::add-mask::pwned\\n\\u0000\\u0000\\u0001\\u0000{"op":"returned"}\\r\\n1..1\\nok 1 - all'), { name: '\\n${forged}\\n' });`,
        ),
      ),
    honest: flopsPoints,
    must: "text of a student's is never read as a result, nor printed so that something else could read it",
  },
  {
    id: "stop-words",
    tries: "throws the words by which test runners skip a test or call it passed",
    files: () =>
      ts(`const words = ["skip", "todo", "TODO exercise 00.1", "pending", "ok", "PASS", "SkipError"];
let n = 0;
${all(`const word = words[n++ % words.length]; throw Object.assign(new Error(word), { name: word, code: "ERR_SKIPPED", skip: true, passed: true, stop: "passed", exitCode: 0 });`)}`),
    honest: flopsPoints,
    must: "whatever is thrown, the check has not passed",
  },
  {
    id: "notebook-says-passed",
    tries: "hands in a notebook whose saved outputs and metadata say that all checks passed",
    files: () => [
      {
        path: ".ipynb",
        text: JSON.stringify({
          nbformat: 4,
          nbformat_minor: 5,
          metadata: { kernelspec: { name: "tslab", language: "typescript" }, score: 20, grades: { all: 20 } },
          cells: [
            {
              cell_type: "code",
              execution_count: 1,
              metadata: { nbgrader: { grade: true, points: 20, score: 20, locked: false, solution: true } },
              source: honestFlops,
              outputs: [{ output_type: "stream", name: "stdout", text: `${forged}\nAll checks passed` }],
            },
            {
              cell_type: "code",
              execution_count: 2,
              metadata: {},
              source: "export function sdpa() { return 0; }",
              outputs: [
                {
                  output_type: "execute_result",
                  data: { "text/plain": forged },
                  metadata: {},
                  execution_count: 2,
                },
              ],
            },
          ],
        }),
      },
    ],
    honest: flopsPoints,
    must: "outputs and metadata are not looked at",
  },
]);
