import { fromFunction } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import type { Grid, Heat } from "../../../grader/src/feedback/blocks.js";
import { asHtml } from "../../../grader/src/feedback/index.js";
import { aligned, inline, named, shown } from "../../../grader/src/feedback/values.js";
import { versus } from "../../../grader/src/feedback/versus.js";
import { devicePort, rngPort } from "../../../grader/src/ports/index.js";

const texts = (grid: unknown) => (grid as Grid).cells.map((row) => row.map(({ text }) => text));
const A = fromFunction([2, 3], (i, j) => i + j / 8);

describe("shown(value)", () => {
  it("makes a table of a small matrix, with its points in line", () => {
    expect(texts(shown(A))).toEqual([
      ["0.000", "0.125", "0.250"],
      ["1.000", "1.125", "1.250"],
    ]);
    expect(named("A", A).shape).toBe("[2, 3]");
  });

  it("cuts a large matrix, with dots for the rest", () => {
    const cells = texts(shown(fromFunction([20, 9], () => 1)));
    expect([cells.length, cells[0]!.length]).toEqual([7, 7]);
    expect(cells.at(-1)).toEqual(Array(7).fill("…"));
    expect(cells[0]!.at(-1)).toBe("…");
  });

  it("says in words what a device or a function is", () => {
    const device = devicePort({ Q: A, K: A, V: A, sramElements: 96 });
    expect(shown(device)).toEqual({
      text: "a device with Q [2, 3], K [2, 3], V [2, 3] in HBM and SRAM for 96 elements",
    });
    expect(shown(rngPort(1))).toEqual({ text: "a function of the grader’s" });
  });
});

describe("inline(value)", () => {
  it.each([
    [[1, 2.5, -3], "[1, 2.5, −3]"],
    [Float64Array.of(0.1, Number.NaN, -Infinity), "[0.1, NaN, −∞]"],
    [{ m: -Infinity, l: 0 }, "{ m: −∞, l: 0 }"],
    [[[0, 1], []], "[[0, 1], []]"],
    ["4K", '"4K"'],
    [undefined, "undefined"],
    [Array.from({ length: 100 }, (_, k) => k), `[${[...Array(15).keys()].join(", ")}, … 84 more …, 99]`],
  ])("%j → %s", (value, text) => {
    expect(inline(value)).toBe(text);
  });

  it("gives long lists of objects a line each", () => {
    const claims = Array.from({ length: 4 }, (_, k) => ({ model: `model ${k}`, tokens: 1000 * k }));
    expect(inline(claims).split("\n")).toHaveLength(6);
  });
});

describe("inline(value) of much", () => {
  it("looks only at what it shows", () => {
    const long = new Proxy(
      Array.from({ length: 100_000 }, () => ({})),
      {
        get: (target, key) => {
          const k = typeof key === "string" ? Number(key) : Number.NaN;
          if (k > 20 && k < 99_999) throw new Error(`read ${k}`);
          return Reflect.get(target, key);
        },
      },
    );
    expect(inline({ long })).toContain("{}, … 99984 more …, {}");
  });

  it("shortens the names of properties", () => {
    expect(inline({ ["x".repeat(1000)]: 1 })).toBe(`{ ${"x".repeat(60)}…: 1 }`);
  });
});

describe("aligned(texts)", () => {
  it("leaves ∞, NaN and powers of ten as they are", () => {
    expect(aligned([["1", "−0.25", "NaN", "∞", "1e−4"]])).toEqual([["1.00", "−0.25", "NaN", "∞", "1e−4"]]);
  });
});

describe("versus(expected, actual)", () => {
  it("says nothing about two numbers: the sentence has said it", () => {
    expect(versus(3, 4)).toEqual([]);
  });

  it("puts two matrices and their difference side by side, with signs", () => {
    const B = fromFunction(
      [2, 3],
      (i, j) => A.get(i, j) + (i === 1 ? (j === 0 ? 0.5 : j === 1 ? -0.25 : 0) : 0),
    );
    const [want, got, by] = versus(A, B);
    expect([want!.name, got!.name, by!.name]).toEqual(["expected", "yours", "yours − expected"]);
    expect(texts(by!.shown)).toEqual([
      ["0", "0", "0"],
      ["+0.5", "−0.25", "0"],
    ]);
    const [, row] = (by!.shown as Grid).cells;
    expect(row!.map(({ tint }) => tint)).toEqual([1, -0.625, undefined]);
    expect(by!.note).toBe("The largest difference is 0.5, at [1][0]");
  });

  it("draws the difference of large matrices, with a text that says what it shows", () => {
    const [, , by] = versus(
      fromFunction([20, 10], () => 0),
      fromFunction([20, 10], (i) => (i === 3 ? -2 : 0)),
    );
    const { heat, alt } = by!.shown as Heat;
    expect(heat).toEqual(Array.from({ length: 20 }, (_, i) => Array(10).fill(i === 3 ? -1 : 0)));
    const html = asHtml([{ kind: "values", values: [by!] }]);
    const svg = Buffer.from(/(?<=svg\+xml;base64,)[^"]+/.exec(html)![0], "base64").toString();
    expect(svg.match(/fill="rgb\(0, 114, 178\)" fill-opacity/g)).toHaveLength(10);
    expect(alt).toBe(
      "20 by 10 cells, coloured by how far each number is off. The largest difference is 2, at [3][0]",
    );
  });

  it("draws a matrix that is larger than the picture by the worst number of each block", () => {
    const [, , by] = versus(
      fromFunction([100, 40], () => 0),
      fromFunction([100, 40], (i, j) => (i === 99 && j === 7 ? 1 : i === 98 && j === 6 ? -0.5 : 0)),
    );
    const { heat, alt } = by!.shown as Heat;
    expect([heat.length, heat[0]!.length]).toEqual([25, 10]);
    expect(heat.flat().filter((tint) => tint !== 0)).toEqual([1]);
    expect(heat[24]![1]).toBe(1);
    expect(alt).toMatch(/^25 by 10 cells, each for 4 by 4 numbers, coloured by how far the worst of them is/);
  });

  it("marks NaN without a direction", () => {
    const [one] = versus(Float64Array.of(1, 2), Float64Array.of(Number.NaN, 2));
    expect((one!.shown as Grid).cells[2]).toEqual([{ text: "NaN", off: true }, { text: "0" }]);
    expect(one!.note).toBeUndefined();
  });

  it("shows the part of a long list where the first number is off", () => {
    const list = Float64Array.from({ length: 50 }, (_, k) => k);
    const [one] = versus(
      list,
      list.map((x) => (x === 30 ? -1 : x)),
    );
    const { columns, cells } = one!.shown as Grid;
    expect(columns).toEqual(["…", ...Array.from({ length: 8 }, (_, k) => `[${29 + k}]`), "…"]);
    expect(cells.map((row) => [row.length, row[0]!.text, row.at(-1)!.text])).toEqual(
      Array(3).fill([10, "…", "…"]),
    );
  });

  it("compares objects property by property", () => {
    const [one] = versus({ waves: 2, tail: 1 }, { waves: 1, tail: 1 });
    expect(one!.shown).toEqual({
      columns: ["expected", "yours"],
      rows: ["waves", "tail"],
      cells: [
        [{ text: "2" }, { text: "1", off: true }],
        [{ text: "1" }, { text: "1", off: false }],
      ],
    });
  });

  it("leaves out what the check does not look at, unless a property is missing", () => {
    const [some] = versus({ total: 2 }, { total: 1, bound: "math" });
    expect((some!.shown as Grid).rows).toEqual(["total"]);
    const [misspelt] = versus({ reads: 2 }, { read: 2 });
    expect(misspelt!.shown).toMatchObject({
      rows: ["reads", "read"],
      cells: [
        [{ text: "2" }, { text: "–", off: true }],
        [{ text: "–" }, { text: "2", off: false }],
      ],
    });
  });

  it("shows two numbers of a property with as many digits as tell them apart", () => {
    const [one] = versus({ x: 1.00000001, y: 3 }, { x: 1.00000002, y: 3 + 1e-12 });
    expect(texts(one!.shown)).toEqual([
      ["1.00000001", "1.00000002"],
      ["3", "3.000000000001"],
    ]);
    expect((one!.shown as Grid).cells.map(([, yours]) => yours!.off)).toEqual([true, true]);
  });

  it("shows both as they are when their shapes differ", () => {
    expect(versus(A, Float64Array.of(1)).map(({ name }) => name)).toEqual(["expected", "yours"]);
  });

  it("shows a difference that only exactness can see", () => {
    const [one] = versus(Float64Array.of(1, 2), Float64Array.of(1 + 2 ** -52, 2));
    expect((one!.shown as Grid).cells[2]![0]!.text).toBe("+2e−16");
  });
});
