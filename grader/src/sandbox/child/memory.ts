/**
 * QuickJS's own memory limit does not bound typed arrays and strings (2 GB were seen under a limit of 96 MB);
 * the memory of its WebAssembly does.
 */
const page = 65_536;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Node's types know WebAssembly only together with a browser's. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } };

let held = 0;

/** Bytes that the largest WebAssembly memory has grown to. */
export const heldMemory = (): number => held;

/** From now on no WebAssembly memory of this process grows beyond `bytes`. */
export function capMemory(bytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (this: Memory, pages: number) {
    if (this.buffer.byteLength + pages * page > bytes)
      throw new RangeError(`WebAssembly.Memory: ${bytes} bytes are all there is`);
    const before = grow.call(this, pages);
    held = Math.max(held, this.buffer.byteLength);
    return before;
  };
}
