/**
 * The parts that feedback is made of, before it becomes HTML or text: plain data, small, and with no character in it
 * that could do something. A result keeps them as they are here.
 */
import { z } from "zod";
import { isPlain } from "../text/plain.js";
import { caps } from "./caps.js";

const text = z.string().max(caps.text).refine(isPlain, "holds characters that could do something");
const list = <Item extends z.ZodType>(item: Item, most: number = caps.list) =>
  z.array(item).max(most).readonly();

/** How something stands; always said in words too, never by colour alone. */
export const state = z.enum(["passed", "failed", "not run", "not started"]);

const cell = z.strictObject({
  text,
  /** From −1, much too small, to 1, much too large: coloured so. */
  tint: z.number().min(-1).max(1).optional(),
  /** Not what it should be. */
  off: z.boolean().optional(),
});

/** A small table. */
const grid = z.strictObject({
  columns: list(text).optional(),
  rows: list(text).optional(),
  cells: list(list(cell)),
});

/** A picture of small squares: the tint of each, row by row. */
const heat = z.strictObject({ heat: list(list(z.number().min(-1).max(1), caps.heat), caps.heat), alt: text });

/** A value as a person reads it. */
const shown = z.union([z.strictObject({ text }), grid, heat]);

/** A value under its name. */
const named = z.strictObject({
  name: text,
  /** Such as "[2, 3]". */
  shape: text.optional(),
  shown,
  /** A sentence about it. */
  note: text.optional(),
});

/** A paragraph, in Markdown with TeX: the course's own words. */
const say = z.strictObject({ kind: z.literal("say"), text });

/** What went wrong; `text` is a message (text/message). */
const message = z.strictObject({ kind: z.literal("message"), text });

/** What a result holds of an exercise or a check. */
export const block = z.discriminatedUnion("kind", [
  say,
  message,
  /** A known mistake, recognised; or one that would explain a part of what is seen. */
  z.strictObject({ kind: z.literal("slip"), text, part: z.boolean() }),
  z.strictObject({ kind: z.literal("heading"), text }),
  /** Words of the learner's own program, as they are, and a message that introduces them. */
  z.strictObject({ kind: z.literal("quote"), lead: text, text }),
  /** A line of code and where it stands. */
  z.strictObject({ kind: z.literal("line"), place: text, line: z.int(), source: text.optional() }),
  /** Tables side by side; values in words a line each. */
  z.strictObject({ kind: z.literal("values"), values: list(named) }),
  /** Elements that crossed between HBM and SRAM, and the most that SRAM held. */
  z.strictObject({
    kind: z.literal("traffic"),
    read: z.number(),
    written: z.number(),
    peak: z.number(),
    limit: z.number().optional(),
  }),
]);

export const blocks = list(block);
/** All that is ever told of a hidden check. */
export const hiddenBlocks = list(message, 1);
