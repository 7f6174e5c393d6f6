/**
 * The machines of the course. Only what a source says is filled in; a missing field is unknown here, not zero.
 * Decimal units: 1 TFLOPS is 10¹² FLOP/s, 1 GB/s is 10⁹ B/s.
 */
export type Dtype = "fp32" | "tf32" | "fp16";

/** What one SM can hold at once. */
export interface SmLimits {
  readonly warps: number;
  /** 32-bit registers. */
  readonly registers: number;
  readonly sharedBytes: number;
  readonly blocks: number;
}

/** What the rates need to know of a GPU, from its data sheet; what a source does not say is left out. */
export interface Gpu {
  readonly name: string;
  readonly hbmBytesPerSecond: number;
  /** FLOP/s: fp32 on CUDA cores, tf32 and fp16 on tensor cores, without sparsity. */
  readonly peakFlopsPerSecond: Readonly<Partial<Record<Dtype, number>>>;
  readonly smCount?: number;
  readonly clockGhz?: number;
  /** Multiply-adds per clock and SM. */
  readonly fmaPerClkPerSm?: Readonly<Record<Dtype, number>>;
  readonly hbmBytes?: number;
  readonly l2Bytes?: number;
  readonly smLimits?: SmLimits;
  readonly source: string;
}

const A100 = {
  peakFlopsPerSecond: { fp32: 19.5e12, tf32: 156e12, fp16: 312e12 },
  smCount: 108,
  clockGhz: 1.41,
  fmaPerClkPerSm: { fp32: 64, tf32: 512, fp16: 1024 },
  l2Bytes: 40e6,
  smLimits: { warps: 64, registers: 65_536, sharedBytes: 164 * 1024, blocks: 32 },
} as const;

const a100Source =
  "NVIDIA GPU Performance Background User's Guide and A100 data sheet; SM limits: CUDA compute capability 8.0, register and block limits from memory";

/** NVIDIA A100 with 80 GB: the same chip as the 40 GB card, with faster memory. */
export const A100_80GB: Gpu = {
  ...A100,
  name: "A100-80GB",
  hbmBytes: 80e9,
  hbmBytesPerSecond: 2039e9,
  source: a100Source,
};

/** NVIDIA A100 with 40 GB. */
export const A100_40GB: Gpu = {
  ...A100,
  name: "A100-40GB",
  hbmBytes: 40e9,
  hbmBytesPerSecond: 1555e9,
  source: a100Source,
};

/** NVIDIA V100, as the guide uses it. */
export const V100: Gpu = {
  name: "V100",
  peakFlopsPerSecond: { fp16: 125e12 },
  hbmBytesPerSecond: 900e9,
  source: "NVIDIA GPU Performance Background User's Guide",
};

/** NVIDIA H100, SXM module. */
export const H100_SXM: Gpu = {
  name: "H100-SXM",
  peakFlopsPerSecond: { fp16: 989e12 },
  hbmBytesPerSecond: 3350e9,
  smCount: 132,
  source: "NVIDIA H100 data sheet, dense figures",
};

/** The round numbers of the lecture slides: 19 TFLOPS and 1 TB/s, so 19 FLOPs for each byte. */
export const SLIDE_MACHINE: Gpu = {
  name: "slide machine",
  peakFlopsPerSecond: { fp32: 19e12 },
  hbmBytesPerSecond: 1e12,
  source: "the lecture slides",
};

/** All of them, for tables and menus. */
export const gpus: readonly Gpu[] = [A100_80GB, A100_40GB, V100, H100_SXM, SLIDE_MACHINE];

/**
 * The peak rate of a GPU for one number format.
 * @returns FLOP/s
 * @throws RangeError when its source does not say
 */
export function peakFlops(gpu: Gpu, dtype: Dtype): number {
  const peak = gpu.peakFlopsPerSecond[dtype];
  if (peak === undefined)
    throw new RangeError(
      `peakFlops: ${gpu.name} has no figure for ${dtype} here; it has ${Object.keys(gpu.peakFlopsPerSecond).join(", ")}`,
    );
  return peak;
}
