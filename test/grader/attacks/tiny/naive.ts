/**
 * A grader as many are: it imports the submission into the process that compares, has its environment and its
 * files, and believes what is printed. The attacks that it loses to show that the suite bites.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "sucrase";
import { attacks } from "./all.js";
import { type Attack, canary, hiddenNumber } from "./attack.js";

/** The checks of support/tiny-set, written down as one would without much thought. */
const runner = `
import { pathToFileURL } from "node:url";
const matrix = (rows) => ({ shape: [rows.length, rows[0].length], data: Float64Array.from(rows.flat()), get(i, j) { return this.data[i * this.shape[1] + j]; } });
const sums = (A) => Array.from({ length: A.shape[0] }, (_, i) => { let s = 0; for (let j = 0; j < A.shape[1]; j++) s += A.get(i, j); return s; });
class Memory {
  reads = 0; writes = 0; sramElements = 16;
  constructor(Q) { this.Q = { name: "Q", rows: 3, cols: 2, data: Q.data }; this.O = { name: "O", rows: 3, cols: 2, data: new Float64Array(6) }; }
  load(a, from, to) { this.reads += (to - from) * a.cols; return { rows: to - from, cols: a.cols, data: a.data.slice(from * a.cols, to * a.cols) }; }
  store(t, a, from) { this.writes += t.rows * t.cols; a.data.set(t.data, from * a.cols); }
  tile(rows, cols, value = 0) { return { rows, cols, data: new Float64Array(rows * cols).fill(value) }; }
  mul(a, b) { for (let i = 0; i < a.data.length; i++) a.data[i] *= b.data[b.data.length === 1 ? 0 : i]; return a; }
  fill(a, value) { a.data.fill(value); }
  free() {}
}
const close = (a, b) => a.length === b.length && !a.some((x, i) => Math.abs(x - b[i]) > 1e-6);
const one = () => matrix([[0, 1], [1, 2], [2, 3]]);
const secret = () => matrix([[31337001, 31337002], [31337003, 31337004]]);
const student = await import(pathToFileURL(process.argv[2]).href);
const checkOf = {
  example: async () => { const A = one(); return close(await student.rowSums(A), sums(A)); },
  any: async () => { const A = matrix([[4, -1, 2]]); return close(await student.rowSums(A), sums(A)); },
  secret: async () => { const A = secret(); return close(await student.rowSums(A), sums(A)); },
  values: async () => { const m = new Memory(one()); await student.copyDouble(m, (x) => 2 * x); return close(m.O.data, [0, 2, 2, 4, 4, 6]); },
  traffic: async () => { const m = new Memory(one()); await student.copyDouble(m, (x) => 2 * x); return m.reads === 6 && m.writes === 6; },
};
for (const [id, check] of Object.entries(checkOf))
  try { if (await check()) console.log("PASS " + id); else console.log("FAIL " + id); } catch (error) { console.log("FAIL " + id + " " + error.message); }
`;

const points: Readonly<Record<string, number>> = { example: 1, any: 1, secret: 2, values: 2, traffic: 2 };
const patienceMs = 3_000;

/** Attacks that this grader loses to, and how. */
export async function naiveLosses(
  chosen: readonly Attack[] = attacks,
): Promise<{ name: string; how: string }[]> {
  const root = mkdtempSync(join(tmpdir(), "long-attention-naive-"));
  const marker = join(root, "marker");
  writeFileSync(join(root, "runner.mjs"), runner);
  writeFileSync(join(root, "secret"), canary);
  const env = {
    PATH: process.env.PATH,
    CANARY: canary,
    CANARY_FILE: join(root, "secret"),
    MARKER_FILE: marker,
  };
  try {
    const lost: { name: string; how: string }[] = [];
    const queue = chosen.filter(({ code, name }) => code !== undefined && !deadly.has(name));
    const worker = async () => {
      for (let attack = queue.shift(); attack; attack = queue.shift()) {
        const path = join(root, `${attack.name}.mjs`);
        writeFileSync(path, compiled(attack.code!));
        const how = verdict(attack, await run([join(root, "runner.mjs"), path], env), marker);
        if (how !== undefined) lost.push({ name: attack.name, how });
      }
    };
    await Promise.all([worker(), worker()]);
    return lost.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Would end the tests' own process, or fill the machine: a naive grader has lost before they begin. */
const deadly = new Set([
  "kill-parent",
  "kill-group",
  "debug-parent",
  "fork",
  "memory-typed",
  "memory-array",
  "memory-caught",
  "shell-late",
]);

function compiled(code: string): string {
  try {
    return transform(code, { transforms: ["typescript"], disableESTransforms: true }).code;
  } catch {
    return code;
  }
}

interface Ran {
  readonly output: string;
  readonly hung: boolean;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--max-old-space-size=200", ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let [output, hung] = ["", false];
    const take = (chunk: Buffer) => {
      if (output.length < 1 << 20) output += chunk.toString("latin1");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const patience = setTimeout(() => {
      hung = true;
      endGroup(child.pid);
    }, patienceMs);
    child.on("exit", () => {
      clearTimeout(patience);
      endGroup(child.pid);
      resolve({ output, hung });
    });
  });
}

/** What it started may still hold its pipes. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function verdict({ honest = 0 }: Attack, { output, hung }: Ran, marker: string): string | undefined {
  const passed = new Set([...output.matchAll(/PASS (\w+)/g)].map((match) => match[1]!));
  const score = [...passed].reduce((sum, id) => sum + (points[id] ?? 0), 0);
  if (score > honest) return `${score} points, where its honest part earns ${honest}`;
  if (output.includes(canary)) return "it read a canary";
  if (existsSync(marker)) {
    rmSync(marker);
    return "it wrote a file";
  }
  if (hiddenNumber.test(output)) return "it learned a hidden input";
  return hung ? "it never ended" : undefined;
}
