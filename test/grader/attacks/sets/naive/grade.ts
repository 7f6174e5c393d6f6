/**
 * A careless grader, as a process of its own: what the attacks are known to bite. It follows links, unpacks
 * where an archive says, runs what was handed in with its own environment and rights, believes the last
 * number that is printed, and takes a quiet end for a success.
 */
import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { untar, unzip } from "./unpack.js";

const [path, set, grades, work, lib] = process.argv.slice(2) as [string, string, string, string, string];
const id = basename(path).replace(/\..*$/, "");
const full = set === "00" ? 20 : 25;

/** The whole library, answers and all. */
const library: Plugin = {
  name: "library",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^long-attention\// }, ({ path }) => {
      const name = path.slice("long-attention/".length);
      return { path: join(lib, name.endsWith(".js") ? name.replace(/\.js$/, ".ts") : `${name}/index.ts`) };
    }),
};

function findMain(path: string): string {
  if (statSync(path).isDirectory()) {
    const found = (readdirSync(path, { recursive: true }) as string[]).sort();
    const main = found.find((name) => /\.(ts|ipynb)$/.test(name) && !name.includes("node_modules"));
    return findMain(join(path, main ?? found[0]!));
  }
  if (!/\.(zip|tgz|tar\.gz)$/.test(path)) return path;
  const folder = join(work, basename(path).replace(/\W/g, "-"));
  mkdirSync(folder, { recursive: true });
  (path.endsWith(".zip") ? unzip : untar)(readFileSync(path), folder);
  return findMain(folder);
}

interface Cell {
  cell_type: string;
  source: string | string[];
  outputs?: unknown;
}

/** All cells, one after the other; and what the notebook says became of them. */
function notebook(path: string): { text: string; says?: number } {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: Cell[] };
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  const said = /"score":\s*(\d+)/.exec(
    JSON.stringify(code.map(({ outputs }) => outputs)).replaceAll("\\", ""),
  );
  const text = code.map(({ source }) => (Array.isArray(source) ? source.join("") : source)).join("\n");
  return { text, ...(said ? { says: Number(said[1]) } : {}) };
}

let main = findMain(path);
let says: number | undefined;
if (main.endsWith(".ipynb")) {
  const found = notebook(main);
  says = found.says;
  main = join(work, `${id}.ts`);
  writeFileSync(main, found.text);
}
const bundled = join(work, `${id}.mjs`);
const ownLibrary = existsSync(join(dirname(main), "node_modules"));
await build({
  entryPoints: [main],
  outfile: bundled,
  bundle: true,
  platform: "node",
  format: "esm",
  sourcemap: true,
  logLevel: "error",
  loader: { ".txt": "text" },
  plugins: ownLibrary ? [] : [library],
  nodePaths: [join(lib, "../../node_modules")],
});

const run = join(dirname(fileURLToPath(import.meta.url)), "run.mjs");
const flags = ["--max-old-space-size=96", "--enable-source-maps"];
const child = spawn(process.execPath, [...flags, run, bundled, set], {
  cwd: dirname(path),
  stdio: ["ignore", "pipe", "pipe", "ipc"],
});
let printed = "";
const listen = (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-200_000));
child.stdout!.on("data", listen);
child.stderr!.on("data", listen);
let told: number | undefined;
child.on("message", (message: { score?: number } | null) => (told = message?.score ?? told));
const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
await new Promise((resolve) => setTimeout(resolve, 30));

const last = printed
  .split("\n")
  .map((line) => /^\{.*"score":\s*(\d+(?:\.\d+)?)/.exec(line)?.[1])
  .filter((score) => score !== undefined)
  .at(-1);
const score = told ?? says ?? (last !== undefined ? Number(last) : code === 0 ? full : undefined);
if (score === undefined) throw new Error(`no result: ${printed}`);

const message = printed.slice(0, 20_000);
mkdirSync(join(grades, "results"), { recursive: true });
const result = join(grades, "results", `${id}.json`);
// What is graded need not be graded again.
if (!existsSync(result)) writeFileSync(result, JSON.stringify({ id, status: "graded", score, message }));
appendFileSync(join(grades, "grades.csv"), `${basename(path)},${score},${message.split("\n")[0]}\n`);
writeFileSync(join(grades, `${id}.html`), `<h1>${basename(path)}</h1><pre>${message}</pre>`);
console.log(`${basename(path)}: ${score} ${message}`);
process.exit(0);
