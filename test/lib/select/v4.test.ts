import fc from "fast-check";
import { fromFunction, testEntry, toRows } from "long-attention";
import {
  csaCompress,
  deepseekV32,
  denseRows,
  rowsAt,
  twoRatioBytes,
  twoRatioMacs,
  v4Flash,
  v4Pro,
  v32Bytes,
  v32Macs,
  weighedMacs,
} from "long-attention/select";
import { describe, expect, it, test } from "vitest";

const T1M = 2 ** 20;

describe("rowsAt(V4-Flash)", () => {
  it.each([
    [127, 6112, 6112, 651],
    [128, 6196, 6196, 672],
    [4096, 27_648, 16_896, 21_504],
    [131_072, 714_112, 36_736, 688_128],
    [1_048_576, 5_674_368, 180_096, 5_505_024],
  ])("at %d tokens keeps %d, reads %d, scans %d", (T, kept, read, scanned) => {
    expect(rowsAt(v4Flash, T)).toEqual({ kept, read, scanned });
  });

  it("keeps more than full attention at 127 tokens, 7.946 times fewer at a million, and reads 250.36 times fewer", () => {
    expect(denseRows(v4Flash, 127)).toBe(5461);
    expect(denseRows(v4Flash, T1M)).toBe(45_088_768);
    expect(45_088_768 / rowsAt(v4Flash, T1M).kept).toBeCloseTo(7.946042272901582, 12);
    expect(45_088_768 / rowsAt(v4Flash, T1M).read).toBeCloseTo(250.35963041933192, 10);
  });
});

test("rowsAt(V4-Pro) at 2^20 tokens keeps 8,126,080, reads 292,480, scans 7,864,320", () => {
  expect(rowsAt(v4Pro, T1M)).toEqual({ kept: 8_126_080, read: 292_480, scanned: 7_864_320 });
  expect(denseRows(v4Pro, T1M)).toBe(63_963_136);
});

test("rowsAt counts what a loop over layers and tokens counts, at any length, open windows too", () => {
  const size = fc.integer({ min: 1, max: 9 });
  const layers = fc.nat(3);
  fc.assert(
    fc.property(
      layers,
      layers,
      layers,
      size,
      size,
      size,
      size,
      fc.integer({ min: 1, max: 60 }),
      (window, csa, hca, m, M, k, W, T) => {
        let [kept, read, scanned] = [0, 0, 0];
        const closed = (size: number) =>
          Array.from({ length: T }, (_, t) => t).filter((t) => (t + 1) % size === 0).length;
        for (let layer = 0; layer < window + csa + hca; layer++) {
          const raw = Array.from({ length: T }, (_, t) => t).filter((t) => t >= T - W).length;
          const entries = layer < window ? 0 : closed(layer < window + csa ? m : M);
          kept += raw + entries;
          read += raw + (layer >= window && layer < window + csa ? Math.min(k, entries) : entries);
          scanned += layer >= window && layer < window + csa ? entries : 0;
        }
        expect(rowsAt({ window, csa, hca, m, M, k, W }, T)).toEqual({ kept, read, scanned });
      },
    ),
    { seed: 11, numRuns: 60 },
  );
});

test("rowsAt refuses a half token and a window of none", () => {
  expect(() => rowsAt(v4Flash, 1.5)).toThrow("rowsAt: T must be a whole number of at least 1, not 1.5");
  expect(() => rowsAt({ ...v4Flash, W: 0 }, 5)).toThrow(
    "rowsAt: W must be a whole number of at least 1, not 0",
  );
});

describe("csaCompress", () => {
  const at = (letter: "K" | "V", from: number) =>
    fromFunction([7, 2], (i, k) => testEntry[letter](i, k + from));
  const inputs = { next: at("V", 0), own: at("V", 2), nextGates: at("K", 0), ownGates: at("K", 2) };

  it("of seven tokens, m = 2, is (0.1009, −0.6491), (0.0488, 0.4957), (−0.8793, 0.1923); token 6 is in none", () => {
    const numbers = [
      [0.10085303301374816, -0.6491469669862518],
      [0.0487755717485078, 0.49573026262459996],
      [-0.8792697373754002, 0.1923078666078744],
    ];
    expect(toRows(csaCompress(inputs, 2))).toEqual(
      numbers.map((row) => row.map((x) => expect.closeTo(x, 12))),
    );
  });

  it("of equal gates is the mean of the slots: m of them in entry 0, 2m in the others", () => {
    const flat = fromFunction([7, 2], () => 0.5);
    const entries = toRows(csaCompress({ ...inputs, nextGates: flat, ownGates: flat }, 2));
    const mean = (x: readonly number[]) => expect.closeTo(x.reduce((a, b) => a + b) / x.length, 12);
    const [next, own] = [toRows(inputs.next), toRows(inputs.own)];
    const column = (rows: number[][], tokens: readonly number[], c: number) =>
      tokens.map((t) => rows[t]![c]!);
    expect(entries[0]).toEqual([0, 1].map((c) => mean(column(own, [0, 1], c))));
    expect(entries[2]).toEqual(
      [0, 1].map((c) => mean([...column(next, [2, 3], c), ...column(own, [4, 5], c)])),
    );
  });

  it("refuses shapes that differ, and a text that closes no window", () => {
    const short = fromFunction([6, 2], () => 0);
    expect(() => csaCompress({ ...inputs, next: short }, 2)).toThrow(
      "csaCompress: next is [6,2] but own is [7,2]; all four share one shape",
    );
    expect(() => csaCompress(inputs, 8)).toThrow(
      "csaCompress: 7 tokens close no window of m = 8; give at least m",
    );
  });
});

describe("what was reported at a million tokens", () => {
  const GiB = 2 ** 30;

  it("twoRatioBytes in 16 bits is 9.6246 GiB for Pro, 8.7146 times less than V3.2's 83.875, and 6.724 for Flash", () => {
    const pro = twoRatioBytes(v4Pro, T1M, 1024, 256);
    const v32 = v32Bytes(T1M, 1152, 256);
    expect(pro / GiB).toBeCloseTo(9.6246337890625, 12);
    expect(v32 / GiB).toBe(83.875);
    expect(v32 / pro).toBeCloseTo(8.71461728708225, 12);
    expect(twoRatioBytes(v4Flash, T1M, 1024, 256) / GiB).toBeCloseTo(6.7239990234375, 12);
  });

  it("twoRatioBytes of rows of 576 bytes and index keys of 64 is 10.28 % and 7.18 % of V3.2's cache", () => {
    const v32 = v32Bytes(T1M, 656, 132);
    expect(twoRatioBytes(v4Pro, T1M, 576, 64) / v32).toBeCloseTo(0.10284990144170758, 12);
    expect(twoRatioBytes(v4Flash, T1M, 576, 64) / v32).toBeCloseTo(0.07183622030248814, 12);
  });

  it("weighedMacs of a step is 26.50 % and 9.93 % of V3.2's, and 26.24 % and 12.09 % when all formats count alike", () => {
    const steps = {
      v32: v32Macs(T1M),
      flash: twoRatioMacs(v4Flash, T1M, 64, 13e9),
      pro: twoRatioMacs(v4Pro, T1M, 128, 49e9),
    };
    const formats = { attention: 2, index: 0.5 };
    const reference = weighedMacs(steps.v32, { attention: 2, index: 1 });
    expect(reference).toBe(595_781_956_096);
    expect(weighedMacs(steps.pro, formats) / reference).toBeCloseTo(0.2650032117027722, 12);
    expect(weighedMacs(steps.flash, formats) / reference).toBeCloseTo(0.09928820537570683, 12);
    const alike = { attention: 1, index: 1 };
    const all = weighedMacs(steps.v32, alike);
    expect(weighedMacs(steps.pro, alike) / all).toBeCloseTo(0.2623870169874876, 12);
    expect(weighedMacs(steps.flash, alike) / all).toBeCloseTo(0.12085384468786578, 12);
  });

  it("v32Macs at a million tokens: index scores are 96.8 % of attention's work", () => {
    const { attention, index } = v32Macs(T1M);
    expect(index / (index + attention)).toBeCloseTo(0.9678638941398866, 12);
    expect(attention).toBe(61 * deepseekV32.attentionMacs * 2048);
  });
});
