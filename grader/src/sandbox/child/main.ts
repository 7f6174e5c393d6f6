/**
 * The disposable child: takes one submission in, calls its functions when told to, and is then thrown away.
 * It knows neither answers nor points, and sees no input but that of the call in progress.
 */
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { allFaults, type Fault, faultsExport } from "../../cells/notebook.js";
import { compile, type Program } from "../../cells/program.js";
import type { CallMessage, LoadMessage, Reply } from "../protocol.js";
import { capMemory, heldMemory } from "./memory.js";
import { receive, send } from "./pipe.js";
import { loadQuickJs, QuickJsRealm } from "./quickjs.js";
import type { Realm } from "./realm.js";
import { V8Realm } from "./v8.js";

let program: Program | undefined;
let quickjs: QuickJSWASMModule | undefined;
let memoryBytes = 0;
/** One for each exercise: a hidden call finds what the visible ones left behind, as it does in a cell. */
const realms = new Map<string, Realm>();
/** Beyond this no exercise's leftovers are worth the memory that the next one may need. */
const mostHeld = 48 << 20;

async function load(message: LoadMessage): Promise<Reply> {
  // What the interpreter itself needs comes on top.
  memoryBytes = message.memoryBytes;
  capMemory(memoryBytes + (64 << 20));
  try {
    program = compile(message, message.names, message.library);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const line = (error as { line?: number }).line;
    return { op: "loaded", id: message.id, problem, ...(line === undefined ? {} : { line }) };
  }
  if (message.quickjs !== undefined) quickjs = await loadQuickJs(Buffer.from(message.quickjs, "base64"));
  const faults = await faultsOf(program);
  return { op: "loaded", id: message.id, ...(faults.length > 0 ? { faults } : {}) };
}

const open = (program: Program, solution: string) =>
  quickjs ? new QuickJsRealm(quickjs, program, solution, memoryBytes) : V8Realm.open(program, solution);

/** Cells of a notebook that do not compile, and those that fail when they run: so they run once, for that. */
async function faultsOf(program: Program): Promise<Fault[]> {
  if (!program.place) return [];
  const realm = await open(program, "");
  const faults = allFaults(program.faults, realm.exported(faultsExport));
  realm.dispose();
  return faults.slice(0, mostFaults);
}

const mostFaults = 20;

async function call(message: CallMessage): Promise<Reply> {
  const { id } = message;
  if (!program) throw new Error("call: nothing is loaded");
  try {
    const realm = realms.get(message.realm) ?? (await opened(program, message));
    return { id, ...(await realm.call(message)) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { op: "stopped", id, why: "fault", message: text, fuel: 0, poisoned: true };
  }
}

async function opened(program: Program, { realm: key, name }: CallMessage): Promise<Realm> {
  if ((quickjs ? heldMemory() : process.memoryUsage().heapUsed) > mostHeld) {
    for (const realm of realms.values()) realm.dispose();
    realms.clear();
  }
  const realm = await open(program, name);
  realms.set(key, realm);
  return realm;
}

/** Serves until the grader closes the pipe. */
export async function main(): Promise<void> {
  // In V8 a solution's promises are Node's; one that nobody looks at costs nothing, as in QuickJS.
  process.on("unhandledRejection", () => {});
  for (let message = receive(); message; message = receive()) {
    if (message.op === "load") send(await load(message));
    else if (message.op === "call") send(await call(message));
  }
}
