/**
 * What is finished, one line each, on the disk before anything else is done with it. A line that a crash cut
 * short is dropped, and what it stood for is graded again.
 */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { z } from "zod";
import { asProblem } from "../files/problem.js";
import { writeAll } from "../files/replace.js";
import { readIfThere } from "../files/whole.js";
import { type Result, resultSchema } from "../result/index.js";

/** What a journal says. */
export interface Kept {
  /** Finished results by their key. */
  readonly done: Map<string, Result>;
  /** Lines that could not be read. */
  readonly broken: number;
  /** Submissions with a result in a form that was used before. */
  readonly older: ReadonlySet<string>;
}

/** Reads a journal, and changes nothing. */
export const readJournal = (path: string): Kept => keptIn(readIfThere(path) ?? "");

function keptIn(text: string): Kept {
  const [done, older] = [new Map<string, Result>(), new Set<string>()];
  const whole = wholeLines(text);
  let broken = whole.length < text.length ? 1 : 0;
  for (const line of whole.split("\n").slice(0, -1)) {
    const entry = read(line);
    if (entry?.result) done.set(entry.key, entry.result);
    else if (entry?.older !== undefined) older.add(entry.older);
    else broken++;
  }
  return { done, broken, older };
}

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1);

export class Journal implements Kept {
  readonly done: Map<string, Result>;
  readonly broken: number;
  readonly older: ReadonlySet<string>;
  readonly #fd: number;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    const text = readIfThere(path) ?? "";
    ({ done: this.done, broken: this.broken, older: this.older } = keptIn(text));
    const whole = wholeLines(text);
    try {
      this.#fd = openSync(path, "a");
      if (whole.length < text.length) ftruncateSync(this.#fd, Buffer.byteLength(whole));
    } catch (error) {
      throw asProblem(error, path);
    }
  }

  /** Returns once the line is on the disk. */
  add(key: string, result: Result): void {
    // In the schema's order of properties, as it will be after a resume: files must not tell the two apart.
    const kept = resultSchema.parse(result);
    const body = JSON.stringify({ key, result: kept });
    try {
      writeAll(this.#fd, `${checksum(body)} ${body}\n`);
      fsyncSync(this.#fd);
    } catch (error) {
      throw asProblem(error, this.#path);
    }
    this.done.set(key, kept);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

function read(line: string): { key: string; result?: Result; older?: string } | undefined {
  const [sum, body] = [line.slice(0, 8), line.slice(9)];
  if (checksum(body) !== sum) return undefined;
  const { key, result } = JSON.parse(body) as { key: string; result: unknown };
  const parsed = resultSchema.safeParse(result);
  if (parsed.success) return { key, result: parsed.data };
  const old = earlier.safeParse(result);
  return old.success ? { key, older: old.data.submission.id } : undefined;
}

/** What is known of a result before schema 2: whose it is. */
const earlier = z.object({ schema: z.literal(1), submission: z.object({ id: z.string() }) });
