import {
  A100_80GB,
  type Dtype,
  decodeIntensity,
  elementwiseIntensity,
  fusedAttentionIntensity,
  type Gpu,
  gpus,
  matmulIntensity,
  naiveAttentionIntensity,
  naiveAttentionKernels,
  opsPerByte,
  peakFlops,
  type Roofline,
  roofline,
  rooflineInSeries,
} from "long-attention/gpu";
import { clamp, outOfRange, type Props, within } from "../kit/props.js";

export interface State {
  readonly gpu: Gpu;
  readonly dtype: Dtype;
  /** Queries and keys of the attention head, and its dimension. */
  readonly N: number;
  readonly d: number;
  /** Which of the two attention kernels the sentence speaks of. */
  readonly fused: boolean;
  /** Intensity of the reader's own kernel, in FLOP per byte. */
  readonly mine: number;
  /** What had to be brought into range. */
  readonly note: string;
}

export const limits = { N: [16, 16_384], d: [8, 256], mine: [0.1, 10_000] } as const;
/** The reader's kernel moves as many bytes, whatever its intensity. */
export const mineBytes = 1e6;

export const bytesOf = (dtype: Dtype): number => (dtype === "fp16" ? 2 : 4);
export const dtypesOf = (gpu: Gpu): Dtype[] => Object.keys(gpu.peakFlopsPerSecond) as Dtype[];

/** The format, or where the GPU's source has no figure for it, its fastest one. */
export const supported = (gpu: Gpu, dtype: Dtype): Dtype =>
  dtypesOf(gpu).includes(dtype) ? dtype : dtypesOf(gpu).at(-1)!;

/** Three digits are enough for a dot that moves. */
export const tidy = (x: number): number => Number(within(x, ...limits.mine).toPrecision(3));

export function init(props: Props): State {
  const gpu = gpus.find(({ name }) => name === props.gpu) ?? A100_80GB;
  const dtype = supported(gpu, (props.dtype as Dtype | undefined) ?? "fp16");
  const mine = typeof props.mine === "number" && Number.isFinite(props.mine) ? tidy(props.mine) : 10;
  const N = clamp(props.N, ...limits.N, 1024);
  const d = clamp(props.d, ...limits.d, 64);
  const note = outOfRange(props, { gpu: gpu.name, dtype, N, d, mine });
  return { gpu, dtype, N, d, fused: props.fused === true, mine, note };
}

export interface Run extends Roofline {
  readonly flops: number;
  readonly bytes: number;
  readonly intensity: number;
}

/** Everything that the figure shows, computed by the library. */
export function derive({ gpu, dtype, N, d, mine }: State) {
  const [peak, bw, size] = [peakFlops(gpu, dtype), gpu.hbmBytesPerSecond, bytesOf(dtype)];
  const run = (flops: number, bytes: number): Run => ({
    flops,
    bytes,
    intensity: flops / bytes,
    ...roofline(flops, bytes, peak, bw),
  });
  const kernels = naiveAttentionKernels(N, d, size);
  const unfused = rooflineInSeries(Object.values(kernels), peak, bw);
  const { flops } = unfused;
  return {
    peak,
    bw,
    edge: opsPerByte(peak, bw),
    /** Three kernels, one after another. */
    unfused: { ...unfused, intensity: flops / unfused.bytes },
    fused: run(flops, flops / fusedAttentionIntensity(N, d, size)),
    mine: run(mine * mineBytes, mineBytes),
    landmarks: (
      [
        { name: "y = 2x", intensity: elementwiseIntensity(1, 2, size) },
        { name: "decoding", intensity: decodeIntensity(4096, 128, size) },
        { name: "softmax", intensity: naiveAttentionIntensity(N, d, size).softmax },
        {
          name: "4096² matmul",
          intensity: matmulIntensity(4096, 4096, 4096, size, { countWrites: true }),
        },
      ] as const
    ).map((kernel) => ({ ...kernel, ...roofline(kernel.intensity, 1, peak, bw) })),
  };
}

/** The kernels of unfused attention, in order. */
export const kernelNames = ["QKᵀ", "softmax", "PV"] as const;

export type Derived = ReturnType<typeof derive>;
