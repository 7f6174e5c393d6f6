import fc from "fast-check";
import { matmulIntensity as oracle } from "long-attention/gpu";
import { type Exercise, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [m: number, k: number, n: number, bytes: number, countWrites: boolean];

const products = (countWrites: fc.Arbitrary<boolean>): fc.Arbitrary<Input> =>
  fc.tuple(whole(1, 2000), whole(1, 2000), whole(1, 2000), fc.constantFrom(1, 2, 4, 8), countWrites);

const expect = ([m, k, n, bytes, countWrites]: Input) => oracle(m, k, n, bytes, { countWrites });

export const matmulIntensity: Exercise = {
  id: "03.1",
  name: "matmulIntensity",
  title: "FLOPs for each byte",
  points: 3,
  difficulty: "E",
  params: ["m", "k", "n", "bytes", "countWrites"],
  checks: [
    matches<Input>({
      id: "square",
      holds: [
        "its FLOPs divided by the bytes it moves",
        "A multiply-add counts as two FLOPs",
        "of one number, such as 4 for fp32",
        "FLOP per byte",
      ],
      title: "gives the notebook's 100 × 100 and 1000 × 1000 products, reads only and with the write",
      examples: [
        [100, 100, 100, 4, false],
        [100, 100, 100, 4, true],
        [1000, 1000, 1000, 4, false],
      ],
      expect,
    }),
    matches<Input>({
      id: "reads-only",
      title: "works for any shape when only reads count",
      holds: ["watch what leaving it out does", "whether the write of C counts"],
      examples: [
        [2, 3, 5, 4, false],
        [1, 64, 4096, 2, false],
        [1024, 1024, 2048, 2, false],
      ],
      inputs: products(fc.constant(false)),
      expect,
    }),
    matches<Input>({
      id: "with-write",
      title: "works for any shape when the write counts",
      holds: [
        "that reads A and B once and writes C once",
        "The write of C counts only if `countWrites` says so;",
        "rows of A and C",
        "columns of A, rows of B",
        "columns of B and C",
      ],
      examples: [
        [2, 3, 5, 4, true],
        [512, 4096, 1024, 2, true],
      ],
      inputs: products(fc.constant(true)),
      expect,
    }),
    matches<Input>({
      id: "thin",
      title: "knows thin products: one row, one column, an inner dimension of one",
      visibility: "hidden",
      examples: [
        [1, 4096, 1024, 2, true],
        [300, 1, 200, 4, true],
        [40, 500, 1, 8, false],
        [1, 1, 1, 4, true],
      ],
      expect,
    }),
  ],
  mutants: [
    {
      id: "tenfold",
      misconception:
        "Your FLOPs are ten times too many, like the 20 million on the slide: 2 × 100³ is 2 million.",
      solution: (...input: Input) => 10 * expect(input),
    },
    {
      id: "one-flop-each",
      misconception:
        "You count a multiply-add as one FLOP. It is a multiplication and an addition, so two of them.",
      solution: (...input: Input) => expect(input) / 2,
    },
    {
      id: "square-only",
      misconception:
        "Your formula holds for square matrices only. A has m · k numbers, B has k · n, C has m · n.",
      solution: (...[m, , , bytes, countWrites]: Input) => oracle(m, m, m, bytes, { countWrites }),
    },
    {
      id: "always-with-write",
      misconception: "You ignore `countWrites`, and always count the write of C.",
      solution: (...[m, k, n, bytes]: Input) => oracle(m, k, n, bytes),
    },
    {
      id: "never-with-write",
      misconception: "You ignore `countWrites`, and never count the write of C.",
      solution: (...[m, k, n, bytes]: Input) => oracle(m, k, n, bytes, { countWrites: false }),
    },
    {
      id: "flag-the-wrong-way",
      misconception: "Your flag works the wrong way round: the write of C counts when `countWrites` is true.",
      solution: (...[m, k, n, bytes, countWrites]: Input) =>
        oracle(m, k, n, bytes, { countWrites: !countWrites }),
    },
    {
      id: "bytes-per-flop",
      misconception: "You divide bytes by FLOPs. Intensity is FLOPs for each byte.",
      solution: (...input: Input) => 1 / expect(input),
    },
    {
      id: "reads-c-too",
      misconception:
        "You count C twice, as if it were read as well as written. Its sums stay on the chip until they are done.",
      solution: (...[m, k, n, bytes, countWrites]: Input) =>
        (2 * m * k * n) / (bytes * (m * k + k * n + (countWrites ? 2 * m * n : 0))),
    },
    {
      id: "in-32-bits",
      misconception:
        "You round with `| 0` or multiply with `Math.imul`, which keep 32 bits only. Two times 2000³ FLOPs are more.",
      solution: (...[m, k, n, bytes, countWrites]: Input) =>
        ((2 * m * k * n) | 0) / (bytes * (m * k + k * n + (countWrites ? m * n : 0))),
    },
    {
      id: "whole",
      misconception: "You round the intensity down to a whole number. It is a ratio; leave it as it is.",
      solution: (...input: Input) => Math.floor(expect(input)),
    },
    {
      id: "per-number",
      misconception:
        "You divide by the count of numbers that move. Each number takes several bytes; their count for one number is the argument `bytes`.",
      solution: (...[m, k, n, , countWrites]: Input) => oracle(m, k, n, 1, { countWrites }),
    },
    {
      id: "reads-for-each-result",
      misconception:
        "You read a row of A and a column of B anew for each result. Here every number of A and B is read once and used many times; that is why matrix products do so well.",
      solution: (...[m, k, n, bytes, countWrites]: Input) =>
        (2 * m * k * n) / (bytes * (2 * m * k * n + (countWrites ? m * n : 0))),
    },
  ],
};
