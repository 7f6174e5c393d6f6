/**
 * What the grader and the child that runs a submission say to each other. The child is believed in nothing:
 * every reply is parsed here, and only ids that are waited for are answered to.
 */
import { z } from "zod";
import type { Driver } from "../call/invoke.js";
import type { Library } from "../cells/library.js";

/** Which engine runs the student's code. */
export type EngineName = "quickjs" | "v8";

/** Takes a submission in and compiles it; nothing of it runs yet. */
export interface LoadMessage {
  readonly op: "load";
  readonly id: string;
  readonly engine: EngineName;
  /** For the engine quickjs, its WebAssembly, base64: the child need not be allowed to read it, nor parse it as text. */
  readonly quickjs?: string;
  /** The file that exports the solutions, a key of `files`. */
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
  /** The functions and classes that will be asked for; taken from a notebook's cells by these names. */
  readonly names: readonly string[];
  readonly library: Library;
  readonly memoryBytes: number;
}

/** Calls one solution. */
export interface CallMessage {
  readonly op: "call";
  readonly id: string;
  /** Calls of one realm share their globals; another realm starts afresh. */
  readonly realm: string;
  readonly name: string;
  readonly driver: Driver;
  readonly args: readonly string[];
  /** For each port: the description of a copy to run in the child, or null to ask the grader. */
  readonly copies: readonly (string | null)[];
  readonly fuel: number;
}

/** Answers the child's question about a port. */
export interface PortMessage {
  readonly op: "port";
  readonly id: string;
  readonly reply: string;
}

export type Message = LoadMessage | CallMessage | PortMessage;

const text = z.string();

const loaded = z.object({
  id: text,
  op: z.literal("loaded"),
  /** Why it does not compile. */
  problem: text.optional(),
  line: z.number().int().optional(),
  /** Of a notebook: cells that did not run to their end. */
  faults: z
    .array(z.object({ cell: z.number().int(), sentence: text, names: z.array(text).readonly() }))
    .optional(),
});

const returned = z.object({
  id: text,
  op: z.literal("returned"),
  value: text,
  awaited: z.boolean(),
  after: z.array(text.nullable()),
  fuel: z.number(),
  /** Calls of copied ports, in order. */
  log: z.array(z.tuple([z.number().int(), text, text])),
});

/** Why a call gave nothing: `throw` is the student's own doing, `limit` ours, `missing` that there is no such function. */
const stopped = z.object({
  id: text,
  op: z.literal("stopped"),
  why: z.enum(["throw", "fuel", "memory", "stack", "calls", "pending", "missing", "fault"]),
  name: text.optional(),
  message: text,
  line: z.number().int().optional(),
  fuel: z.number(),
  /** The child may be damaged and must not be used again. */
  poisoned: z.boolean().optional(),
});

const asked = z.object({ id: text, op: z.literal("ask"), port: z.number().int(), method: text, args: text });

/** What the child may say. */
export const reply = z.discriminatedUnion("op", [loaded, returned, stopped, asked]);
export type Reply = z.infer<typeof reply>;
export type Loaded = z.infer<typeof loaded>;
export type Returned = z.infer<typeof returned>;
export type StoppedReply = z.infer<typeof stopped>;
