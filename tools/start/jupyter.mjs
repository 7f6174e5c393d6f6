// @ts-check
/** JupyterLab for this course: its environment, its trust in the course's notebooks, its start and its end. */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { lastLines, launch, run } from "./process.mjs";
import { Problem } from "./progress.mjs";
import { fingerprint, Stamp } from "./stamp.mjs";
import { venvPython } from "./venv.mjs";

const STARTS_WITHIN_MS = 90_000;

/** @param {string} first @param {string | undefined} rest */
const before = (first, rest) => (rest ? first + delimiter + rest : first);

/**
 * The variables by which Jupyter, wherever it is from, finds the course's kernel and settings.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [inherited]
 * @returns {Record<"JUPYTER_PATH" | "JUPYTER_CONFIG_PATH", string>}
 */
export const kernelEnvironment = (root, inherited = process.env) => ({
  JUPYTER_PATH: before(join(root, "kernel", "jupyter"), inherited.JUPYTER_PATH),
  JUPYTER_CONFIG_PATH: before(join(root, "tools", "start", "jupyter"), inherited.JUPYTER_CONFIG_PATH),
});

/**
 * The environment that keeps Jupyter inside the project: settings, data, signatures and connection files go to .cache,
 * the kernel comes from kernel/jupyter, and "node" is the Node that runs now.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(root, inherited = process.env) {
  const cache = join(root, ".cache", "jupyter");
  const pathKey = Object.keys(inherited).find((key) => key.toUpperCase() === "PATH") ?? "PATH"; // Windows says Path
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...inherited,
    ...kernelEnvironment(root, inherited),
    [pathKey]: before(dirname(process.execPath), inherited[pathKey]),
    JUPYTER_CONFIG_DIR: join(cache, "config"),
    JUPYTER_DATA_DIR: join(cache, "data"),
    JUPYTERLAB_SETTINGS_DIR: join(cache, "lab", "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(cache, "lab", "workspaces"),
    IPYTHONDIR: join(root, ".cache", "ipython"),
  };
  delete env.PYTHONHOME;
  delete env.PYTHONPATH;
  return env;
}

/**
 * The port that `--port 9999` or `--port=9999` asks for, among flags of JupyterLab's that are not ours to know.
 * @param {string[]} flags
 */
export function portAskedFor(flags) {
  const names = ["port", "ServerApp.port"];
  const options = Object.fromEntries(names.map((name) => [name, /** @type {const} */ ({ type: "string" })]));
  const { tokens } = parseArgs({ args: flags, options, strict: false, tokens: true });
  const asked = tokens.findLast((token) => token.kind === "option" && names.includes(token.name));
  if (asked?.kind !== "option") return undefined;
  const port = Number(asked.value);
  if (asked.value && Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Problem(
    `--port ${asked.value ?? ""} is not a port: give a number from 1 to 65535, for example --port 8890.`,
  );
}

/**
 * Refuse a port that somebody else is listening on: who names a port means that one.
 * @param {number} port
 */
export async function checkPortIsFree(port) {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await new Promise((resolve) => {
      const server = createServer();
      server.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve("")));
    });
    if (code === "EADDRINUSE" || code === "EACCES") throw portProblem(port, code);
  }
}

/** @param {number} port @param {string} [code] */
function portProblem(port, code) {
  return code === "EACCES"
    ? new Problem(`Port ${port} may not be used by you: name one above 1023, for example --port 8890.`)
    : new Problem(
        `Port ${port} is taken by another program: stop that program, name another port, or leave out --port to let JupyterLab find a free one.`,
      );
}

/** The course's notebooks, each generated from a source beside it; anything else in the folder is the reader's own. */
export function courseNotebooks(/** @type {string} */ root) {
  const folder = join(root, "notebooks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(
      (name) => name.endsWith(".ipynb") && existsSync(join(folder, "src", name.replace(/ipynb$/, "nb.ts"))),
    )
    .sort()
    .map((name) => join("notebooks", name));
}

/**
 * Sign the course's notebooks, so that their interactive figures run. JupyterLab holds back scripts in a notebook that
 * was not made on this machine, and the signatures stay in .cache, so only this project trusts them.
 * @param {string} root @param {string} log @param {readonly string[]} [copies] working copies that nobody has touched, from the root
 * @returns {Promise<boolean>} false when there was nothing to sign
 */
export function signNotebooks(root, log, copies = []) {
  return sign([...courseNotebooks(root), ...copies], {
    signer: [venvPython(root), "-m", "nbformat.sign"],
    cwd: root,
    env: jupyterEnvironment(root),
    log,
    stamp: join(root, ".cache", "jupyter", "data", "signed"),
  });
}

/**
 * Sign those of these files that are notebooks, unless they are signed as they are.
 * @param {readonly string[]} files @param {{ signer: [command: string, ...args: string[]], cwd: string, env: NodeJS.ProcessEnv, log: string, stamp: string }} how
 * @returns {Promise<boolean>} false when there was nothing to sign
 */
export async function sign(files, { signer: [command, ...args], cwd, env, log, stamp: file }) {
  const notebooks = files.filter((path) => path.endsWith(".ipynb"));
  const stamp = new Stamp(file, fingerprint(cwd, notebooks));
  if (notebooks.length === 0 || stamp.holds) return false;
  const { code, output } = await run(command, [...args, ...notebooks], { cwd, env, log });
  if (code !== 0) {
    throw new Problem(
      "The notebooks could not be signed: mend or restore the one that the lines below name, then try again.",
      lastLines(output),
    );
  }
  stamp.set();
  return true;
}

/**
 * Start JupyterLab. `ready` is its address with the token, once it answers; `end` is its end.
 * @param {string} root
 * @param {string} notebook what to open, relative to the root; "" opens the file browser
 * @param {string[]} flags JupyterLab's own flags, which win over ours
 * @returns {{ ready: Promise<string>, end: Promise<{ code: number, lines: string }> }}
 */
export function startServer(root, notebook, flags) {
  const cache = join(root, ".cache", "jupyter");
  mkdirSync(join(cache, "runtime"), { recursive: true });
  const runtime = mkdtempSync(join(cache, "runtime", "session-")); // ours alone: what appears here is about this server
  process.once("exit", () => rmSync(runtime, { recursive: true, force: true }));
  const page = notebook ? `/lab/tree/${notebook.split(/[\\/]/).map(encodeURIComponent).join("/")}` : "/lab";
  const ours = [`--ServerApp.root_dir=${root}`, `--LabApp.default_url=${page}`];
  if (process.getuid?.() === 0) ours.push("--allow-root"); // in a container everyone is root
  const port = portAskedFor(flags);
  if (port !== undefined) ours.push("--ServerApp.port_retries=0");

  const child = launch(venvPython(root), ["-m", "jupyterlab", ...ours, ...flags], {
    cwd: root,
    env: { ...jupyterEnvironment(root), JUPYTER_RUNTIME_DIR: runtime },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const log = createWriteStream(join(cache, "server.log"));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (/** @type {Buffer} */ text) => {
      log.write(text);
      output = (output + text).slice(-20_000);
    });
  }
  const end = new Promise((/** @type {(end: { code: number, lines: string }) => void} */ resolve) => {
    child.once("error", (error) => resolve({ code: -1, lines: error.message }));
    child.once("close", (code) => resolve({ code: code ?? -1, lines: lastLines(output) }));
  }).finally(() => log.end());

  let ended = false;
  void end.then(() => {
    ended = true;
  });
  async function waitForAnswer() {
    for (const deadline = performance.now() + STARTS_WITHIN_MS; performance.now() < deadline && !ended; ) {
      const server = readServerInfo(runtime);
      if (server && (await answers(server.url)))
        return `${server.url.replace(/\/$/, "")}${page}?token=${server.token}`;
      await sleep(100);
    }
    if (port !== undefined && /port \d+ is (already in use|not available)/.test(output))
      throw portProblem(port);
    const what = ended ? "stopped before it answered" : "did not answer in time";
    throw new Problem(
      `JupyterLab ${what}: read its last lines below (all of them are in .cache/jupyter/server.log), mend the cause, then try again.`,
      lastLines(output),
    );
  }
  return { ready: waitForAnswer(), end };
}

/**
 * What JupyterLab writes about itself once it listens.
 * @param {string} runtime
 * @returns {{ url: string, token: string } | undefined}
 */
function readServerInfo(runtime) {
  const name = existsSync(runtime) && readdirSync(runtime).find((file) => /^jpserver-\d+\.json$/.test(file));
  if (!name) return undefined;
  const text = readFileSync(join(runtime, name), "utf8");
  return text.trimEnd().endsWith("}") ? JSON.parse(text) : undefined; // half-written: look again
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(new URL("api", url))).ok;
  } catch {
    return false; // not listening yet
  }
}
