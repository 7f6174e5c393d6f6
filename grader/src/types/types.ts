/** Asks a process of its own what does not type-check. It serves one submission after the other, and a new one takes the place of one that had to be ended. */
import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { z } from "zod";
import type { Source } from "../cells/program.js";
import { childEnvironment } from "../sandbox/levels/portable.js";
import { usageOf } from "../sandbox/usage.js";
import type { TypeProblem } from "./checker.js";

const problems: z.ZodType<TypeProblem[]> = z.array(
  z.object({
    file: z.string(),
    cell: z.number().int().optional(),
    line: z.number().int(),
    message: z.string(),
    names: z.array(z.string()).readonly(),
  }),
) as z.ZodType<TypeProblem[]>;

/** Such as "cell 3, line 2 does not type-check: Expected 1 arguments, but got 2". Nothing in it looks like markup. */
export function typeSentence({ file, cell, line, message }: TypeProblem): string {
  const told = message.replaceAll("<", "‹").replaceAll(">", "›").slice(0, 300);
  return `${cell === undefined ? file : `cell ${cell}`}, line ${line} does not type-check: ${told}`;
}

/** What one submission may take, in processor time where it can be read; and in any case, on the clock. */
export const most = { cpuMs: 5_000, wallMs: 30_000, rssBytes: 1 << 30 } as const;
/** Reading the packages' declarations is nobody's fault. */
const startMs = 60_000;
const watchEveryMs = 50;

/** Why there is no Types here. */
export const noTypes =
  "neither the kernel (the package tslab) nor its TypeScript (@tslab/typescript-for-tslab) is installed beside the grader";

/** Where the kernel's TypeScript is, the kernel's own or one of a release, which has no kernel; undefined where there is none. */
export function kernelCompiler(): string | undefined {
  const kernel = resolved("tslab/package.json", import.meta.url);
  return resolved("@tslab/typescript-for-tslab", kernel ?? import.meta.url);
}

function resolved(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

export class Types {
  readonly #script: string;
  readonly #compiler: string;
  #child: Promise<ChildProcess> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param script sandbox/bundle's @returns undefined where the kernel's TypeScript is not installed */
  static here(script: string): Types | undefined {
    const compiler = kernelCompiler();
    return compiler === undefined ? undefined : new Types(script, compiler);
  }

  private constructor(script: string, compiler: string) {
    this.#script = script;
    this.#compiler = compiler;
  }

  /** @returns the first problem of each cell and file; undefined when it took too long or too much memory */
  problems(source: Source, names: readonly string[]): Promise<readonly TypeProblem[] | undefined> {
    const next = this.#last.then(async () => {
      const fresh = !this.#child;
      const answer = await this.#answer({ source, names });
      // What others left in the process's memory is nobody's fault; the time that it took is its own.
      const last = answer === "memory" && !fresh ? await this.#answer({ source, names }) : answer;
      return typeof last === "string" ? undefined : last;
    });
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Waits until the process is gone. */
  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #answer(question: { source: Source; names: readonly string[] }) {
    const child = await (this.#child ??= this.#started());
    const answer = await asked(child, question, most);
    if (typeof answer === "string") await this.#end();
    return answer;
  }

  async #started(): Promise<ChildProcess> {
    const folder = dirname(createRequire(import.meta.url).resolve("@long-attention/grader/package.json"));
    const child = fork(this.#script, [this.#compiler, folder], {
      execArgv: ["--no-warnings", "--max-old-space-size=768"],
      env: childEnvironment(),
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const warm = { main: "warm.ts", files: { "warm.ts": 'import "long-attention/tensor";' } };
    await asked(child, { source: warm, names: [] }, { ...most, cpuMs: startMs, wallMs: startMs });
    return child;
  }

  async #end(): Promise<void> {
    const child = await this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}

/** @returns why the child had to be ended; when it ended itself, its memory was used up */
function asked(
  child: ChildProcess,
  message: { source: Source; names: readonly string[] },
  limits: { readonly cpuMs: number; readonly wallMs: number; readonly rssBytes: number },
): Promise<readonly TypeProblem[] | "time" | "memory"> {
  const usage = () => (child.pid === undefined ? undefined : usageOf(child.pid));
  const start = { at: performance.now(), cpuMs: usage()?.cpuMs ?? 0 };
  return new Promise((resolve) => {
    const done = (answer: readonly TypeProblem[] | "time" | "memory") => {
      clearInterval(watch);
      child.off("message", heard).off("exit", ended).off("error", ended);
      resolve(answer);
    };
    const heard = (answer: unknown) => done(problems.parse(answer));
    const ended = () => done("memory");
    const watch = setInterval(() => {
      const now = usage();
      const late = performance.now() - start.at > limits.wallMs;
      if (now && now.rssBytes > limits.rssBytes) done("memory");
      else if (late || (now && now.cpuMs - start.cpuMs > limits.cpuMs)) done("time");
    }, watchEveryMs);
    child.once("message", heard).once("exit", ended).once("error", ended);
    child.send(message, (error) => {
      if (error) done("memory");
    });
  });
}
