import fc from "fast-check";
import {
  emptyStats,
  mergeStats,
  rescale,
  type SoftmaxStats,
  softmaxStats,
  splitSoftmax,
} from "long-attention/attention";
import { logSumExp, softmax } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import golden from "./softmax-split.json" with { type: "json" };

const seeded = { seed: 7, numRuns: 100 };
const score = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -800, max: 800, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(-Infinity) },
);
const scores = fc.array(score, { maxLength: 10 });
const near = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number) => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(tolerance);
};
/** The same m, and the same ℓ but for rounding. */
const same = (a: SoftmaxStats, b: SoftmaxStats) => {
  expect(a.m).toBe(b.m);
  expect(Math.abs(a.l - b.l)).toBeLessThanOrEqual(1e-12 * Math.max(1, b.l));
};

describe("the slide's ten scores in two parts", () => {
  const split = () => splitSoftmax([golden.xA, golden.xB]);

  it("splitSoftmax([xA, xB]) has the published m, ℓ and f of each part", () => {
    const { parts } = split();
    for (const [k, part] of [golden.A, golden.B].entries()) {
      expect(parts[k]!.m).toBe(part.m);
      near([parts[k]!.l], [part.l], 1e-12);
      near(parts[k]!.f, part.f, 1e-12);
    }
  });

  it("splitSoftmax([xA, xB]) has the published m, ℓ, factor and β of the whole", () => {
    const { parts, m, l } = split();
    expect(m).toBe(1.03);
    near([l], [3.207047605292442], 1e-12);
    near([rescale(parts[0]!.m, m), rescale(parts[1]!.m, m)], [0.8521437889662113, 1], 1e-12);
    near([parts[0]!.beta, parts[1]!.beta], [golden.betaA, golden.betaB], 1e-12);
  });

  it("splitSoftmax([xA, xB]).softmax has the published ten weights, 0.015 for the eighth", () => {
    const { softmax } = split();
    near(softmax, golden.softmax, 1e-12);
    expect(softmax[7]!.toFixed(6)).toBe("0.015065");
  });

  it("β · f is the softmax, part by part", () => {
    const { parts, softmax } = split();
    near(
      softmax,
      parts.flatMap(({ f, beta }) => Array.from(f, (x) => beta * x)),
      0,
    );
  });
});

describe("softmaxStats", () => {
  it("softmaxStats(x) is the maximum and Σ exp(xᵢ − m), so that m + ln ℓ is logSumExp(x)", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const { m, l } = softmaxStats(x);
        expect(m).toBe(Math.max(...x));
        if (m > -Infinity) expect(m + Math.log(l)).toBeCloseTo(logSumExp(x), 10);
      }),
      seeded,
    );
  });

  it("softmaxStats of nothing, or of masked scores only, is emptyStats", () => {
    expect(softmaxStats([])).toEqual(emptyStats);
    expect(softmaxStats([-Infinity, -Infinity])).toEqual(emptyStats);
    expect(emptyStats).toEqual({ m: -Infinity, l: 0 });
  });
});

describe("mergeStats", () => {
  it("mergeStats of two lists' statistics is the statistics of the lists joined", () => {
    fc.assert(
      fc.property(scores, scores, (x, y) =>
        same(mergeStats(softmaxStats(x), softmaxStats(y)), softmaxStats([...x, ...y])),
      ),
      seeded,
    );
  });

  it("mergeStats is associative", () => {
    fc.assert(
      fc.property(scores, scores, scores, (x, y, z) => {
        const [a, b, c] = [softmaxStats(x), softmaxStats(y), softmaxStats(z)];
        same(mergeStats(mergeStats(a, b), c), mergeStats(a, mergeStats(b, c)));
      }),
      seeded,
    );
  });

  it("mergeStats is commutative, bit for bit", () => {
    fc.assert(
      fc.property(scores, scores, (x, y) => {
        const [a, b] = [softmaxStats(x), softmaxStats(y)];
        expect(mergeStats(a, b)).toEqual(mergeStats(b, a));
      }),
      seeded,
    );
  });

  it("mergeStats with emptyStats changes nothing, on either side, and two empties stay empty", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const a = softmaxStats(x);
        expect(mergeStats(a, emptyStats)).toEqual(a);
        expect(mergeStats(emptyStats, a)).toEqual(a);
      }),
      seeded,
    );
    expect(mergeStats(emptyStats, emptyStats)).toEqual(emptyStats);
  });

  it("mergeStats rescales the side with the smaller maximum, whichever it is", () => {
    const [low, high] = [
      { m: 0, l: 2 },
      { m: Math.log(4), l: 3 },
    ];
    expect(mergeStats(low, high).l).toBeCloseTo(3.5, 15);
    expect(mergeStats(high, low).l).toBeCloseTo(3.5, 15);
  });

  it("mergeStats is safe for maxima near −1000 and 1000, where a start at m = 0 would underflow", () => {
    const a = softmaxStats([-1000, -1000]);
    expect(mergeStats(emptyStats, a)).toEqual({ m: -1000, l: 2 });
    expect(mergeStats(a, softmaxStats([1000]))).toEqual({ m: 1000, l: 1 });
    expect(mergeStats({ m: 0, l: 0 }, a).l).toBe(0);
  });
});

it("rescale(old, new) is exp(old − new), and 0 when nothing was summed yet", () => {
  expect(rescale(1, 3)).toBe(Math.exp(-2));
  expect(rescale(3, 3)).toBe(1);
  expect(rescale(-Infinity, 3)).toBe(0);
  expect(rescale(-Infinity, -Infinity)).toBe(0);
});

describe("splitSoftmax", () => {
  it("splitSoftmax(parts).softmax equals softmax of the parts joined, wherever the list is cut", () => {
    fc.assert(
      fc.property(scores, (x) => {
        for (let cut = 0; cut <= x.length; cut++)
          near(splitSoftmax([x.slice(0, cut), x.slice(cut)]).softmax, softmax(x), 1e-14);
      }),
      seeded,
    );
  });

  it("splitSoftmax of any number of parts, empty and masked ones among them, equals softmax", () => {
    fc.assert(
      fc.property(fc.array(scores, { minLength: 1, maxLength: 6 }), (parts) => {
        const split = splitSoftmax(parts);
        near(split.softmax, softmax(parts.flat()), 1e-14);
        same(split, softmaxStats(parts.flat()));
      }),
      seeded,
    );
  });

  it("splitSoftmax of parts that see nothing is all zeros, with β = 0", () => {
    const split = splitSoftmax([[-Infinity], [], [-Infinity]]);
    expect(Array.from(split.softmax)).toEqual([0, 0]);
    expect(split.parts.map(({ beta }) => beta)).toEqual([0, 0, 0]);
  });

  it("splitSoftmax is not the mean of the parts' own softmaxes", () => {
    const mean = [golden.xA, golden.xB].flatMap((x) => Array.from(softmax(x), (p) => p / 2));
    const gaps = mean.map((p, i) => Math.abs(p - golden.softmax[i]!));
    expect(Math.max(...gaps)).toBeGreaterThan(0.005);
  });
});
