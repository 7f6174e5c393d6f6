/** What both engines offer, and what both need to tell a student's error from ours. */

import { elsewhere, notHere } from "../../cells/globals.js";
import type { Program } from "../../cells/program.js";
import type { CallMessage, Returned, StoppedReply } from "../protocol.js";

export type Stopped = Omit<StoppedReply, "id">;
export type Outcome = Omit<Returned, "id"> | Stopped;

/** One realm: globals of its own, in which a submission was loaded. */
export interface Realm {
  call(message: CallMessage): Outcome | Promise<Outcome>;
  /** A text that the submission exports; nothing where it is none. */
  exported(name: string): string;
  /** @throws when the student's code left the engine in pieces */
  dispose(): void;
}

/** What an error says of itself. */
export interface Said {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/**
 * The innermost place of the student's own in a stack: a line of the main file, or a place in a cell or in a file
 * beside it.
 */
export function lineIn(
  stack: string,
  { main, files, place }: Program,
): { readonly line?: number; readonly place?: string } {
  for (const frame of stack.split("\n")) {
    const [, before = "", digits] = /^(.*?):(\d+)(?::\d+)?\)?$/.exec(frame.trim()) ?? [];
    const line = Number(digits);
    const file = Object.keys(files).find(
      (name) => before.endsWith(name) && /[\s(]$/.test(` ${before.slice(0, -name.length)}`),
    );
    if (file === undefined || !Number.isInteger(line) || line < 1) continue;
    if (file !== main) return { place: `${file}, line ${line}` };
    if (!place) return { line };
    const found = place(line);
    if (found !== undefined) return { place: found };
  }
  return {};
}

/** The engines' words for one thing are two; and what Node has, but a realm has not, gets a sentence of its own. */
function inOneVoice({ name, message, stack }: Said): Said {
  const missing = name === "ReferenceError" ? /^'?([\w$]+)'? is not defined$/.exec(message)?.[1] : undefined;
  if (missing === undefined) return { name, message, ...(stack === undefined ? {} : { stack }) };
  const why = elsewhere.has(missing) ? notHere(missing) : `${missing} is not defined`;
  return { name, message: why, ...(stack === undefined ? {} : { stack }) };
}

/** The reply to an error that a solution threw. */
export function thrown(error: Said, program: Program, why: StoppedReply["why"], fuel: number): Stopped {
  const said = inOneVoice(error);
  const { line, place } = lineIn(said.stack ?? "", program);
  return {
    op: "stopped",
    why,
    name: said.name,
    message: place ? `${said.message} (${place})` : said.message,
    fuel,
    ...(line === undefined ? {} : { line }),
    ...(why === "memory" ? { poisoned: true } : {}),
  };
}

/** What sandbox/guest/entry said, as the reply to a call. */
export function returned(text: string, { args }: CallMessage, fuel: number, log: Returned["log"]): Outcome {
  const [value, awaited, ...after] = parsed(text);
  if (typeof value !== "string")
    return { op: "stopped", why: "throw", message: "gave nothing that can be read", fuel };
  return {
    op: "returned",
    value,
    awaited: awaited === true,
    after: args.map((_, i) => (typeof after[i] === "string" ? (after[i] as string) : null)),
    fuel,
    log,
  };
}

/** A list from JSON; an empty one when it is none. */
export function parsed(text: string): unknown[] {
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list) ? list : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
