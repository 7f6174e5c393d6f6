import { Device, type DeviceEvent } from "long-attention/gpu";
import { describe, expect, it } from "vitest";
import { expMinus, rowMax, rowSum, scaleAndAdd, scaledProduct } from "../../../lib/src/gpu/tile-math.js";

const six = () => Float64Array.of(1, 2, 3, 4, 5, 6);

describe("Device", () => {
  it("device.load counts the elements read, device.store those written", () => {
    const device = new Device();
    const A = device.input("A", [3, 2], six());
    const tile = device.load(A, { from: 1, to: 3 });
    expect([...tile.data]).toEqual([3, 4, 5, 6]);
    device.store(tile, A, { from: 0, to: 2 });
    expect([device.reads, device.writes, device.accesses]).toEqual([4, 4, 8]);
    expect([...A.data]).toEqual([3, 4, 5, 6, 5, 6]);
  });

  it("device.input costs nothing, device.fill is counted apart, device.reserve holds NaN until written", () => {
    const device = new Device();
    device.input("A", [3, 2], six());
    device.fill("l", [5, 1], 0);
    expect(device.reserve("O", [2, 2]).data.every(Number.isNaN)).toBe(true);
    expect([device.accesses, device.initWrites]).toEqual([0, 5]);
  });

  it("device.alloc refuses what does not fit and says how many elements are missing", () => {
    const device = new Device({ sramElements: 10 });
    device.alloc("K", [4, 2]);
    expect(() => device.alloc("S", [2, 2])).toThrow(
      "SRAM: tile S [2,2] needs 4 elements but 8 of 10 are in use, so 2 are missing; free a tile, choose smaller blocks or more SRAM",
    );
  });

  it("device.free makes room again, and the peak stays known", () => {
    const device = new Device({ sramElements: 10 });
    device.free(device.alloc("K", [4, 2]));
    device.alloc("S", [2, 2]);
    expect([device.usedElements, device.peakElements]).toEqual([4, 8]);
  });

  it("device.store refuses a tile that was freed", () => {
    const device = new Device();
    const A = device.input("A", [3, 2], six());
    const tile = device.load(A);
    device.free(tile);
    expect(() => device.store(tile, A)).toThrow(/tile A \[3,2\] is not in this SRAM/);
    expect(() => device.free(tile)).toThrow(/Device\.free: tile A/);
  });

  it("device.load gives a copy: changing the tile leaves HBM alone", () => {
    const device = new Device();
    const A = device.input("A", [3, 2], six());
    device.load(A).data[0] = 99;
    expect(A.data[0]).toBe(1);
  });

  it("new Device({ onEvent }) reports what it does, in order", () => {
    const seen: string[] = [];
    const words = (event: DeviceEvent): string => {
      if (event.op === "fill") return `fill ${event.array.name}`;
      if (event.op === "free") return `free ${event.tile.name}`;
      if (event.op === "compute")
        return `${event.by} ${event.tile.name} from ${event.from.map(({ name }) => name)}`;
      return `${event.op} ${event.tile.name}, ${event.array.name} ${event.range.from} to ${event.range.to}`;
    };
    const device = new Device({ onEvent: (event) => seen.push(words(event)) });
    const A = device.input("A", [3, 2], six());
    const B = device.fill("B", [3, 2], 0);
    const tile = device.load(A);
    const S = scaledProduct("S", tile, tile, 1);
    device.store(tile, B);
    device.free(tile, S);
    expect(seen).toEqual([
      "fill B",
      "load A, A 0 to 3",
      "matmulT S from A,A",
      "store A, B 0 to 3",
      "free A",
      "free S",
    ]);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      "new Device({ sramElements: 0 })",
      () => new Device({ sramElements: 0 }),
      /Device: sramElements must be a whole number of at least 1, not 0/,
    ],
    [
      "new Device({ sramElements: 1.5 })",
      () => new Device({ sramElements: 1.5 }),
      /sramElements .* not 1\.5/,
    ],
    [
      "new Device({ bytesPerElement: -2 })",
      () => new Device({ bytesPerElement: -2 }),
      /bytesPerElement .* not -2/,
    ],
    [
      "device.input with too few numbers",
      () => new Device().input("A", [2, 2], six()),
      /A is \[2,2\] but got 6 numbers/,
    ],
    [
      "device.load beyond the end",
      () => new Device().load(new Device().fill("A", [2, 2], 0), { from: 1, to: 3 }),
      /rows 1 to 3 are not inside A \[2,2\]/,
    ],
    [
      "device.load of no rows",
      () => new Device().load(new Device().fill("A", [2, 2], 0), { from: 1, to: 1 }),
      /rows 1 to 1 are not inside/,
    ],
  ])("%s is refused in one sentence", (_, run, words) => expect(run).toThrow(words));

  it("device.store refuses a tile of another shape, naming both", () => {
    const device = new Device();
    const A = device.fill("A", [3, 2], 0);
    expect(() => device.store(device.alloc("T", [1, 2]), A)).toThrow(
      /tile T is \[1,2\] but rows 0 to 3 of A are \[3,2\]/,
    );
  });
});

describe("tile arithmetic", () => {
  const tiles = () => {
    const device = new Device();
    const load = (name: string, rows: number, cols: number, x: number[]) =>
      device.load(device.input(name, [rows, cols], Float64Array.from(x)));
    return { device, load };
  };

  it("scaledProduct(A, B, 2) is 2ABᵀ", () => {
    const { load } = tiles();
    const S = scaledProduct("S", load("A", 1, 2, [1, 2]), load("B", 2, 2, [3, 4, 5, 6]), 2);
    expect([...S.data]).toEqual([22, 34]);
  });

  it("expMinus(S, rowMax(S)) works in place and turns a row of −∞ into zeros", () => {
    const { load, device } = tiles();
    const S = load("S", 2, 2, [0, Math.log(3), -Infinity, -Infinity]);
    const P = expMinus(S, rowMax(S));
    expect(P).toBe(S);
    expect([...rowSum(P)].map((x) => +x.toFixed(12))).toEqual([+(4 / 3).toFixed(12), 0]);
    expect(device.peakElements).toBe(4);
  });

  it("scaleAndAdd(O, a, P, V, b) leaves aO + bPV in O", () => {
    const { load } = tiles();
    const O = load("O", 1, 1, [10]);
    scaleAndAdd(
      O,
      Float64Array.of(0.5),
      load("P", 1, 2, [1, 2]),
      load("V", 2, 1, [3, 4]),
      Float64Array.of(2),
    );
    expect([...O.data]).toEqual([27]);
  });
});
