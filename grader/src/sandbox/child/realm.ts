/** What both engines offer, and what both need to tell a student's error from ours. */
import type { CallMessage, Returned, StoppedReply } from "../protocol.js";
import type { Program } from "./compile.js";

export type Stopped = Omit<StoppedReply, "id">;
export type Outcome = Omit<Returned, "id"> | Stopped;

/** One realm: globals of its own, in which a submission was loaded. */
export interface Realm {
  call(message: CallMessage): Outcome | Promise<Outcome>;
  /** @throws when the student's code left the engine in pieces */
  dispose(): void;
}

/** What an error says of itself. */
export interface Said {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** The first line of the student's own in a stack: a line of the file, or a place in the notebook. */
export function lineIn(
  stack: string,
  { main, place }: Program,
): { readonly line?: number; readonly place?: string } {
  const at = stack.split("\n").find((text) => text.includes(`${main}:`)) ?? "";
  const line = Number(/:(\d+)(?::\d+)?\)?$/.exec(at.trim())?.[1]);
  if (!Number.isInteger(line) || line < 1) return {};
  if (!place) return { line };
  const found = place(line);
  return found === undefined ? {} : { place: found };
}

/** The reply to an error that a solution threw. */
export function thrown(said: Said, program: Program, why: StoppedReply["why"], fuel: number): Stopped {
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

/** What guest/entry said, as the reply to a call. */
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
