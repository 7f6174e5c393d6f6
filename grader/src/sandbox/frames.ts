/** Messages on a pipe: four bytes of length, little-endian, then JSON. Both ends use this file. */

/** The longest message either end takes; a result of two million numbers does not fit, an honest one does. */
export const mostBytes = 16 << 20;

/** A message as bytes. */
export function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

/** Cuts a stream of bytes into messages. */
export class Frames {
  #chunks: Buffer[] = [];
  #length = 0;

  /** @throws RangeError for a message that is too long, SyntaxError for one that is no JSON */
  *push(chunk: Buffer): Generator<unknown> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= 4) {
      const need = 4 + this.#head();
      if (need > mostBytes) throw new RangeError(`a message of ${need} bytes`);
      if (this.#length < need) return;
      const all = Buffer.concat(this.#chunks);
      this.#chunks = [all.subarray(need)];
      this.#length -= need;
      yield JSON.parse(all.subarray(4, need).toString("utf8"));
    }
  }

  /** The length at the front; chunks are joined only when a number is cut in two. */
  #head(): number {
    if (this.#chunks[0]!.length < 4) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!.readUInt32LE(0);
  }
}
