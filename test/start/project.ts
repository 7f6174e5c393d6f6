/**
 * A small copy of the project in a temporary folder, with stand-ins for npm, Python, pip, JupyterLab and the tools of
 * `npm test`. The stand-ins note what they were called with; the variables FAKE_* tell them to fail or to hang.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { NEEDS } from "../../tools/start/needs.mjs";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const STAND_INS = join(ROOT, "test", "start", "stand-ins");

/** The stand-ins for python3 and the like are shell scripts, which Windows cannot start by name. */
export const canFakePrograms = process.platform !== "win32";

export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
}

export class Project {
  readonly root = mkdtempSync(join(tmpdir(), "course-"));
  readonly bin = join(this.root, "bin");

  constructor() {
    for (const folder of ["start", "build"]) {
      for (const name of readdirSync(join(ROOT, "tools", folder))) {
        if (!/\.(mjs|cjs|txt)$|^jupyter$/.test(name)) continue;
        cpSync(join(ROOT, "tools", folder, name), join(this.root, "tools", folder, name), {
          recursive: true,
        });
      }
    }
    this.write("package.json", JSON.stringify({ name: "course", type: "module" }));
    this.write(
      "package-lock.json",
      JSON.stringify({ lockfileVersion: 3, packages: { "": {}, "node_modules/a": { version: "1.0.0" } } }),
    );
    for (const folder of ["lib", "grader", "figures"])
      this.write(`${folder}/src/index.ts`, "export const one = 1;\n");
    for (const folder of Object.keys(NEEDS)) this.write(`${folder}/one.test.ts`, "");
    this.write("notebooks/00-hello.ipynb", "{}");
    this.write("notebooks/src/00-hello.nb.ts", "// %%\n");
    mkdirSync(this.bin);
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  write(path: string, text: string) {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Put a program on the faked PATH: the named stand-in, called with these words before its own arguments. */
  addProgram(name: string, standIn: string, ...words: string[]) {
    const command = [process.execPath, join(STAND_INS, standIn), ...words]
      .map((word) => `'${word}'`)
      .join(" ");
    this.write(join("bin", name), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(join(this.bin, name), 0o755);
    return this;
  }

  addPython(version = "3.12.1", able: "venv" | "bare" = "venv", name = "python3") {
    return this.addProgram(name, "python.mjs", version, able);
  }

  /** Run one of the tools in the copy. PATH holds only the stand-ins, and the environment little else. */
  run(tool: "start" | "test", args: string[] = [], env: Record<string, string> = {}) {
    return new Running(
      process.execPath,
      [join(this.root, "tools", "start", `${tool}.mjs`), ...args],
      this.env(env),
    );
  }

  /** The environment of a tool in the copy. */
  env(env: Record<string, string> = {}): Record<string, string> {
    return {
      PATH: this.bin,
      HOME: join(this.root, "home"),
      npm_execpath: join(STAND_INS, "npm-cli.js"),
      FAKE_CALLS: join(this.root, "calls.jsonl"),
      ...env,
    };
  }

  /** What the stand-ins were called with so far; `program` leaves only one of them. */
  calls(program?: string): Call[] {
    const file = join(this.root, "calls.jsonl");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines
      .map((line) => JSON.parse(line) as Call)
      .filter((call) => !program || call.program === program);
  }

  /** The stand-ins that are still running. */
  living(): string[] {
    return this.calls().flatMap(({ program, pid }) => (isAlive(pid) ? [program] : []));
  }
}

/** A tool at work, and everything it has said. */
export class Running {
  output = "";
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  #heard: () => void = () => undefined;

  constructor(command: string, args: string[], env: Record<string, string | undefined>) {
    this.child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (text) => {
        this.output += text;
        this.#heard();
      });
    }
    this.code = new Promise((end) => this.child.once("close", end));
    void this.code.then(() => this.#heard());
    onTestFinished(async () => {
      this.child.kill("SIGTERM");
      await this.code;
    });
  }

  /** Wait for words in the output, and return what the pattern found. */
  until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found, never) => {
      this.#heard = () => {
        const match = pattern.exec(this.output);
        if (match) found(match);
        else if (this.child.exitCode !== null) never(new Error(`ended without ${pattern}:\n${this.output}`));
      };
      this.#heard();
    });
  }
}

/** A port of this machine that nobody listens on; `held` keeps listening on it until the test ends. */
export async function port({ held }: { held: boolean }): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  if (held) onTestFinished(close);
  else await close();
  return address.port;
}

/** Is there a process with this id? */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
