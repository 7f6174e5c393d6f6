import { appendFileSync } from "node:fs";

/** Write down who was called, and how. */
export function note(program, args) {
  const line = JSON.stringify({ program, args, pid: process.pid, env: process.env });
  appendFileSync(process.env.FAKE_CALLS, `${line}\n`);
}

/** Do nothing until somebody ends this process. */
export function hang() {
  setInterval(() => undefined, 1000);
  return new Promise(() => undefined);
}
