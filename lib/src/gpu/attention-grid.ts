import { dimension } from "../tensor/check.js";
import { type Waves, waves } from "./waves.js";

/** A kernel's thread blocks and the waves they make. */
export interface AttentionGrid extends Waves {
  /** Thread blocks of the kernel. */
  readonly blocks: number;
}

/**
 * The thread blocks of a FlashAttention kernel and the waves they run in, one block to an SM.
 * FlashAttention gives every head of every sequence one block; FlashAttention-2 gives one to each block
 * of Br queries, so that long sequences with few heads still fill the GPU.
 * @param B sequences  @param H heads  @param N queries  @param Br queries in a block  @param sms number of SMs
 * @see Dao 2023, FlashAttention-2, §3.2
 */
export function attentionGrid(
  B: number,
  H: number,
  N: number,
  Br: number,
  sms: number,
  algo: "fa1" | "fa2",
): AttentionGrid {
  for (const [name, value] of Object.entries({ B, H, N, Br, sms })) dimension("attentionGrid", name, value);
  if (algo !== "fa1" && algo !== "fa2")
    throw new RangeError(`attentionGrid: algo must be "fa1" or "fa2", not ${JSON.stringify(algo)}`);
  const blocks = algo === "fa1" ? B * H : B * H * Math.ceil(N / Br);
  return { blocks, ...waves(blocks, sms) };
}
