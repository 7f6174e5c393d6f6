/** Answers the engine's requests by calls into a sandbox: one submission, and the children it needs. */

import type { Fault } from "../cells/notebook.js";
import type { Source } from "../cells/program.js";
import { type ExerciseSet, PackedCall, type Reply, type Request } from "../engine/index.js";
import { isPort } from "../ports/port.js";
import { NotGradable } from "../submission/not-gradable.js";
import type { Bundle } from "./bundle.js";
import { type Answer, Child, type Command, type Ended } from "./child-process.js";
import { defaultLimits, fuelFor, type Limits } from "./limits.js";
import type { EngineName, Returned } from "./protocol.js";
import { limit, stoppedReply, tooManySteps } from "./stopped-reply.js";

/** A sandbox that works on this machine. */
export interface Sandbox {
  readonly bundle: Bundle;
  /** How a child is started. */
  command(engine: EngineName): Command;
  /** The engine for calls without ports. A port always means QuickJS: in V8 it would live next to the student. */
  readonly engine: EngineName;
  readonly limits?: Partial<Limits>;
}

/** The sandbox itself failed: nobody's points depend on it. */
export class InfrastructureError extends Error {}

/** What a child is wanted for. */
interface Use {
  readonly engine: EngineName;
  /** A call whose input the student must not learn. */
  readonly hidden?: boolean;
}

/** In V8 a student's code may outlive its realm: what was told a hidden input is called for nothing visible any more. */
const keyOf = ({ engine, hidden = false }: Use): string => (engine === "v8" && hidden ? "v8 told" : engine);

export class Session {
  /** The most fuel that one call took, by exercise. */
  readonly fuel = new Map<string, number>();
  /** Of a notebook: cells that did not run to their end. */
  faults: readonly Fault[] = [];
  readonly #sandbox: Sandbox;
  readonly #source: Source;
  readonly #set: ExerciseSet;
  readonly #limits: Limits;
  readonly #spent = new Map<string, number>();
  /** Exercises of which a hidden call was made. */
  readonly #told = new Set<string>();
  readonly #children = new Map<string, Child>();
  #started = 0;
  #clockStops = 0;
  #cpuMs = 0;
  #peak = 0;

  constructor(sandbox: Sandbox, source: Source, set: ExerciseSet) {
    this.#sandbox = sandbox;
    this.#source = source;
    this.#set = set;
    this.#limits = { ...defaultLimits, ...sandbox.limits };
  }

  /** The most memory that a child was seen to hold. */
  get peakBytes(): number {
    return Math.max(this.#peak, ...[...this.#children.values()].map((child) => child.peakBytes));
  }

  /** Compiles the submission. @throws NotGradable with a sentence for the student; InfrastructureError */
  async start(): Promise<void> {
    await this.#child({ engine: this.#sandbox.engine });
  }

  /** Waits until every process is gone. */
  async close(): Promise<void> {
    await Promise.all([...this.#children.keys()].map((key) => this.#discard(key)));
  }

  /** @throws InfrastructureError when no child can be started */
  readonly answer = async (request: Request): Promise<Reply> => {
    const { exercise, args, hidden = false } = request;
    const copies = args.filter(isPort).map(({ copy }) => copy ?? null);
    const engine = copies.length > 0 ? "quickjs" : this.#sandbox.engine;
    const fuel = fuelFor(exercise);
    if (engine === "v8" && hidden) await this.#tell();
    for (let tries = 1; ; tries++) {
      const ports = new PackedCall(args);
      const left = fuel.exercise - (this.#spent.get(exercise.id) ?? 0);
      if (left <= 0) return { stopped: limit(tooManySteps(fuel)), notRun: true };
      const cpuMs = Math.min(this.#limits.callCpuMs, this.#limits.totalCpuMs - this.cpuMs);
      const worn = this.#started >= this.#limits.children && !this.#has({ engine, hidden });
      if (cpuMs <= 0 || worn || this.#clockStops >= this.#limits.clockStops)
        return { stopped: limit(wornOut), backstop: true, notRun: true };
      const child = await this.#child({ engine, hidden });
      const answer = await child.request(
        {
          op: "call",
          realm: this.#realmOf(request),
          name: exercise.name,
          driver: exercise.driver ?? "call",
          args: ports.packed,
          copies,
          fuel: Math.min(fuel.call, left),
        },
        cpuMs,
        ({ port, method, args }) => ports.host(port, method, args),
      );
      if (answer.op === "ended" || (answer.op === "stopped" && answer.poisoned))
        await this.#discard(keyOf({ engine, hidden }));
      if (answer.op === "ended") {
        if (answer.by === "cpu" || answer.by === "wall") this.#clockStops++;
        return ended(answer);
      }
      if (answer.op === "loaded") throw new InfrastructureError("the child answered another question");
      this.#spend(exercise.id, answer.fuel);
      if (answer.op === "returned") return returned(answer, ports);
      // What broke may be what the exercise before left behind.
      if (answer.why === "fault" && tries === 1) continue;
      const backstop = answer.why === "fault" ? { backstop: true } : {};
      return { stopped: stoppedReply(answer, exercise.name, fuel), ...backstop };
    }
  };

  /** An exercise's calls share one realm, the hidden ones after the visible; a visible one after them gets another. */
  #realmOf({ exercise: { id }, hidden = false }: Request): string {
    if (hidden) this.#told.add(id);
    return hidden || !this.#told.has(id) ? id : `${id} anew`;
  }

  /** The fuel that an exercise has used. */
  spent(id: string): number {
    return this.#spent.get(id) ?? 0;
  }

  #spend(id: string, fuel: number): void {
    this.#spent.set(id, (this.#spent.get(id) ?? 0) + fuel);
    this.fuel.set(id, Math.max(this.fuel.get(id) ?? 0, fuel));
  }

  /** Processor time so far, where it can be read. */
  get cpuMs(): number {
    return [...this.#children.values()].reduce((sum, child) => sum + child.cpuMs, this.#cpuMs);
  }

  /** The child that has served visible calls goes on with hidden ones, and is gone for the visible. */
  async #tell(): Promise<void> {
    const child = this.#children.get("v8");
    if (!child?.alive || this.#has({ engine: "v8", hidden: true })) return;
    await this.#discard("v8 told");
    this.#children.delete("v8");
    this.#children.set("v8 told", child);
  }

  #has(use: Use): boolean {
    return this.#children.get(keyOf(use))?.alive ?? false;
  }

  async #discard(key: string): Promise<void> {
    const child = this.#children.get(key);
    if (!child) return;
    await child.close();
    this.#cpuMs += child.cpuMs;
    this.#peak = Math.max(this.#peak, child.peakBytes);
    this.#children.delete(key);
  }

  async #child(use: Use): Promise<Child> {
    const { engine } = use;
    const key = keyOf(use);
    const running = this.#children.get(key);
    if (running?.alive) return running;
    await this.#discard(key);
    const child = new Child(this.#sandbox.command(engine), this.#limits);
    this.#children.set(key, child);
    this.#started++;
    const answer = await child.request(
      {
        op: "load",
        engine,
        ...(engine === "quickjs" ? { quickjs: this.#sandbox.bundle.quickjs } : {}),
        main: this.#source.main,
        files: this.#source.files,
        names: this.#set.exercises.map(({ name }) => name),
        library: this.#sandbox.bundle.library(this.#set),
        memoryBytes: this.#limits.memoryBytes,
      },
      this.#limits.callCpuMs,
      () => "!not now",
    );
    this.#mustBeLoaded(answer);
    return child;
  }

  #mustBeLoaded(answer: Answer): void {
    if (answer.op === "loaded") {
      if (answer.problem !== undefined) throw new NotGradable(answer.problem, "does-not-compile");
      this.faults = answer.faults ?? [];
      return;
    }
    if (answer.op === "ended" && (answer.by === "cpu" || answer.by === "wall" || answer.by === "memory"))
      throw new NotGradable(
        `${this.#source.main} could not be compiled: it takes too ${answer.by === "memory" ? "much memory" : "long"}`,
        "does-not-compile",
        true,
      );
    const why = answer.op === "ended" ? `${answer.by}: ${answer.detail}` : answer.op;
    throw new InfrastructureError(`the sandbox did not start (${why})`);
  }
}

const wornOut = "not run: earlier calls of this submission used up its time";

function returned(answer: Returned, ports: PackedCall): Reply {
  try {
    for (const [port, method, args] of answer.log) ports.host(port, method, args);
    const after = Object.fromEntries(answer.after.flatMap((text, i) => (text === null ? [] : [[i, text]])));
    return { outcome: ports.outcome({ value: answer.value, after, awaited: answer.awaited }) };
  } catch (error) {
    const why = error instanceof Error ? error.name : "error";
    return { stopped: { stop: "exception", message: `gave something that cannot be read (${why})` } };
  }
}

function ended({ by, detail }: Ended): Reply {
  if (by === "memory") return { stopped: limit("needs more memory than there is") };
  if (by === "output") return { stopped: limit("gives more than can be read") };
  const clock = by === "cpu" || by === "wall";
  return {
    stopped: limit(
      clock ? "takes too long: it was stopped by the clock" : `made the sandbox end (${by}) ${detail}`.trim(),
    ),
    backstop: true,
  };
}
