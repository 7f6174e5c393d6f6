import { dimension } from "../tensor/check.js";

/** How thread blocks fill the GPU, wave after wave. */
export interface Waves {
  /** How many waves run one after the other. */
  readonly waves: number;
  /** Blocks in the last wave, from 1 to a full wave. */
  readonly tail: number;
  /** Share of all block places that hold a block, 0 < util ≤ 1. */
  readonly util: number;
}

/**
 * A wave is as many thread blocks as the GPU holds at once; a kernel runs in whole waves, and the last
 * one may be nearly empty.
 * @param blocks thread blocks of the kernel  @param sms number of SMs  @param perSm blocks that fit one SM
 * @see NVIDIA, GPU Performance Background User's Guide, Fig. 3
 */
export function waves(blocks: number, sms: number, perSm = 1): Waves {
  for (const [name, value] of Object.entries({ blocks, sms, perSm })) dimension("waves", name, value);
  const wave = sms * perSm;
  const count = Math.ceil(blocks / wave);
  return { waves: count, tail: blocks - (count - 1) * wave, util: blocks / (count * wave) };
}

/** Busy share against the number of blocks within one wave: a straight line from its first block to its last. */
export interface Tooth {
  readonly first: number;
  readonly last: number;
  /** Share of all places at its first and its last block. */
  readonly low: number;
  readonly high: number;
}

/** The saw of `waves(blocks).util` for 1 to `most` blocks, tooth by tooth. The last one may be cut off. */
export function sawTeeth(most: number, sms: number, perSm = 1): Tooth[] {
  dimension("sawTeeth", "most", most);
  const wave = sms * perSm;
  return Array.from({ length: waves(most, sms, perSm).waves }, (_, w) => {
    const [first, last] = [w * wave + 1, Math.min(most, (w + 1) * wave)];
    return { first, last, low: waves(first, sms, perSm).util, high: waves(last, sms, perSm).util };
  });
}
