/**
 * A realm in this very engine, for numeric work that is too heavy for an interpreter. It is no wall: the walls
 * stand around the process. What runs here is given no function and no object of ours, only texts; and the
 * process holds nothing but the call in progress.
 */
import { type Context, createContext, type Module, runInContext, SourceTextModule } from "node:vm";
import type { HostCall } from "../../call/index.js";
import type { Program } from "../../cells/program.js";
import { resolver } from "../../cells/resolve.js";
import type { Box } from "../guest/entry.js";
import type { CallMessage } from "../protocol.js";
import { type Outcome, parsed, type Realm, returned, type Said, type Stopped, thrown } from "./realm.js";

interface Guest {
  start(box: Box, solution: unknown, driver: string, args: string, host?: HostCall): void;
  described(error: unknown): string;
  tick(): boolean;
}

/** What settles without a timer has settled after one turn of the loop. */
const turns = 3;
/** Nobody waits for more timers than this. */
const mostTicks = 10_000;

/** What the learner's own machine adds, and the sandbox never. */
export interface Own {
  /** Where the solution prints. */
  readonly console: object;
}

export class V8Realm implements Realm {
  readonly #program: Program;
  readonly #context: Context;
  readonly #guest: Guest;
  #student: Record<string, unknown> = {};
  #broken: Stopped | undefined;

  /** @param solution the function that will be asked for */
  static async open(program: Program, solution: string, own?: Own): Promise<V8Realm> {
    const context = createContext(Object.create(null) as object, {
      codeGeneration: { strings: true, wasm: false },
    });
    const link = linker(program, context, solution);
    const guest = (await link("guest")).namespace as Guest;
    if (own) Object.assign(context, own);
    const realm = new V8Realm(program, context, guest);
    await realm.#load(() => link(program.main));
    return realm;
  }

  private constructor(program: Program, context: Context, guest: Guest) {
    this.#program = program;
    this.#context = context;
    this.#guest = guest;
  }

  /** Why the submission does not load. */
  get broken(): Stopped | undefined {
    return this.#broken;
  }

  async #load(link: () => Promise<Module>): Promise<void> {
    try {
      let linked: Module | undefined;
      let failed: { error: unknown } | undefined;
      link().then(
        (module) => {
          linked = module;
        },
        (error: unknown) => {
          failed = { error };
        },
      );
      if (!(await this.#settles(() => linked !== undefined || failed !== undefined)))
        this.#broken = {
          op: "stopped",
          why: "pending",
          message: "the file waits for what never comes",
          fuel: 0,
        };
      if (failed) throw failed.error;
      this.#student = (linked?.namespace ?? {}) as Record<string, unknown>;
    } catch (error) {
      this.#broken = this.#thrown(this.#guest.described(error));
    }
  }

  /** Lets promises settle and timers go off until `done`. @returns whether it came to that */
  async #settles(done: () => boolean): Promise<boolean> {
    for (let ticks = 0; ticks < mostTicks; ticks++) {
      for (let i = 0; i < turns && !done(); i++) await new Promise(setImmediate);
      if (done()) return true;
      if (!this.#guest.tick()) return false;
    }
    return false;
  }

  /** A text that the submission exports; nothing where it is none. */
  exported(name: string): string {
    const value = this.#student[name];
    return typeof value === "string" ? value : "";
  }

  /** What the submission exports under a name. */
  solution(name: string): unknown {
    return this.#student[name];
  }

  /** @param host answers what the solution asks of its ports; in the sandbox V8 gets none */
  async call(message: CallMessage, host?: HostCall): Promise<Outcome> {
    if (this.#broken) return this.#broken;
    const solution = this.#student[message.name];
    if (typeof solution !== "function")
      return { op: "stopped", why: "missing", message: typeof solution, fuel: 0 };
    const box = runInContext("Object.create(null)", this.#context) as Box;
    this.#guest.start(box, solution, message.driver, JSON.stringify(message.args), host);
    try {
      await this.#settles(() => settled(box));
    } catch (error) {
      return this.#thrown(this.#guest.described(error));
    }
    if (typeof box.text === "string") return returned(box.text, message, 0, []);
    if (typeof box.error === "string") return this.#thrown(box.error);
    return { op: "stopped", why: "pending", message: "the promise never settles", fuel: 0 };
  }

  #thrown(described: string): Stopped {
    const [name, message, stack] = parsed(described).map(String);
    const said: Said = { name: name ?? "", message: message ?? "", stack: stack ?? "" };
    const deep = said.name === "RangeError" && said.message.startsWith("Maximum call stack");
    return thrown(said, this.#program, deep ? "stack" : "throw", 0);
  }

  dispose(): void {
    this.#broken = undefined;
    this.#student = {};
  }
}

const settled = ({ text, error }: Box): boolean => text !== undefined || error !== undefined;

/** Links and evaluates a module with all that it imports. */
function linker(program: Program, context: Context, solution: string): (name: string) => Promise<Module> {
  const { load, resolve } = resolver(program, solution);
  const modules = new Map<string, SourceTextModule>();
  const moduleOf = (name: string): SourceTextModule => {
    const known = modules.get(name);
    if (known) return known;
    const made = new SourceTextModule(load(name), {
      identifier: name,
      context,
      // Without this the error of a refused import would be one of ours, and a way out of the realm.
      importModuleDynamically: (wanted) => link(resolve(name, wanted)),
    });
    modules.set(name, made);
    return made;
  };
  const link = async (name: string): Promise<Module> => {
    const module = moduleOf(name);
    if (module.status === "unlinked")
      await module.link((wanted, { identifier }) => moduleOf(resolve(identifier, wanted)));
    await module.evaluate();
    return module;
  };
  return link;
}
