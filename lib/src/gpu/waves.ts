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
