import { finite } from "../tensor/check.js";
import { A100_80GB, type Gpu } from "./devices.js";

/** One floor of a GPU's memory, added up over the whole chip. */
export interface MemoryLevel {
  readonly name: "registers" | "SRAM" | "L2" | "HBM";
  /** Room on the whole GPU. */
  readonly bytes: number;
  /** Reading, all pipes together. */
  readonly bytesPerSecond: number;
  readonly source: string;
}

const { smCount, clockGhz, fmaPerClkPerSm, l2Bytes, hbmBytes, hbmBytesPerSecond } =
  A100_80GB as Required<Gpu>;
const { l1AndSharedBytesPerSm, smLimits } = A100_80GB as Required<Gpu>;
const hz = clockGhz * 1e9;
const REGISTER_BYTES = 4;
/** A multiply-add takes three numbers and returns one. */
const NUMBERS_PER_FMA = 4;
const SRAM_BYTES_PER_CLOCK_PER_SM = 128;
const L2_BYTES_PER_CLOCK = 5120;

/** The four memories of an A100 with 80 GB, the fastest first. */
export const A100_MEMORY: readonly MemoryLevel[] = [
  {
    name: "registers",
    bytes: smCount * smLimits.registers * REGISTER_BYTES,
    bytesPerSecond: smCount * fmaPerClkPerSm.fp32 * NUMBERS_PER_FMA * REGISTER_BYTES * hz,
    source:
      "size: CUDA compute capability 8.0; rate: our estimate, what fp32 arithmetic at its peak takes and returns",
  },
  {
    name: "SRAM",
    bytes: smCount * l1AndSharedBytesPerSm,
    bytesPerSecond: smCount * SRAM_BYTES_PER_CLOCK_PER_SM * hz,
    source:
      "L1 and shared memory, 192 KiB per SM, about 19 TB/s in all: Dao et al. 2022, §2.1; 128 bytes per clock and SM: seen in other texts only",
  },
  {
    name: "L2",
    bytes: l2Bytes,
    bytesPerSecond: L2_BYTES_PER_CLOCK * hz,
    source: "A100 whitepaper, 5120 bytes per clock for reading, seen in other texts only",
  },
  { name: "HBM", bytes: hbmBytes, bytesPerSecond: hbmBytesPerSecond, source: "A100 data sheet" },
];

/** Seconds until `bytes` have come from a memory at its full rate; the wait for the first byte is left out. */
export function transferSeconds(level: MemoryLevel, bytes: number): number {
  finite("transferSeconds", "bytes", bytes, { sign: "not negative" });
  return bytes / level.bytesPerSecond;
}
