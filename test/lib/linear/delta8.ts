/** The example of notebook 12: TT(8, 4), keys of length 1, decays and strengths that vary. */
import { unitRows } from "long-attention/linear";
import { testTensors } from "long-attention/tensor";

const tensors = testTensors(8, 4);

export const delta8 = {
  Q: tensors.Q,
  K: unitRows(tensors.K),
  V: tensors.V,
  alpha: Array.from({ length: 8 }, (_, t) => 1 - ((3 * t + 1) % 5) / 16),
  beta: Array.from({ length: 8 }, (_, t) => (((5 * t + 3) % 7) + 1) / 8),
  ones: new Array<number>(8).fill(1),
  scale: 1 / 2,
};
