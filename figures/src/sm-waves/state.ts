import { A100_80GB, type Waves, waves } from "long-attention/gpu";
import { clamp, outOfRange, type Props } from "../kit/props.js";

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

export function init(props: Props): State {
  const used = {
    blocks: clamp(props.blocks, ...limits.blocks, sms + 1),
    perSm: clamp(props.perSm, ...limits.perSm, 1),
  };
  return { ...used, note: outOfRange(props, used) };
}

export const run = ({ blocks, perSm }: State): Waves => waves(blocks, sms, perSm);

/** How many blocks wave w holds. */
export const inWave = (state: State, w: number): number => {
  const { waves: count, tail } = run(state);
  return w < count - 1 ? sms * state.perSm : tail;
};
