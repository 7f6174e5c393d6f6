/**
 * The disposable child: takes one submission in, calls its functions when told to, and is then thrown away.
 * It knows neither answers nor points, and sees no input but that of the call in progress.
 */
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import type { CallMessage, LoadMessage, Reply } from "../protocol.js";
import { compile, type Program } from "./compile.js";
import { capMemory } from "./memory.js";
import { receive, send } from "./pipe.js";
import { loadQuickJs, QuickJsRealm } from "./quickjs.js";
import type { Realm } from "./realm.js";
import { V8Realm } from "./v8.js";

let program: Program | undefined;
let quickjs: QuickJSWASMModule | undefined;
let current: { readonly key: string; readonly realm: Realm } | undefined;

async function load(message: LoadMessage): Promise<Reply> {
  // What the interpreter itself needs comes on top.
  capMemory(message.memoryBytes + (64 << 20));
  try {
    program = compile(message);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const line = (error as { line?: number }).line;
    return { op: "loaded", id: message.id, problem, ...(line === undefined ? {} : { line }) };
  }
  if (message.quickjs !== undefined) quickjs = await loadQuickJs(Buffer.from(message.quickjs, "base64"));
  return { op: "loaded", id: message.id };
}

async function call(message: CallMessage): Promise<Reply> {
  const { id } = message;
  if (!program) throw new Error("call: nothing is loaded");
  try {
    if (current?.key !== message.realm) {
      current?.realm.dispose();
      const realm = quickjs ? new QuickJsRealm(quickjs, program) : await V8Realm.open(program);
      current = { key: message.realm, realm };
    }
    return { id, ...(await current.realm.call(message)) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { op: "stopped", id, why: "fault", message: text, fuel: 0, poisoned: true };
  }
}

/** Serves until the grader closes the pipe. */
export async function main(): Promise<void> {
  for (let message = receive(); message; message = receive()) {
    if (message.op === "load") send(await load(message));
    else if (message.op === "call") send(await call(message));
  }
}
