/**
 * WebAssembly where there is some: which of the generated modules this engine can run, and memory for them. The
 * types are our own, because the library is compiled without those of a browser.
 */

/** Bytes that a module works on; views of them are empty once it has grown. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyApi {
  validate(code: Uint8Array): boolean;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: object };
}

/** A running module and its memory. */
export type WasmInstance<Exports> = Exports & { readonly memory: WasmMemory };

const PAGE = 65_536;
/** What addresses of 32 bits can reach. */
const LIMIT_BYTES = 2 ** 32;

const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
const decoded = new Map<string, Uint8Array>();
const modules = new Map<string, object>();

function decode(base64: string): Uint8Array {
  const known = decoded.get(base64);
  if (known) return known;
  const code = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  decoded.set(base64, code);
  return code;
}

const valid = new Map<string, boolean>();

/** Whether this engine can run a module: SIMD came to WebAssembly in 2021, relaxed SIMD in 2023. */
export function canRun(base64: string): boolean {
  const known = valid.get(base64) ?? api?.validate(decode(base64)) ?? false;
  valid.set(base64, known);
  return known;
}

/** A new instance with a memory of its own. */
export function instantiate<Exports>(base64: string): WasmInstance<Exports> {
  if (!api) throw new RangeError("instantiate: this engine has no WebAssembly");
  const module = modules.get(base64) ?? new api.Module(decode(base64));
  modules.set(base64, module);
  return new api.Instance(module).exports as WasmInstance<Exports>;
}

/**
 * Grows an instance's memory to at least so many bytes; views of it from before are then empty.
 * @param what for the error: what needs the memory, such as `4096 keys`
 * @throws RangeError with the limit when there is no room
 */
export function ensureBytes(where: string, memory: WasmMemory, bytes: number, what: string): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  checkBytes(where, bytes, what);
  try {
    memory.grow(missing);
  } catch {
    throw tooLarge(where, bytes, what, ", and this machine has no room for them");
  }
}

/**
 * Whether addresses of 32 bits reach so far.
 * @throws RangeError with the limit when they do not
 */
export function checkBytes(where: string, bytes: number, what: string): void {
  if (bytes > LIMIT_BYTES) throw tooLarge(where, bytes, what);
}

const tooLarge = (where: string, bytes: number, what: string, why = "") =>
  new RangeError(
    `${where}: ${what} need ${Math.ceil(bytes / 2 ** 20)} MiB of WebAssembly memory, whose limit is ${LIMIT_BYTES / 2 ** 20} MiB${why}; take fewer keys at a time, or backend "typescript"`,
  );
