import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endOf } from "./child.ts";
import { ROOT } from "./files.ts";
import type { Output } from "./ipynb.ts";

export interface Execution {
  readonly ok: boolean;
  readonly outputs: Output[];
}

/** A fresh notebook scope: cells are executed one after another. */
export interface Session {
  /** How many pieces of code were executed so far. */
  readonly executed: number;
  /** @throws Error when the cell ends the process or takes longer than the limit */
  execute(code: string): Promise<Execution>;
  close(): void;
}

type Reply = { ready?: true; id?: number; result?: Execution; failed?: string };

const WORKER = fileURLToPath(new URL("./session-worker.mjs", import.meta.url));
const EXECUTOR = join(ROOT, "kernel/in-process.cjs");

/** What is published must not depend on what somebody has solved on this machine. */
export const withoutProgress = { LONG_ATTENTION_PROGRESS: "off" };

/** Opens a scope in a process of its own (plain Node, in the notebooks' folder). */
export function openSession(secondsPerCell = 120): Session {
  const child = fork(WORKER, [EXECUTOR, join(ROOT, "notebooks")], {
    cwd: ROOT,
    env: { ...process.env, ...withoutProgress },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let next = 0;
  let waiting:
    | { id: number; resolve: (result: Execution) => void; reject: (error: Error) => void }
    | undefined;
  let ended: Error | undefined;
  const end = (message: string) => {
    ended ??= new Error(message);
    waiting?.reject(ended);
    waiting = undefined;
  };
  child.on("message", (reply: Reply) => {
    if (!waiting || reply.id !== waiting.id) return;
    const { resolve, reject } = waiting;
    waiting = undefined;
    if (reply.result) resolve(reply.result);
    else reject(new Error(`the executor failed: ${reply.failed}`));
  });
  endOf(child, "the process", ["stdout", "stderr"]).then(({ why, words }) =>
    end([why ?? "the process ended (code 0)", words].filter(Boolean).join(":\n")),
  );

  return {
    get executed() {
      return next;
    },
    execute(code) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = next++;
        const timer = setTimeout(() => {
          end(`no end after ${secondsPerCell} s`);
          child.kill("SIGKILL");
        }, secondsPerCell * 1000);
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            then(value);
          };
        waiting = { id, resolve: settle(resolve), reject: settle(reject) };
        child.send({ id, code });
      });
    },
    close() {
      ended ??= new Error("the session is closed");
      child.kill("SIGKILL");
    },
  };
}
