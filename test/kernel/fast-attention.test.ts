import { expect, it } from "vitest";
import { runCells } from "./cells.ts";

it("fast attention runs in cells of the kernel, by WebAssembly and by threads, with the plain result", () => {
  const ran = runCells([
    `import { attention, availableBackends, fastAttention, FastCache, FastThreads } from "long-attention/fast";
     import { windowPattern } from "long-attention/sparse";
     import { maxAbsDiff, randn, rng } from "long-attention/tensor";
     const random = rng(1);
     const [Q, K, V] = [randn([130, 8], random), randn([130, 8], random), randn([130, 5], random)];`,
    `const fast = attention.fast(Q, K, V, { causal: true });
     const far: number = maxAbsDiff(fast.O, attention(Q, K, V, { causal: true }));
     console.log(fast.backend.startsWith("wasm"), far < 4e-6, availableBackends().includes("wasm"))`,
    `const pattern = windowPattern(130, 21);
     const threads = await FastThreads.start(2);
     const shared = await threads.attention(Q, K, V, { pattern });
     console.log(threads.count, maxAbsDiff(shared.O, fastAttention(Q, K, V, { pattern }).O) < 1e-6);
     threads.stop();`,
    `const cache = new FastCache({ capacity: 2, d: 2 });
     cache.append([2, 0], [5, 7]);
     console.log(Array.from(cache.attend([1, 1]).o))`,
    "const text: string = fast.O;",
  ]);
  const said = ran.map(({ outputs }) => outputs.map((one) => ("text" in one ? one.text : one)));
  expect(said.slice(0, 4)).toEqual([[], ["true true true\n"], ["2 true\n"], ["[ 5, 7 ]\n"]]);
  expect(ran[4]?.outputs).toMatchObject([
    { evalue: expect.stringContaining("is not assignable to type 'string'") },
  ]);
});
