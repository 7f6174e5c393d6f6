import "./relaxed-simd.js";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FastThreads, fastAttention } from "long-attention/fast";
import { bigBirdPattern, causalWindowPattern } from "long-attention/sparse";
import { maxAbsDiff, rng } from "long-attention/tensor";
import { afterEach, describe, expect, it } from "vitest";
import { randomInputs } from "./compare.js";

/** What a thread runs is the built library: Node runs no TypeScript. */
const built = pathToFileURL(fileURLToPath(new URL("../../../lib/dist/fast/thread.js", import.meta.url)));
let pool: FastThreads | undefined;
const start = async (count: number, script = built) => (pool = await FastThreads.start(count, script));

afterEach(() => pool?.stop());

describe("FastThreads", () => {
  it.each(["typescript", "wasm", "wasm-fma"] as const)(
    "gives fastAttention's result with backend %s",
    async (backend) => {
      const threads = await start(2);
      expect(threads.count).toBe(2);
      const { Q, K, V } = randomInputs([700, 700, 12, 9], 1);
      for (const options of [{}, { causal: true }, { pattern: causalWindowPattern(700, 90) }]) {
        const want = fastAttention(Q, K, V, { ...options, backend });
        const got = await threads.attention(Q, K, V, { ...options, backend });
        expect(got.backend).toBe(backend);
        expect(maxAbsDiff(got.O, want.O)).toBeLessThanOrEqual(1e-6);
        expect(Array.from(got.L.data)).toEqual(Array.from(want.L.data));
      }
    },
  );

  it("answers several calls at once, each with its own result", async () => {
    const threads = await start(3);
    const calls = [5, 130, 260].map((N) => {
      const { Q, K, V } = randomInputs([N, N, 4, 4], N);
      const pattern = bigBirdPattern(N, { w: 1, g: 0, r: 1 }, rng(N));
      return { want: fastAttention(Q, K, V, { pattern }).O, got: threads.attention(Q, K, V, { pattern }) };
    });
    for (const { want, got } of calls) expect(maxAbsDiff((await got).O, want)).toBeLessThanOrEqual(1e-6);
  });

  it("runs the rungs without tiles on the calling thread", async () => {
    const threads = await start(2);
    const { Q, K, V } = randomInputs([20, 20, 4, 4], 1);
    const got = await threads.attention(Q, K, V, { backend: "typed" });
    expect(maxAbsDiff(got.O, fastAttention(Q, K, V, { backend: "typed" }).O)).toBe(0);
  });

  it("computes on the calling thread where SharedArrayBuffer is missing, and after stop()", async () => {
    const { Q, K, V } = randomInputs([20, 20, 4, 4], 1);
    const threads = await start(2);
    threads.stop();
    expect(threads.count).toBe(1);
    expect((await threads.attention(Q, K, V)).O.shape).toEqual([20, 4]);
    const shared = globalThis.SharedArrayBuffer;
    try {
      Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
      const alone = await FastThreads.start(2, built);
      expect(alone.count).toBe(1);
      expect(maxAbsDiff((await alone.attention(Q, K, V)).O, fastAttention(Q, K, V).O)).toBe(0);
    } finally {
      Object.defineProperty(globalThis, "SharedArrayBuffer", {
        value: shared,
        configurable: true,
        writable: true,
      });
    }
  });

  it("refuses what fastAttention refuses, and a count of 0", async () => {
    const threads = await start(2);
    const { Q, K } = randomInputs([4, 4, 3, 2], 1);
    await expect(threads.attention(Q, Q, K, { scale: Number.NaN })).rejects.toThrow(
      "fastAttention: scale must be a finite number",
    );
    await expect(threads.attention(Q, randomInputs([4, 4, 2, 2], 1).K, K)).rejects.toThrow(
      "fastAttention: Q is [4,3] but K is [4,2]",
    );
    await expect(FastThreads.start(0)).rejects.toThrow(
      "FastThreads: count must be a whole number of at least 1",
    );
  });

  it("rejects when a thread breaks down, at once and afterwards", async () => {
    const threads = await start(2, new URL("./no-such-thread.js", import.meta.url));
    const { Q, K, V } = randomInputs([4, 4, 3, 2], 1);
    await expect(threads.attention(Q, K, V)).rejects.toThrow(/FastThreads: a thread broke down/);
    await expect(threads.attention(Q, K, V)).rejects.toThrow(/FastThreads: a thread broke down before/);
  });
});
