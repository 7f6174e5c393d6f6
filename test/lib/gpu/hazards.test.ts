import fc from "fast-check";
import { type Device, type GridKernel, type HbmArray, hazards } from "long-attention/gpu";
import { rng } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const numbers = (rows: number, cols: number) => {
  const random = rng(3);
  return Float64Array.from({ length: rows * cols }, random);
};
type Block = (device: Device, arrays: { A: HbmArray; B: HbmArray; c: HbmArray }, b: number) => void;

/** A [8, 2] given, B [8, 2] and c [4, 1] empty; four blocks, one launch for each function. */
const kernel = (...launches: Block[]): GridKernel<{ A: HbmArray; B: HbmArray; c: HbmArray }> => ({
  arrays: (device) => ({
    A: device.input("A", [8, 2], numbers(8, 2)),
    B: device.reserve("B", [8, 2]),
    c: device.reserve("c", [4, 1]),
  }),
  launches: launches.map((run) => ({ run })),
});
const found = (...launches: Block[]) => hazards(kernel(...launches), { blocks: 4 });
const own = (b: number) => ({ from: 2 * b, to: 2 * b + 2 });
const one = (row: number) => ({ from: row, to: row + 1 });
/** A tile of one value. */
const filled = (device: Device, rows: number, cols: number, value: number) => {
  const tile = device.alloc("x", [rows, cols]);
  tile.data.fill(value);
  return tile;
};
const copy: Block = (device, { A, B }, b) => device.store(device.load(A, own(b)), B, own(b));

describe("hazards(kernel) names what is planted, and nothing else", () => {
  it.each<[string, Block[], string[]]>([
    ["nothing, where each block has its own rows", [copy], []],
    [
      "nothing, where a second launch reads what the first wrote",
      [copy, (d, { B }, b) => d.free(d.load(B, own((b + 1) % 4)))],
      [],
    ],
    [
      "two blocks that write a row with the same number",
      [(d, { c }, b) => b < 2 && d.store(filled(d, 1, 1, 7), c, one(3))],
      ["Blocks 0 and 1 both write row 3 of c, and nothing orders them."],
    ],
    [
      "tiles that overlap by a row",
      [
        (d, { A, B }, b) => {
          const rows = { from: 2 * b, to: Math.min(2 * b + 3, 8) };
          d.store(d.load(A, rows), B, rows);
        },
      ],
      [
        "Blocks 0 and 1 both write row 2 of B, and nothing orders them.",
        "Blocks 1 and 2 both write row 4 of B, and nothing orders them.",
        "Blocks 2 and 3 both write row 6 of B, and nothing orders them.",
      ],
    ],
    [
      "blocks that each write their number: the last one stays",
      [(d, { c }, b) => d.store(filled(d, 1, 1, b), c, one(0))],
      [
        "Blocks 0 to 3 all write row 0 of c, and nothing orders them.",
        "The order of the blocks decides row 0 of c: column 0 ends as 3 in order, and as 0 when they run as 3, 2, 1, 0.",
      ],
    ],
    [
      "a sum that every block adds to without an atomic operation",
      [
        (d, { c }, b) => b === 0 && d.store(filled(d, 4, 1, 1), c),
        (d, { c }) => {
          const sum = d.load(c, one(1));
          sum.data[0]! += 1;
          d.store(sum, c, one(1));
        },
      ],
      ["In launch 1, blocks 0 to 3 all write row 1 of c, and nothing orders them."],
    ],
    [
      "a neighbour's result read in the same launch",
      [
        (d, { A, B }, b) => {
          d.store(d.load(A, own(b)), B, own(b));
          if (b === 2) d.free(d.load(B, own(1)));
        },
      ],
      ["Block 2 reads rows 2 to 3 of B, which block 1 writes, and nothing orders them."],
    ],
    [
      "a merge in the launch of what it merges",
      [
        (d, arrays, b) => {
          if (b < 3) copy(d, arrays, b);
          else d.free(d.load(arrays.B, { from: 0, to: 6 }));
        },
      ],
      [
        "Block 3 reads rows 0 to 1 of B, which block 0 writes, and nothing orders them.",
        "Block 3 reads rows 2 to 3 of B, which block 1 writes, and nothing orders them.",
        "Block 3 reads rows 4 to 5 of B, which block 2 writes, and nothing orders them.",
      ],
    ],
    [
      "an input that one block overwrites while the others read it",
      [
        (d, { A }, b) => {
          const first = d.load(A, one(0));
          if (b === 0) d.store(first, A, one(0));
        },
      ],
      ["Blocks 1, 2 and 3 read row 0 of A, which block 0 writes, and nothing orders them."],
    ],
    [
      "rows that nobody wrote",
      [(d, { c }, b) => b === 1 && d.free(d.load(c, { from: 1, to: 3 }))],
      ["Block 1 reads rows 1 to 2 of c, which nobody has written before."],
    ],
    [
      "rows read before the block itself writes them",
      [
        (d, { c }, b) => {
          const before = d.load(c, one(b));
          if (b < 3) d.free(before);
          d.store(filled(d, 1, 1, 0), c, one(b));
        },
      ],
      [0, 1, 2, 3].map((b) => `Block ${b} reads row ${b} of c, which nobody has written before.`),
    ],
    [
      "a second launch that reads the rows that the first left out",
      [(d, arrays, b) => b < 3 && copy(d, arrays, b), (d, { B }, b) => d.free(d.load(B, own(b)))],
      ["In launch 1, block 3 reads rows 6 to 7 of B, which nobody has written before."],
    ],
    [
      "a whole array that each block sets for itself",
      [
        (d, { c }, b) => {
          d.refill(c, 0);
          d.store(filled(d, 1, 1, 1 + b), c, one(b));
        },
      ],
      [
        "Blocks 0 to 3 all write rows 0 to 3 of c, and nothing orders them.",
        "The order of the blocks decides row 0 of c (and 1 more of its rows): column 0 ends as 0 in order, and as 1 when they run as 3, 2, 1, 0.",
      ],
    ],
    [
      "a block that goes beyond the last row",
      [(d, { A }, b) => d.free(d.load(A, { from: 3 * b, to: 3 * b + 3 }))],
      ["Block 2 stops: Device.load: rows 6 to 9 are not inside A [8,2]"],
    ],
    [
      "a row that one block reads, and two others write otherwise",
      [
        (d, { c }, b) => {
          if (b === 3) d.free(d.load(c, one(0)));
          else if (b > 0) d.store(filled(d, 1, 1, b), c, one(0));
        },
      ],
      [
        "Blocks 1 and 2 both write row 0 of c, which block 3 reads, and nothing orders them.",
        "The order of the blocks decides row 0 of c: column 0 ends as 2 in order, and as 1 when they run as 3, 2, 1, 0.",
      ],
    ],
  ])("hazards(kernel) of %s", (_, launches, sentences) => {
    expect(found(...launches)).toEqual(sentences);
  });

  it("hazards(kernel) names a tile that a block took from another block's SRAM", () => {
    let kept: ReturnType<Device["load"]> | undefined;
    const sentences = found((device, { A, B }, b) => {
      if (b === 0) kept = device.load(A, own(0));
      device.store(kept!, B, own(b));
    });
    expect(sentences).toEqual([
      "Block 1 stops: Device.store: tile A [2,2] is not in this SRAM; load it again after free",
    ]);
  });

  it("hazards(kernel) follows views to the rows of their array", () => {
    const view = ({ name, cols, data }: HbmArray, row: number): HbmArray => ({
      name,
      cols,
      rows: 1,
      data: data.subarray(row * cols, (row + 1) * cols),
    });
    expect(found((d, { A, B }, b) => d.store(d.load(view(A, b)), view(B, b % 3)))).toEqual([
      "Blocks 0 and 3 both write row 0 of B, and nothing orders them.",
      expect.stringMatching(/^The order of the blocks decides row 0 of B: column 0 ends as/),
    ]);
  });

  it("hazards(kernel) leaves the caller's numbers as they were, and refuses 0 blocks", () => {
    const data = numbers(8, 2);
    const before = data.slice();
    const mine: GridKernel<HbmArray> = {
      arrays: (device) => device.input("A", [8, 2], data),
      launches: [{ run: (d, A, b) => d.store(filled(d, 1, 2, b), A, one(b)) }],
    };
    expect(hazards(mine, { blocks: 4 })).toEqual([]);
    expect(data).toEqual(before);
    expect(() => hazards(mine)).toThrow(
      "hazards: launch 0 does not say how many blocks it has; give { blocks }",
    );
    expect(() => hazards(mine, { blocks: 0 })).toThrow(
      /hazards: blocks must be a whole number of at least 1, not 0/,
    );
  });
});

/** What blocks do: rows read and written, by block. */
const plans = fc.array(
  fc.array(
    fc.record({
      write: fc.boolean(),
      from: fc.integer({ min: 0, max: 5 }),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 3 },
  ),
  { minLength: 1, maxLength: 4 },
);

describe("hazards(kernel) on plans drawn by chance", () => {
  it("hazards(kernel) finds a race exactly where two blocks share a row and one writes it", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const races = hazards(
          {
            arrays: (device) => device.fill("A", [8, 1], 0),
            launches: [
              {
                run: (device, A, b) => {
                  for (const { write, from, count } of plan[b]!) {
                    const rows = { from, to: from + count };
                    if (write) device.store(filled(device, count, 1, 1), A, rows);
                    else device.free(device.load(A, rows));
                  }
                },
              },
            ],
          },
          { blocks: plan.length },
        );
        const expected = new Set<number>();
        for (const [a, first] of plan.entries())
          for (const [b, second] of plan.entries())
            for (const x of first)
              for (const y of second)
                for (let row = 0; row < 8; row++)
                  if (
                    a < b &&
                    (x.write || y.write) &&
                    [x, y].every((o) => o.from <= row && row < o.from + o.count)
                  )
                    expected.add(row);
        const named = races.flatMap((text) => {
          const [, from, to] = /rows? (\d+)(?: to (\d+))? of A/.exec(text)!;
          const [first, last] = [Number(from), Number(to ?? from)];
          return Array.from({ length: last - first + 1 }, (_, k) => first + k);
        });
        expect(named.sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
        expect(races.every((text) => text.endsWith("and nothing orders them."))).toBe(true);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it("hazards(kernel, { seed }) says the same for the same seed", () => {
    const last = kernel((d, { c }, b) => d.store(filled(d, 1, 1, b), c, one(0)));
    for (const seed of [1, 2]) {
      const twice = [1, 2].map(() => hazards(last, { blocks: 4, seed }));
      expect(twice[0]).toEqual(twice[1]);
    }
  });
});
