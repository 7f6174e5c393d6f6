import { A100_80GB, type Waves, waves } from "long-attention/gpu";
import { clamp } from "../kit/format.js";

export interface State {
  /** Thread blocks of the kernel. */
  readonly blocks: number;
  /** Blocks that fit one SM. */
  readonly perSm: number;
  /** What had to be brought into range. */
  readonly note: string;
}

export const sms = A100_80GB.smCount!;
export const limits = { blocks: [1, 1000], perSm: [1, 4] } as const;

export function init(props: Readonly<Record<string, unknown>>): State {
  const used = {
    blocks: clamp(props.blocks, ...limits.blocks, sms + 1),
    perSm: clamp(props.perSm, ...limits.perSm, 1),
  };
  const note = (["blocks", "perSm"] as const)
    .filter((name) => name in props && props[name] !== used[name])
    .map((name) => `${name}: ${String(props[name])} is out of range, showing ${used[name]}.`)
    .join(" ");
  return { ...used, note };
}

export const run = ({ blocks, perSm }: State): Waves => waves(blocks, sms, perSm);

/** How many blocks wave w holds. */
export const inWave = (state: State, w: number): number => {
  const { waves: count, tail } = run(state);
  return w < count - 1 ? sms * state.perSm : tail;
};
