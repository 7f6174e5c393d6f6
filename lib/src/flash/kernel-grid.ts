/** A kernel of the exercises' memory as a grid of blocks, each of which has its part of Q or of K and V. */

import type { GridKernel } from "../gpu/grid-run.js";
import type { Device, HbmArray } from "../gpu/memory.js";
import { TileMemory } from "../gpu/tile-memory.js";
import { block, blockCount } from "./blocks.js";
import { type KernelRun, smallRun, walkInputs } from "./kernel-trace.js";

/** What each block has a part of: rows of Q, O, ℓ, m and L, or rows of K and V. */
export type SplitBy = "queries" | "keys";

/**
 * The kernel on a grid, for `hazards`: split by queries, block b computes its own rows of O from all keys, as
 * FlashAttention-2 does; split by keys, every block works on all of O, with its own keys.
 * @param kernel a function of the exercises' memory
 * @param run sizes, as for `traceKernel`; default `smallRun`
 */
export function kernelGrid(
  kernel: (mem: TileMemory, Br: number, Bc: number) => void,
  split: SplitBy,
  run: Partial<KernelRun> = {},
): GridKernel<readonly HbmArray[]> {
  const full = { ...smallRun, ...run };
  const { N, d, Br, Bc } = full;
  const B = split === "queries" ? Br : Bc;
  const arrays = (device: Device) => {
    const { Q, K, V } = walkInputs(device, full);
    const column = (name: string) => device.reserve(name, [N, 1]);
    return [Q, K, V, device.reserve("O", [N, d]), column("l"), column("m"), column("L")];
  };
  return {
    arrays,
    launches: [
      {
        blocks: blockCount(N, B),
        run(device, all, b) {
          const rows = block(b, B, N);
          const mine = (array: HbmArray): HbmArray => ({
            ...array,
            rows: rows.to - rows.from,
            data: array.data.subarray(rows.from * array.cols, rows.to * array.cols),
          });
          const part = (array: HbmArray) =>
            "KV".includes(array.name) === (split === "keys") ? mine(array) : array;
          const [Q, K, V, O, l, m, L] = all.map(part) as [
            HbmArray,
            HbmArray,
            HbmArray,
            HbmArray,
            HbmArray,
            HbmArray,
            HbmArray,
          ];
          kernel(new TileMemory(device, { Q, K, V }, { O, l, m, L }), Br, Bc);
        },
      },
    ],
  };
}
