/** TypeScript's service in a worker of its own: loaded after the first Edit, when the page is idle, and not with Save-Data. */
import { workers } from "virtual:workers";
import type { Answers, FromTypes, Question, ToTypes } from "./types-messages.ts";

/** What counts of a cell here. */
interface Coded {
  readonly kind: string;
  readonly code: string;
}

/** What is known of one cell, among those above it. */
export interface TypesOfCell {
  errors(): Promise<Answers["errors"]>;
  complete(at: number): Promise<Answers["complete"]>;
  hover(at: number): Promise<Answers["hover"]>;
  /** Calls when another cell has changed. */
  whenChanged(then: () => void): void;
}

export interface Types {
  of(cell: Coded): TypesOfCell;
  changed(): void;
}

/** Nothing where it is not wanted. */
export async function openTypes(cells: () => readonly Coded[]): Promise<Types | undefined> {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (!workers.types || connection?.saveData) return undefined;
  await idle();
  const worker = new Worker(new URL(workers.types, import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: never) => void>();
  const listening: (() => void)[] = [];
  let count = 0;
  worker.onmessage = ({ data }: MessageEvent<FromTypes>) => {
    waiting.get(data.id)?.(data.answer as never);
    waiting.delete(data.id);
  };
  const ask = <Kind extends keyof Answers>(
    cell: Coded,
    question: Question & { kind: Kind },
  ): Promise<Answers[Kind]> =>
    new Promise((done) => {
      const seen = cells().filter(({ kind }) => kind !== "check"); // what a check holds is not the learner's
      const texts = seen.map(({ code }) => code);
      waiting.set(++count, done);
      const message: ToTypes = { id: count, cells: texts, cell: seen.indexOf(cell), question };
      worker.postMessage(message);
    });
  return {
    of: (cell) => ({
      errors: () => ask(cell, { kind: "errors" }),
      complete: (at) => ask(cell, { kind: "complete", at }),
      hover: (at) => ask(cell, { kind: "hover", at }),
      whenChanged: (then) => void listening.push(then),
    }),
    changed: () => {
      for (const then of listening) then();
    },
  };
}

/** Safari has no requestIdleCallback. */
const idle = (): Promise<void> =>
  new Promise((done) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => done(), { timeout: 3000 });
    else setTimeout(done, 1000);
  });
