/**
 * A realm in this very engine, for numeric work that is too heavy for an interpreter. It is no wall: the walls
 * stand around the process. What runs here is given no function and no object of ours, only texts; and the
 * process holds nothing but the call in progress.
 */
import { type Context, createContext, type Module, runInContext, SourceTextModule } from "node:vm";
import type { Box } from "../guest/entry.js";
import type { CallMessage } from "../protocol.js";
import type { Program } from "./compile.js";
import { type Outcome, parsed, type Realm, returned, type Said, type Stopped, thrown } from "./realm.js";
import { resolver } from "./resolve.js";

interface Guest {
  start(box: Box, solution: unknown, driver: string, args: string): void;
  described(error: unknown): string;
}

/** Everything that can settle has settled after one turn of the loop: nothing in the realm waits for the world. */
const turns = 3;

export class V8Realm implements Realm {
  readonly #program: Program;
  readonly #context: Context;
  readonly #guest: Guest;
  #student: Record<string, unknown> = {};
  #broken: Stopped | undefined;

  static async open(program: Program): Promise<V8Realm> {
    const context = createContext(Object.create(null) as object, {
      codeGeneration: { strings: true, wasm: false },
    });
    const link = linker(program, context);
    const guest = (await link("guest")).namespace as Guest;
    const realm = new V8Realm(program, context, guest);
    await realm.#load(() => link(program.main));
    return realm;
  }

  private constructor(program: Program, context: Context, guest: Guest) {
    this.#program = program;
    this.#context = context;
    this.#guest = guest;
  }

  async #load(link: () => Promise<Module>): Promise<void> {
    try {
      this.#student = (await link()).namespace as Record<string, unknown>;
    } catch (error) {
      this.#broken = this.#thrown(this.#guest.described(error));
    }
  }

  async call(message: CallMessage): Promise<Outcome> {
    if (this.#broken) return this.#broken;
    const solution = this.#student[message.name];
    if (typeof solution !== "function")
      return { op: "stopped", why: "missing", message: typeof solution, fuel: 0 };
    const box = runInContext("Object.create(null)", this.#context) as Box;
    this.#guest.start(box, solution, message.driver, JSON.stringify(message.args));
    for (let i = 0; i < turns && !settled(box); i++) await new Promise(setImmediate);
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
function linker(program: Program, context: Context): (name: string) => Promise<Module> {
  const { load, resolve } = resolver(program);
  const modules = new Map<string, SourceTextModule>();
  const moduleOf = (name: string): SourceTextModule => {
    const known = modules.get(name);
    if (known) return known;
    const made = new SourceTextModule(load(name) ?? "", { identifier: name, context });
    modules.set(name, made);
    return made;
  };
  return async (name) => {
    const module = moduleOf(name);
    if (module.status === "unlinked")
      await module.link((wanted, { identifier }) => {
        const found = resolve(identifier, wanted);
        if (found.name === undefined) throw new SyntaxError(found.problem);
        return moduleOf(found.name);
      });
    await module.evaluate();
    return module;
  };
}
