import { A100_MEMORY, transferSeconds } from "long-attention/gpu";
import { expect, test } from "vitest";

const [registers, sram, l2, hbm] = A100_MEMORY;

test("A100_MEMORY holds 28.3 MB, 21.2 MB, 40 MB and 80 GB", () => {
  expect(A100_MEMORY.map(({ bytes }) => bytes)).toEqual([28_311_552, 21_233_664, 40e6, 80e9]);
});

test("A100_MEMORY reads SRAM at about 19 TB/s, as in Dao et al. 2022, and L2 at 7,219 GB/s", () => {
  expect(sram!.bytesPerSecond / 1e12).toBeCloseTo(19.49, 2);
  expect(l2!.bytesPerSecond / 1e9).toBeCloseTo(7219.2, 6);
});

test("A100_MEMORY is faster the nearer it lies", () => {
  const rates = [registers, sram, l2, hbm].map((level) => level!.bytesPerSecond);
  expect(rates).toEqual([...rates].sort((a, b) => b - a));
});

test("transferSeconds(HBM, 1 MB) is 490 ns, ten times as long as from SRAM", () => {
  expect(transferSeconds(hbm!, 1e6)).toBeCloseTo(490.4e-9, 10);
  expect(transferSeconds(hbm!, 1e6) / transferSeconds(sram!, 1e6)).toBeCloseTo(9.56, 2);
});

test("transferSeconds refuses a negative amount", () => {
  expect(() => transferSeconds(hbm!, -1)).toThrow(
    "transferSeconds: bytes must be a finite, not negative number, not -1",
  );
});
