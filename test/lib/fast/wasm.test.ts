import "./relaxed-simd.js";
import { readFileSync } from "node:fs";
import { availableBackends, backends } from "long-attention/fast";
import { describe, expect, it } from "vitest";
import { tiles, tilesFma } from "../../../lib/src/fast/generated/wasm.js";
import type { TileModule } from "../../../lib/src/fast/tiles-wasm.js";
import { ensureBytes, instantiate } from "../../../lib/src/fast/web-assembly.js";
import { generateWasm } from "../../../tools/build/wasm.mjs";

it("lib/src/fast/generated/wasm.ts is what lib/assembly compiles to", async () => {
  expect(readFileSync("lib/src/fast/generated/wasm.ts", "utf8")).toBe(await generateWasm());
}, 60_000);

it("availableBackends() has every rung in an engine with relaxed SIMD", () => {
  expect(availableBackends()).toEqual([...backends]);
});

describe.each([
  ["mul and add", tiles],
  ["relaxed FMA", tilesFma],
])("softmaxTile with %s", (_, code) => {
  const [Bc, dv] = [64, 8];
  const wasm = instantiate<TileModule>(code);
  ensureBytes("test", wasm.memory, 4096, "scratch");
  const at = { S: 0, O: 1024, m: 2048, l: 2112 };
  const view = (from: number, n: number) => new Float32Array(wasm.memory.buffer, from, n);
  const run = (scores: ArrayLike<number>, { m = -Infinity, l = 0, O = 0 } = {}) => {
    view(at.S, Bc).set(scores);
    view(at.m, 1)[0] = m;
    view(at.l, 1)[0] = l;
    view(at.O, dv).fill(O);
    wasm.softmaxTile(at.S, at.O, at.m, at.l, 1, Bc, dv);
    return { P: view(at.S, Bc), m: view(at.m, 1)[0]!, l: view(at.l, 1)[0]!, O: view(at.O, 1)[0]! };
  };

  it("gives e^(s − m) to within 3e-7 of its value over all that 32 bits can hold", () => {
    for (let from = 0; from > -87; from -= 0.37) {
      const scores = Float32Array.from({ length: Bc }, (_, t) =>
        t === 0 ? 0 : Math.max(-87, from - t / 171),
      );
      const { P } = run(scores);
      const off = Array.from(scores, (x, t) => Math.abs(P[t]! / Math.exp(x) - 1));
      expect(Math.max(...off)).toBeLessThanOrEqual(3e-7);
    }
  });

  it("gives weight 0 to −∞ and to what lies 87 below the largest, and 1 to the largest", () => {
    const { P, m, l } = run([5, -Infinity, 5 - 87.5, -3e38, ...new Array(60).fill(-Infinity)]);
    expect([...P.subarray(0, 4), m, l]).toEqual([1, 0, 0, 0, 5, 1]);
  });

  it("leaves m, ℓ and O alone when everything is masked, before and after something was seen", () => {
    const nothing = new Array(Bc).fill(-Infinity);
    expect(run(nothing)).toMatchObject({ m: -Infinity, l: 0, O: 0 });
    const later = run(nothing, { m: 3, l: 2, O: 7 });
    expect(later).toMatchObject({ m: 3, l: 2, O: 7 });
    expect(Math.max(...later.P)).toBe(0);
  });

  it("shrinks ℓ and O by e^(m − m_new) when the maximum grows, and not when it does not", () => {
    const scores = [4, ...new Array(Bc - 1).fill(-Infinity)];
    const grown = run(scores, { m: 3, l: 2, O: 7 });
    expect(grown.m).toBe(4);
    expect(grown.l).toBeCloseTo(2 * Math.exp(-1) + 1, 6);
    expect(grown.O).toBeCloseTo(7 * Math.exp(-1), 6);
    expect(run(scores, { m: 4, l: 2, O: 7 })).toMatchObject({ m: 4, l: 3, O: 7 });
  });
});

it("ensureBytes says what is too large, how much it needs and what the limit is", () => {
  const { memory } = instantiate<object>(tiles);
  expect(() => ensureBytes("fastAttention", memory, 2 ** 33, "keys of 9 numbers")).toThrow(
    'fastAttention: keys of 9 numbers need 8192 MiB of WebAssembly memory, whose limit is 4096 MiB; take fewer keys at a time, or backend "typescript"',
  );
  const stingy = {
    buffer: memory.buffer,
    grow() {
      throw new RangeError("no");
    },
  };
  expect(() => ensureBytes("fastAttention", stingy, 2 ** 20, "keys")).toThrow(
    "whose limit is 4096 MiB, and this machine has no room for them; take",
  );
});
