// @ts-check
/** A Python environment of the course's own, in .venv, that holds the pinned JupyterLab and touches nothing else. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "./process.mjs";
import { Problem } from "./progress.mjs";
import { hash, Stamp } from "./stamp.mjs";

/** @typedef {{ command: string, args: string[], name: string, version: string, hasVenv: boolean }} Python */

const REQUIREMENTS = join("tools", "start", "requirements.txt");
const OLDEST = [3, 10];
const CANDIDATES = [["python3"], ["python"], ["py", "-3"]];
// Old Pythons must understand it too, to be able to say how old they are.
const PROBE = [
  "import sys",
  "try:",
  "    import ensurepip, venv",
  "    able = 'venv'",
  "except ImportError:",
  "    able = 'bare'",
  "print('python %d.%d.%d %s' % (sys.version_info[:3] + (able,)))",
].join("\n");
const OFFLINE =
  /NewConnectionError|Max retries exceeded|NameResolutionError|name resolution|ConnectTimeout|Failed to establish a new connection|connection broken/i;

/** @param {string} root */
export function venvPython(root) {
  return process.platform === "win32"
    ? join(root, ".venv", "Scripts", "python.exe")
    : join(root, ".venv", "bin", "python");
}

/**
 * Is .venv finished and made from today's requirements?
 * @param {string} root
 */
export const venvIsReady = (root) => existsSync(venvPython(root)) && stampOf(root).holds;

/** @param {string} root */
function stampOf(root) {
  const requirements = readFileSync(join(root, REQUIREMENTS), "utf8");
  // A hash says which download is the right one, not what is installed: a change of hashes alone changes no .venv.
  const pins = requirements.replace(/ \\\r?\n +--hash=\S+/g, "");
  return new Stamp(join(root, ".venv", "made-from"), hash(pins));
}

/**
 * The first Python on this machine that can make the environment.
 * @throws Problem that says what was found instead
 * @returns {Python}
 */
export function findPython() {
  const found = CANDIDATES.map(probe).filter((python) => python !== undefined);
  const good = found.find((python) => isNewEnough(python) && python.hasVenv);
  if (good) return good;
  const bare = found.find(isNewEnough);
  if (bare) {
    const [major, minor] = bare.version.split(".");
    throw new Problem(
      `Python ${bare.version} (${bare.name}) lacks its venv or ensurepip module: on Debian and Ubuntu run "sudo apt install python${major}.${minor}-venv", elsewhere install a complete Python, then try again.`,
    );
  }
  const old = found[0];
  if (old) {
    throw new Problem(
      `Python ${old.version} (${old.name}) is too old for JupyterLab: install Python 3.10 or later beside it, open a new terminal and try again.`,
    );
  }
  throw new Problem(
    `No Python was found (tried python3, python and py -3): install Python 3.10 or later${HOW[process.platform] ?? ""}, open a new terminal and try again.`,
  );
}

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const HOW = {
  linux: ' (on Debian and Ubuntu "sudo apt install python3 python3-venv")',
  darwin: ' (with Homebrew "brew install python")',
  win32: ' ("winget install Python.Python.3.13")',
};

/** @param {string[]} candidate @returns {Python | undefined} */
function probe([command = "", ...args]) {
  const { stdout } = spawnSync(command, [...args, "-c", PROBE], {
    encoding: "utf8",
    timeout: 20_000,
    windowsHide: true,
  });
  const answer = /^python (\d+\.\d+\.\d+) (venv|bare)/m.exec(stdout ?? "");
  if (!answer) return undefined; // not there, or Windows' placeholder that only opens the store
  return {
    command,
    args,
    name: [command, ...args].join(" "),
    version: answer[1] ?? "",
    hasVenv: answer[2] === "venv",
  };
}

/** @param {Python} python */
function isNewEnough(python) {
  const [major = 0, minor = 0] = python.version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * Make .venv anew. What an interrupted run left behind is cleared first.
 * @param {string} root @param {Python} python @param {string} log
 */
export async function makeVenv(root, python, log) {
  // pip's downloads stay in the project, so that deleting its folder deletes everything. A chosen folder is respected.
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    PIP_CACHE_DIR: join(root, ".cache", "pip"),
    ...process.env,
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
  };
  delete env.PYTHONHOME; // another Python's modules have no place in this one
  delete env.PYTHONPATH;
  const options = { cwd: root, env, log };
  // What a link points at is somebody else's, and --clear would empty it.
  const folder = join(root, ".venv");
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(folder, { recursive: true });
  const made = await run(python.command, [...python.args, "-m", "venv", "--clear", ".venv"], options);
  if (made.code !== 0) {
    throw new Problem(
      `${python.name} could not make the folder .venv: check that you may write in this folder, delete .venv if it is there, then try again.`,
      lastLines(made.output),
    );
  }
  const pip = [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--progress-bar",
    "off",
    "--require-hashes",
    "-r",
    REQUIREMENTS,
  ];
  const installed = await run(venvPython(root), pip, options);
  if (installed.code !== 0) {
    if (OFFLINE.test(installed.output)) {
      throw new Problem(
        "pip could not reach its package index: check the network connection (and pip's proxy settings, if you need a proxy), then try again.",
      );
    }
    throw new Problem(
      `pip could not install JupyterLab: read its last lines below (all of them are in ${log}), mend the cause, then try again.`,
      lastLines(installed.output),
    );
  }
  stampOf(root).set();
}
