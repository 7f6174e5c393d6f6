import { probes, probesFma } from "./generated/wasm.js";
import { canRun, ensureBytes, instantiate, type WasmInstance } from "./web-assembly.js";

/** What lib/assembly/probes.ts exports. Addresses are in bytes. */
interface ProbeModule {
  peak(turns: number): number;
  readSum(from: number, n: number): number;
}

/** A piece of work whose size is known. */
export interface Probe {
  /** FLOP or bytes of one run. */
  readonly amount: number;
  /** Does it once. */
  run(): void;
}

/** What this processor can do at most; a probe that this engine lacks is left out. */
export interface Probes {
  /** Multiply-adds of plain JavaScript, one 64-bit number at a time. FLOP */
  readonly scalar: Probe;
  /** Multiply, then add, four 32-bit numbers at a time. FLOP */
  readonly simd?: Probe;
  /** The same in one instruction. FLOP */
  readonly fma?: Probe;
  /** Reading memory far larger than the caches. Bytes */
  readonly read?: Probe;
}

const TURNS = 200_000;
/** Twelve registers, a multiply and an add each. */
const SCALAR_FLOP = 12 * 2;
const SIMD_FLOP = 4 * SCALAR_FLOP;

/**
 * Work that shows what this processor can do at most: time a probe's run, and divide its amount by that.
 * @param readBytes how much memory `read` goes through, far more than a cache holds; default 64 MiB
 */
export function machineProbes(readBytes = 64 * 2 ** 20): Probes {
  const scalar = { amount: TURNS * SCALAR_FLOP, run: () => void scalarChains(TURNS) };
  if (!canRun(probes)) return { scalar };
  const wasm = instantiate<ProbeModule>(probes);
  const simd = { amount: TURNS * SIMD_FLOP, run: () => void wasm.peak(TURNS) };
  const fma = canRun(probesFma) && fmaProbe(instantiate<ProbeModule>(probesFma));
  return { scalar, simd, ...(fma && { fma }), read: readProbe(wasm, readBytes) };
}

const fmaProbe = (wasm: ProbeModule): Probe => ({
  amount: TURNS * SIMD_FLOP,
  run: () => void wasm.peak(TURNS),
});

function readProbe(wasm: WasmInstance<ProbeModule>, bytes: number): Probe {
  ensureBytes("machineProbes", wasm.memory, bytes, "the probe of memory");
  new Float32Array(wasm.memory.buffer).fill(1); // memory that was never written may not be there yet
  return { amount: bytes, run: () => void wasm.readSum(0, bytes / 4) };
}

/** x ← 0.9999 x + 0.0001 in twelve variables that do not wait for each other. */
function scalarChains(turns: number): number {
  let [x0, x1, x2, x3, x4, x5] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
  let [x6, x7, x8, x9, x10, x11] = [0.7, 0.8, 0.9, 1.1, 1.2, 1.3];
  for (let t = 0; t < turns; t++) {
    x0 = x0 * 0.9999 + 1e-4;
    x1 = x1 * 0.9999 + 1e-4;
    x2 = x2 * 0.9999 + 1e-4;
    x3 = x3 * 0.9999 + 1e-4;
    x4 = x4 * 0.9999 + 1e-4;
    x5 = x5 * 0.9999 + 1e-4;
    x6 = x6 * 0.9999 + 1e-4;
    x7 = x7 * 0.9999 + 1e-4;
    x8 = x8 * 0.9999 + 1e-4;
    x9 = x9 * 0.9999 + 1e-4;
    x10 = x10 * 0.9999 + 1e-4;
    x11 = x11 * 0.9999 + 1e-4;
  }
  return x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
}
