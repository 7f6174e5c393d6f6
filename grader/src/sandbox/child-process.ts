/**
 * One disposable child, seen from the grader: requests with random ids, replies parsed and counted, and an
 * end that is waited for. Whatever is not a reply that is waited for ends the child.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync } from "node:fs";
import { Frames, frame } from "./frames.js";
import type { Limits } from "./limits.js";
import { type CallMessage, type LoadMessage, type Reply, reply } from "./protocol.js";
import { type Usage, usageOf } from "./usage.js";

/** How to start a child. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Open files that the child inherits as 3, 4, …; they are closed here once it has them. */
  readonly files?: readonly number[];
}

/** Why a child ended before it answered. */
export interface Ended {
  readonly op: "ended";
  readonly by: "cpu" | "wall" | "memory" | "output" | "protocol" | "exit";
  readonly detail: string;
}

export type Answer = Exclude<Reply, { op: "ask" }> | Ended;
type Question = Extract<Reply, { op: "ask" }>;
type Sent = Omit<LoadMessage, "id"> | Omit<CallMessage, "id">;

const watchEveryMs = 50;
const mostComplaint = 4_000;

export class Child {
  readonly #process: ChildProcess;
  readonly #limits: Limits;
  readonly #frames = new Frames();
  readonly #gone: Promise<void>;
  #pending: { id: string; done: (answer: Answer) => void; asked: (question: Question) => string } | undefined;
  #ended: Ended | undefined;
  #outputBytes = 0;
  #complaint = "";
  #usage: Usage | undefined;
  #deadline = Infinity;
  #peak = 0;

  constructor(command: Command, limits: Limits) {
    this.#limits = limits;
    const { file, args, env, cwd, uid, gid, files = [] } = command;
    this.#process = spawn(file, args, {
      stdio: ["pipe", "pipe", "pipe", ...files],
      env,
      cwd,
      detached: process.platform !== "win32",
      windowsHide: true,
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    for (const file of files) closeSync(file);
    this.#process.on("error", (error) => this.#end("exit", error.message));
    for (const stream of [this.#process.stdin, this.#process.stdout, this.#process.stderr])
      stream?.on("error", () => this.#end("exit", "its pipe broke"));
    this.#process.stdout!.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#process.stderr!.on("data", (chunk: Buffer) => {
      this.#count(chunk);
      if (this.#complaint.length < mostComplaint) this.#complaint += chunk.toString("latin1");
    });
    const watch = setInterval(() => this.#watch(), watchEveryMs);
    this.#gone = new Promise((resolve) => {
      const gone = (detail: string) => {
        clearInterval(watch);
        this.#end("exit", detail);
        resolve();
      };
      this.#process.once("close", (code, signal) => gone(`it ended with ${signal ?? `code ${code}`}`));
      this.#process.once("error", (error) => {
        if (this.#process.pid === undefined) gone(error.message);
      });
    });
  }

  /** Processor time so far, where it can be read. */
  get cpuMs(): number {
    return this.#usage?.cpuMs ?? 0;
  }

  /** The most memory that was seen. */
  get peakBytes(): number {
    return this.#peak;
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /**
   * @param cpuMs processor time that this request may take
   * @param asked answers the child's questions about ports
   */
  request(message: Sent, cpuMs: number, asked: (question: Question) => string): Promise<Answer> {
    if (this.#ended) return Promise.resolve(this.#ended);
    const id = randomUUID();
    this.#look();
    this.#deadline = this.cpuMs + cpuMs;
    return new Promise((resolve) => {
      const wall = setTimeout(() => this.#end("wall", ""), this.#limits.callWallMs);
      const done = (answer: Answer) => {
        clearTimeout(wall);
        this.#pending = undefined;
        this.#deadline = Infinity;
        resolve(answer);
      };
      this.#pending = { id, done, asked };
      this.#process.stdin!.write(frame({ ...message, id }));
    });
  }

  /** Ends the child and waits until it and all it started are gone. */
  close(): Promise<void> {
    this.#end("exit", "it was no longer needed");
    return this.#gone;
  }

  #take(chunk: Buffer): void {
    this.#count(chunk);
    try {
      for (const message of this.#frames.push(chunk)) {
        if (this.#ended) return;
        this.#heard(reply.parse(message));
      }
    } catch (error) {
      this.#end("protocol", error instanceof Error ? error.name : "");
    }
  }

  #heard(message: Reply): void {
    const pending = this.#pending;
    if (!pending || message.id !== pending.id) {
      this.#end("protocol", "a reply that nobody waits for");
      return;
    }
    if (message.op !== "ask") pending.done(message);
    else this.#process.stdin!.write(frame({ op: "port", id: message.id, reply: pending.asked(message) }));
  }

  #count(chunk: Buffer): void {
    this.#outputBytes += chunk.length;
    if (this.#outputBytes > this.#limits.outputBytes) this.#end("output", "");
  }

  #look(): void {
    const { pid } = this.#process;
    const usage = pid === undefined ? undefined : usageOf(pid);
    if (!usage) return;
    this.#usage = usage;
    this.#peak = Math.max(this.#peak, usage.rssBytes);
  }

  #watch(): void {
    this.#look();
    if ((this.#usage?.rssBytes ?? 0) > this.#limits.rssBytes) this.#end("memory", "");
    if (this.cpuMs > this.#deadline) this.#end("cpu", "");
  }

  #end(by: Ended["by"], detail: string): void {
    if (!this.#ended) {
      const complaint = this.#complaint.trim().split("\n").slice(0, 6).join(" ").slice(0, 400);
      this.#ended = { op: "ended", by, detail: [detail, complaint].filter(Boolean).join(": ") };
      this.#kill();
    }
    this.#pending?.done(this.#ended);
  }

  /** The whole group: the child may stand behind a shell or a container. */
  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#process.kill("SIGKILL");
      else process.kill(-pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
