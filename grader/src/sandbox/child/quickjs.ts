/**
 * A realm inside QuickJS inside WebAssembly: what runs here can compute, and nothing else. Texts go in, texts
 * come out, and the interpreter asks after every few thousand steps whether it may go on.
 */
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Program } from "../../cells/program.js";
import { resolver } from "../../cells/resolve.js";
import type { CallMessage, StoppedReply } from "../protocol.js";
import { ChildPorts } from "./ports.js";
import { type Outcome, type Realm, returned, type Said, type Stopped, thrown } from "./realm.js";

/**
 * On the ordinary stack of a process more than 256 KB would let the interpreter run off the end of it; with the deep
 * one (levels/portable) there is room for most of the interpreter's own, which is 5 MB.
 */
const stackBytes = process.execArgv.some((flag) => flag.startsWith("--stack-size=")) ? 4 << 20 : 256 << 10;
/** For what a file does at its top. */
export const loadFuel = 500;
/** An honest promise needs a handful. */
const mostJobs = 100_000;
/** Nobody waits for more timers than this. */
export const mostTicks = 10_000;

export const loadQuickJs = (wasm: Uint8Array<ArrayBuffer>): Promise<QuickJSWASMModule> =>
  newQuickJSWASMModuleFromVariant(newVariant(variant.default, { wasmBinary: Uint8Array.from(wasm).buffer }));

/** Something went wrong inside; `error` is the thrown value, unless we stopped it ourselves. */
class Thrown {
  constructor(readonly error: QuickJSHandle) {}
}

export class QuickJsRealm implements Realm {
  readonly #runtime: QuickJSRuntime;
  readonly #vm: QuickJSContext;
  readonly #program: Program;
  readonly #entry: QuickJSHandle;
  readonly #tick: QuickJSHandle | undefined;
  /** Handles to give back: at the end of a call, and at the end of the realm. */
  #inCall: QuickJSHandle[] = [];
  readonly #kept: QuickJSHandle[] = [];
  #student: QuickJSHandle | undefined;
  #broken: Stopped | undefined;
  #fuel = 0;
  #mostFuel = Infinity;
  #ports: ChildPorts | undefined;
  #cut: "fuel" | "calls" | undefined;

  /** @param solution the function that will be asked for */
  constructor(quickjs: QuickJSWASMModule, program: Program, solution: string, memoryBytes: number) {
    this.#program = program;
    this.#runtime = quickjs.newRuntime();
    this.#runtime.setMemoryLimit(memoryBytes);
    this.#runtime.setMaxStackSize(stackBytes);
    this.#runtime.setInterruptHandler(() => {
      if (++this.#fuel > this.#mostFuel) this.#cut ??= "fuel";
      if (this.#ports?.tooMany) this.#cut ??= "calls";
      return this.#cut !== undefined;
    });
    const { load, resolve } = resolver(program, solution);
    this.#runtime.setModuleLoader(load, resolve);
    this.#vm = this.#runtime.newContext();
    const guest = this.#module("guest", load("guest"));
    this.#entry = this.#vm.getProp(guest, "call");
    this.#tick = this.#vm.getProp(guest, "tick");
    this.#limited(loadFuel, () => {
      this.#student = this.#module(program.main, program.files[program.main]!);
    });
    this.#kept.push(...this.#inCall, this.#entry, this.#tick);
    this.#inCall = [];
  }

  #hold(handle: QuickJSHandle): QuickJSHandle {
    this.#inCall.push(handle);
    return handle;
  }

  /** A value, held; or what was thrown. */
  #done(result: { value: QuickJSHandle; error?: undefined } | { error: QuickJSHandle }): QuickJSHandle {
    if (result.error) throw new Thrown(this.#hold(result.error));
    return this.#hold(result.value);
  }

  /** Evaluates a module and gives its namespace. */
  #module(name: string, source: string): QuickJSHandle {
    return this.#settled(this.#done(this.#vm.evalCode(source, name, { type: "module" })));
  }

  /** The value of a promise, once the jobs that are waiting have run. */
  #settled(handle: QuickJSHandle): QuickJSHandle {
    if (this.#vm.typeof(handle) !== "object") return handle;
    let state = this.#vm.getPromiseState(handle);
    if (state.type === "fulfilled" && state.notAPromise) return handle;
    for (let jobs = 0, ticks = 0; state.type === "pending" && jobs < mostJobs; ) {
      const ran = this.#runtime.executePendingJobs(1000);
      if (ran.error) throw new Thrown(this.#hold(ran.error));
      jobs += ran.value;
      state = this.#vm.getPromiseState(handle);
      if (ran.value > 0 || state.type !== "pending") continue;
      if (ticks++ === mostTicks || !this.#ticks()) break;
    }
    if (state.type === "rejected") throw new Thrown(this.#hold(state.error));
    if (state.type === "pending") throw new Pending();
    return this.#hold(state.value);
  }

  /** Lets the next timer go off, if there is one. */
  #ticks(): boolean {
    // While the guest itself is loaded there is none yet.
    if (!this.#tick) return false;
    return this.#vm.dump(this.#done(this.#vm.callFunction(this.#tick, this.#vm.undefined))) === true;
  }

  /** A text that the submission exports; nothing where it is none. */
  exported(name: string): string {
    if (!this.#student) return "";
    const value = this.#vm.getProp(this.#student, name);
    const text = isText(this.#vm, value) ? this.#vm.getString(value) : "";
    value.dispose();
    return text;
  }

  call(message: CallMessage): Outcome {
    if (this.#broken) return this.#broken;
    try {
      return this.#call(message);
    } finally {
      for (const handle of this.#inCall) handle.dispose();
      this.#inCall = [];
    }
  }

  #call(message: CallMessage): Outcome {
    const fn = this.#hold(this.#vm.getProp(this.#student!, message.name));
    const kind = this.#vm.typeof(fn);
    if (kind !== "function") return { op: "stopped", why: "missing", message: kind, fuel: 0 };
    const ports = new ChildPorts(message);
    this.#ports = ports;
    let text = "";
    const stopped = this.#limited(message.fuel, () => {
      const vm = this.#vm;
      const args = [
        vm.newString(message.driver),
        vm.newString(JSON.stringify(message.args)),
        vm.newFunction("host", (...words) => this.#host(ports, words)),
      ].map((handle) => this.#hold(handle));
      const value = this.#settled(this.#done(vm.callFunction(this.#entry, vm.undefined, fn, ...args)));
      text = vm.typeof(value) === "string" ? vm.getString(value) : "";
    });
    if (stopped) return stopped;
    return returned(text, message, this.#fuel, ports.log);
  }

  #host(ports: ChildPorts, words: readonly QuickJSHandle[]): QuickJSHandle {
    const [id, method, args] = words;
    const vm = this.#vm;
    const reply =
      id && method && args && vm.typeof(id) === "number" && isText(vm, method) && isText(vm, args)
        ? ports.call(vm.getNumber(id), vm.getString(method), vm.getString(args))
        : "!this is no call of a port";
    return vm.newString(reply);
  }

  /** Does something of the student's; why it stopped, if it did. */
  #limited(fuel: number, work: () => void): Stopped | undefined {
    [this.#fuel, this.#mostFuel, this.#cut] = [0, fuel, undefined];
    try {
      work();
      if (this.#cut === undefined) return undefined;
      return this.#stopped({ name: "", message: "interrupted" });
    } catch (error) {
      const stopped = this.#explain(error);
      if (!this.#student) this.#broken = stopped;
      return stopped;
    } finally {
      this.#mostFuel = Infinity;
    }
  }

  #explain(error: unknown): Stopped {
    if (error instanceof Pending)
      return { op: "stopped", why: "pending", message: "the promise never settles", fuel: this.#fuel };
    if (error instanceof Thrown) return this.#stopped(this.#read(error.error));
    const message = error instanceof Error ? error.message : String(error);
    return { op: "stopped", why: "fault", message, fuel: this.#fuel, poisoned: true };
  }

  #stopped(said: Said): Stopped {
    const { name, message } = said;
    const engine = name === "InternalError";
    const why: StoppedReply["why"] =
      this.#cut ??
      (engine && message === "out of memory"
        ? "memory"
        : (engine || name === "RangeError") && /stack (overflow|size exceeded)/i.test(message)
          ? "stack"
          : "throw");
    return thrown(said, this.#program, why, this.#fuel);
  }

  /** Reading an error may run the student's getters, so it too costs fuel and may fail. */
  #read(error: QuickJSHandle): Said {
    const vm = this.#vm;
    if (this.#cut) return { name: "", message: "interrupted" };
    this.#mostFuel = this.#fuel + 10;
    try {
      if (vm.typeof(error) !== "object") return { name: "", message: `threw ${vm.getString(error)}` };
      const text = (name: string) => {
        const handle = this.#hold(vm.getProp(error, name));
        return isText(vm, handle) ? vm.getString(handle).slice(0, 2000) : "";
      };
      const [name, message, stack] = [text("name"), text("message"), text("stack")];
      return name === "" && message === "" ? { name, message: "threw an object" } : { name, message, stack };
    } catch (unreadable) {
      const why = unreadable instanceof Error ? unreadable.name : "";
      return { name: "Error", message: `an error that cannot be read ${why}`.trim() };
    }
  }

  /** @throws when the student's code left the interpreter in pieces */
  dispose(): void {
    for (const handle of this.#kept) handle.dispose();
    this.#vm.dispose();
    this.#runtime.dispose();
  }
}

class Pending extends Error {}

const isText = (vm: QuickJSContext, handle: QuickJSHandle): boolean => vm.typeof(handle) === "string";
