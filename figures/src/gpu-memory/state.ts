import {
  A100_80GB,
  A100_MEMORY,
  fusionSchedule,
  type Journey,
  type Op,
  peakFlops,
  transferSeconds,
} from "long-attention/gpu";
import { clamp, outOfRange, type Props } from "../kit/props.js";

/** "levels": 1 MB leaves every memory at once. "fusion": c = a·b, d = √c, as two kernels and as one. */
export type Mode = "levels" | "fusion";

export interface State {
  readonly mode: Mode;
  /** Where the slowed clock stands, 0 to `steps`. */
  readonly step: number;
  readonly playing: boolean;
  /** What had to be brought into range. */
  readonly note: string;
}

/** The clock's last step, in either mode. */
export const steps = 100;
/** What leaves every memory. */
export const sent = 1e6;

export const arrivals = A100_MEMORY.map((level) => ({ ...level, seconds: transferSeconds(level, sent) }));

const chain: readonly Op[] = [
  { in: ["a", "b"], out: "c" },
  { in: ["c"], out: "d" },
];
/** Elements of each array, in fp32. */
export const elements = 1e6;
const journeySeconds = (4 * elements) / A100_80GB.hbmBytesPerSecond;
/** One operation on all elements, when nothing has to be waited for. */
export const opSeconds = elements / peakFlops(A100_80GB, "fp32");

export interface Trip extends Journey {
  readonly from: number;
  readonly to: number;
}

const trips = (fused: boolean): Trip[] =>
  fusionSchedule(chain, { fused }).map((journey, k) => ({
    ...journey,
    from: k * journeySeconds,
    to: (k + 1) * journeySeconds,
  }));

export const versions = { unfused: trips(false), fused: trips(true) } as const;
export const totals = {
  unfused: versions.unfused.at(-1)!.to,
  fused: versions.fused.at(-1)!.to,
} as const;

/** How long the whole scene takes on the real machine, in seconds. */
export const sceneSeconds = (mode: Mode): number =>
  mode === "levels" ? Math.max(...arrivals.map(({ seconds }) => seconds)) : totals.unfused;

/** What the slowed clock shows, in seconds. */
export const clockSeconds = ({ mode, step }: State): number => (step / steps) * sceneSeconds(mode);

export function init(props: Props): State {
  const mode: Mode = props.mode === "fusion" ? "fusion" : "levels";
  const step = clamp(props.step, 0, steps, mode === "levels" ? 29 : 70);
  return { mode, step, playing: false, note: outOfRange(props, { mode, step }) };
}
