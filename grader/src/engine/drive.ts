import type { Reply, Request } from "./exercise.js";

/**
 * Runs an engine to its end. As long as every answer comes at once, so does the result; the first promise
 * makes the result a promise.
 */
export function drive<Result>(
  engine: Generator<Request, Result, Reply>,
  answer: (request: Request) => Reply | Promise<Reply>,
): Result | Promise<Result> {
  let next = engine.next();
  while (!next.done) {
    const reply = answer(next.value);
    if (reply instanceof Promise) return rest(engine, answer, reply);
    next = engine.next(reply);
  }
  return next.value;
}

async function rest<Result>(
  engine: Generator<Request, Result, Reply>,
  answer: (request: Request) => Reply | Promise<Reply>,
  first: Promise<Reply>,
): Promise<Result> {
  let next = engine.next(await first);
  while (!next.done) next = engine.next(await answer(next.value));
  return next.value;
}

/**
 * Runs several engines, each up to its first hidden call, and only then each to its end: what a solution was given for
 * a hidden check can no longer reach a visible one.
 */
export async function driveAll<Result>(
  engines: readonly Generator<Request, Result, Reply>[],
  answer: (request: Request) => Reply | Promise<Reply>,
): Promise<Result[]> {
  const held: { engine: Generator<Request, Result, Reply>; next: IteratorResult<Request, Result> }[] = [];
  for (const engine of engines) {
    let next = engine.next();
    while (!next.done && !next.value.hidden) next = engine.next(await answer(next.value));
    held.push({ engine, next });
  }
  const results: Result[] = [];
  for (let { engine, next } of held) {
    while (!next.done) next = engine.next(await answer(next.value));
    results.push(next.value);
  }
  return results;
}
