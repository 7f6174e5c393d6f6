/** The child's end of the pipe. It waits for each message, so that a solution may ask a port and go on. */
import { readSync, writeSync } from "node:fs";
import { Frames, frame } from "../frames.js";
import type { Message, Reply } from "../protocol.js";

const [input, output] = [0, 1];
const frames = new Frames();
const waiting: Message[] = [];
const chunk = Buffer.alloc(1 << 16);

/** The next message, or undefined when the grader has closed the pipe. */
export function receive(): Message | undefined {
  while (waiting.length === 0) {
    const n = read();
    if (n === 0) return undefined;
    waiting.push(...(frames.push(Buffer.from(chunk.subarray(0, n))) as Iterable<Message>));
  }
  return waiting.shift();
}

function read(): number {
  for (;;)
    try {
      return readSync(input, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      pause();
    }
}

export function send(message: Reply): void {
  const bytes = frame(message);
  for (let at = 0; at < bytes.length; )
    try {
      at += writeSync(output, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause();
    }
}

/** A pipe that does not block, on systems that hand out such pipes. */
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
