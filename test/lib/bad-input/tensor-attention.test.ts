import {
  attention,
  attentionFlops,
  attentionPairs,
  attentionScores,
  attentionWeights,
  causalMask,
  head,
  meanWeightAt,
  meanWeightTo,
  multiHeadAttention,
  rowEntropy,
  softmaxFlops,
  softmaxStats,
  splitSoftmax,
} from "long-attention/attention";
import {
  columns,
  dot,
  fromFunction,
  logSumExp,
  type Matrix,
  matmul,
  matrix,
  maxAbsDiff,
  permutation,
  randn,
  randomInt,
  rng,
  rowMajor,
  rows,
  softmax,
  softmaxRows,
  testTensors,
  toRows,
  transpose,
  vector,
  walkTensors,
  zeros,
} from "long-attention/tensor";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";

const { Q, K, V } = testTensors(6, 4);
const P = attentionWeights(Q, K);
const random = rng(1);
/** What a cell can pass in spite of the types. */
const any = <T>(value: unknown): T => value as T;
const cube = any<Matrix>(ndarray(new Float64Array(8), [2, 2, 2]));
const empty = any<Matrix>(ndarray(new Float64Array(0), [0, 4]));

type Row = [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, words: string];
const refuses = (name: string, table: Row[]) =>
  describe(name, () => {
    it.each(table)(`${name} refuses %s`, (_, run, error, words) => {
      expect(run).toThrow(error);
      expect(run).toThrow(words);
    });
  });

/** Whatever takes a matrix says so in the same words. */
const matrixTakers: [string, string, (A: Matrix) => unknown][] = [
  ["toRows", "A", toRows],
  ["rowMajor", "A", rowMajor],
  ["transpose", "A", transpose],
  ["rows", "A", (A) => rows(A, 0, 1)],
  ["columns", "A", (A) => columns(A, 0, 1)],
  ["matmul", "A", (A) => matmul(A, V)],
  ["matmul", "B", (A) => matmul(V, A)],
  ["maxAbsDiff", "A", (A) => maxAbsDiff(A, V)],
  ["maxAbsDiff", "B", (A) => maxAbsDiff(V, A)],
  ["softmaxRows", "S", softmaxRows],
  ["attention", "Q", (A) => attention(A, K, V)],
  ["attention", "K", (A) => attention(Q, A, V)],
  ["attention", "V", (A) => attention(Q, K, A)],
  ["attentionWeights", "Q", (A) => attentionWeights(A, K)],
  ["attentionScores", "K", (A) => attentionScores(Q, A)],
  ["multiHeadAttention", "V", (A) => multiHeadAttention(Q, K, A, 2)],
  ["head", "A", (A) => head(A, 0, 2)],
  ["rowEntropy", "P", rowEntropy],
  ["meanWeightTo", "P", (A) => meanWeightTo(A, 0)],
  ["meanWeightAt", "P", (A) => meanWeightAt(A, 0)],
];

describe.each(matrixTakers)("%s, argument %s", (name, argument, call) => {
  // attentionWeights computes nothing of its own: attentionScores speaks for it.
  const where = name === "attentionWeights" ? "attentionScores" : name;
  const must = `${where}: ${argument} must be a matrix [rows, columns], not`;
  it.each<[string, unknown, string]>([
    ["nothing", undefined, `${must} undefined`],
    ["null", null, `${must} null`],
    ["a number", 5, `${must} 5`],
    ["text", "abc", `${must} "abc"`],
    ["a nested list", [[1, 2]], `${must} a list of length 1`],
    ["a Float64Array", Float64Array.of(1, 2), `${must} a Float64Array of length 2`],
    ["a vector", vector([1, 2]), `${must} an ndarray of shape [2]`],
    ["three dimensions", cube, `${must} an ndarray of shape [2,2,2]`],
    ["an object", {}, `${must} an object`],
    ["a function", () => 1, `${must} a function`],
  ])(`${name} refuses %s for ${argument}`, (_, value, words) => {
    expect(() => call(any(value))).toThrow(TypeError);
    expect(() => call(any(value))).toThrow(words);
  });

  it(`${name} refuses an empty ${argument}`, () => {
    expect(() => call(empty)).toThrow(
      `${where}: ${argument} is [0,4]; it needs at least one row and one column`,
    );
  });
});

refuses("matrix", [
  ["nothing", () => matrix(any(undefined)), TypeError, "matrix: rows must be a list of lists of numbers"],
  ["a flat list", () => matrix(any([1, 2])), TypeError, "such as [[1, 2], [3, 4]]"],
  [
    "no rows",
    () => matrix([]),
    RangeError,
    "matrix: the number of rows must be a whole number of at least 1, not 0",
  ],
  [
    "an empty row",
    () => matrix([[]]),
    RangeError,
    "matrix: the number of columns must be a whole number of at least 1, not 0",
  ],
  [
    "ragged rows",
    () => matrix([[1, 2], [3]]),
    RangeError,
    "matrix: row 0 has 2 numbers but row 1 has 1; all rows need the same length",
  ],
  [
    "text inside",
    () => matrix([[1, 2], any<number[]>([3, "4"])]),
    TypeError,
    'matrix: row 1, column 1 is "4"; every entry must be a number',
  ],
  [
    "a hole inside",
    () => matrix([any<number[]>([1, undefined])]),
    TypeError,
    "matrix: row 0, column 1 is undefined",
  ],
  [
    "a truth value inside",
    () => matrix([any<number[]>([true])]),
    TypeError,
    "matrix: row 0, column 0 is true",
  ],
]);

refuses("vector", [
  [
    "nothing",
    () => vector(any(undefined)),
    TypeError,
    "vector: values must be a list of numbers, not undefined",
  ],
  ["a number", () => vector(any(3)), TypeError, "vector: values must be a list of numbers, not 3"],
  ["text", () => vector(any("12")), TypeError, 'vector: values must be a list of numbers, not "12"'],
  [
    "an empty list",
    () => vector([]),
    RangeError,
    "vector: the number of values must be a whole number of at least 1, not 0",
  ],
  [
    "text inside",
    () => vector(any([1, "2"])),
    TypeError,
    'vector: position 1 is "2"; every entry must be a number',
  ],
]);

for (const [name, make] of Object.entries<(shape: [number, number]) => Matrix>({
  zeros,
  fromFunction: (shape) => fromFunction(shape, () => 0),
  randn: (shape) => randn(shape, random),
}))
  refuses(name, [
    [
      "0 rows",
      () => make([0, 2]),
      RangeError,
      `${name}: the number of rows must be a whole number of at least 1, not 0`,
    ],
    [
      "−1 columns",
      () => make([2, -1]),
      RangeError,
      `${name}: the number of columns must be a whole number of at least 1, not -1`,
    ],
    [
      "2.5 rows",
      () => make([2.5, 1]),
      RangeError,
      `${name}: the number of rows must be a whole number of at least 1, not 2.5`,
    ],
    ["NaN columns", () => make([1, NaN]), RangeError, `${name}: the number of columns must be`],
    ["one size only", () => make(any([3])), RangeError, "not undefined"],
  ]);

for (const [name, view] of Object.entries({ rows, columns }))
  refuses(name, [
    [
      "a start below 0",
      () => view(V, -1, 2),
      RangeError,
      `${name}: -1 to 2 is not inside a matrix of shape [6,4]`,
    ],
    ["an end past the last", () => view(V, 0, 7), RangeError, `${name}: 0 to 7 is not inside`],
    ["an empty range", () => view(V, 2, 2), RangeError, "give 0 ≤ from < to ≤"],
    ["a reversed range", () => view(V, 3, 1), RangeError, `${name}: 3 to 1 is not inside`],
    ["a broken range", () => view(V, 0.5, 2), RangeError, `${name}: 0.5 to 2 is not inside`],
    ["no end", () => view(V, 1, any(undefined)), RangeError, `${name}: 1 to undefined is not inside`],
  ]);

refuses("matmul", [
  [
    "inner sizes that differ",
    () => matmul(Q, K),
    RangeError,
    "matmul: A is [6,4] and B is [6,4]; A's columns must equal B's rows",
  ],
]);

refuses("maxAbsDiff", [
  [
    "the transposed shape",
    () => maxAbsDiff(V, transpose(V)),
    RangeError,
    "maxAbsDiff: A is [6,4] but B is [4,6]; they need the same shape",
  ],
]);

refuses("dot", [
  [
    "lists of two lengths",
    () => dot([1, 2], [1]),
    RangeError,
    "dot: x has 2 numbers and y has 1; they need the same length",
  ],
  ["nothing", () => dot(any(undefined), [1]), TypeError, "dot: x must be a list of numbers, not undefined"],
  [
    "a vector",
    () => dot([1], any(vector([1]))),
    TypeError,
    "dot: y must be a list of numbers, not an ndarray of shape [1]",
  ],
]);

for (const [name, call] of Object.entries({ softmax, logSumExp, softmaxStats }))
  refuses(name, [
    ["nothing", () => call(any(undefined)), TypeError, `${name}: x must be a list of numbers, not undefined`],
    ["a number", () => call(any(1)), TypeError, `${name}: x must be a list of numbers, not 1`],
    ["text", () => call(any("12")), TypeError, `${name}: x must be a list of numbers, not "12"`],
    [
      "a vector",
      () => call(any(vector([1, 2]))),
      TypeError,
      `${name}: x must be a list of numbers, not an ndarray of shape [2]`,
    ],
    [
      "a matrix",
      () => call(any(V)),
      TypeError,
      `${name}: x must be a list of numbers, not an ndarray of shape [6,4]`,
    ],
  ]);

refuses("splitSoftmax", [
  [
    "no part",
    () => splitSoftmax([]),
    RangeError,
    "splitSoftmax: parts is empty; give at least one list of scores",
  ],
  [
    "a flat list",
    () => splitSoftmax(any([1, 2])),
    TypeError,
    "splitSoftmax: part 0 must be a list of numbers, not 1",
  ],
  [
    "a vector as part",
    () => splitSoftmax(any([[1], vector([2])])),
    TypeError,
    "splitSoftmax: part 1 must be a list of numbers",
  ],
]);

refuses("rng", [
  ["no seed", () => rng(any(undefined)), RangeError, "rng: seed must be a whole number, not undefined"],
  ["a fraction", () => rng(0.5), RangeError, "rng: seed must be a whole number, not 0.5"],
  ["NaN", () => rng(NaN), RangeError, "rng: seed must be a whole number, not NaN"],
  ["text", () => rng(any("1")), RangeError, "rng: seed must be a whole number, not 1"],
]);

refuses("randomInt", [
  [
    "n = 0",
    () => randomInt(0, random),
    RangeError,
    "randomInt: n must be a whole number of at least 1, not 0",
  ],
  [
    "n = 1.5",
    () => randomInt(1.5, random),
    RangeError,
    "randomInt: n must be a whole number of at least 1, not 1.5",
  ],
]);

refuses("permutation", [
  [
    "n = −1",
    () => permutation(-1, random),
    RangeError,
    "permutation: n must be a whole number of at least 0, not -1",
  ],
  [
    "n = 2.5",
    () => permutation(2.5, random),
    RangeError,
    "permutation: n must be a whole number of at least 0, not 2.5",
  ],
]);

for (const [name, make] of Object.entries({ testTensors, walkTensors }))
  refuses(name, [
    ["N = 0", () => make(0, 4), RangeError, `${name}: N must be a whole number of at least 1, not 0`],
    ["d = 1.5", () => make(4, 1.5), RangeError, `${name}: d must be a whole number of at least 1, not 1.5`],
  ]);

/** Shapes that do not fit, in the same words wherever Q, K and V come in. */
for (const [name, call] of Object.entries<(Q: Matrix, K: Matrix, V: Matrix) => Matrix>({
  attention,
  multiHeadAttention: (Q, K, V) => multiHeadAttention(Q, K, V, 1),
}))
  refuses(name, [
    [
      "K with other columns than Q",
      () => call(Q, columns(K, 0, 3), V),
      RangeError,
      `${name}: Q is [6,4] but K is [6,3]; they need the same number of columns d`,
    ],
    [
      "V with other rows than K",
      () => call(Q, K, rows(V, 0, 5)),
      RangeError,
      `${name}: K is [6,4] but V is [5,4]; they need the same number of rows`,
    ],
  ]);

for (const [name, call] of Object.entries<(options: object) => unknown>({
  attentionScores: (options) => attentionScores(Q, K, options),
  attentionWeights: (options) => attentionWeights(Q, K, options),
  attention: (options) => attention(Q, K, V, options),
  multiHeadAttention: (options) => multiHeadAttention(Q, K, V, 2, options),
}))
  refuses(name, [
    [
      "a mask of another shape",
      () => call({ mask: causalMask(5) }),
      RangeError,
      "mask is [5,5] but Q and K need a mask of [6,6]",
    ],
    [
      "a mask as a list",
      () => call({ mask: [[1]] }),
      TypeError,
      "mask must be a matrix [rows, columns], not a list of length 1",
    ],
    [
      "an additive mask",
      () => call({ mask: fromFunction([6, 6], (i, j) => (j <= i ? 0 : -Infinity)) }),
      RangeError,
      "mask holds -Infinity; use 1 where a query may read a key and 0 where it may not",
    ],
    [
      "a mask of weights",
      () => call({ mask: fromFunction([6, 6], () => 0.5) }),
      RangeError,
      "mask holds 0.5",
    ],
    ["a mask with NaN", () => call({ mask: fromFunction([6, 6], () => NaN) }), RangeError, "mask holds NaN"],
    ["scale = NaN", () => call({ scale: NaN }), RangeError, "scale must be a finite number, not NaN"],
    ["scale = ∞", () => call({ scale: Infinity }), RangeError, "scale must be a finite number, not Infinity"],
    ["scale as text", () => call({ scale: "1" }), RangeError, 'scale must be a finite number, not "1"'],
  ]);

refuses("attention", [
  [
    "fewer keys than queries, causal",
    () => attention(Q, rows(K, 0, 5), rows(V, 0, 5), { causal: true }),
    RangeError,
    "causalMask: 6 queries but only 5 keys; M must be at least N",
  ],
]);

refuses("causalMask", [
  ["N = 0", () => causalMask(0), RangeError, "causalMask: N must be a whole number of at least 1, not 0"],
  [
    "M = 2.5",
    () => causalMask(2, 2.5),
    RangeError,
    "causalMask: M must be a whole number of at least 1, not 2.5",
  ],
  [
    "M < N",
    () => causalMask(3, 2),
    RangeError,
    "causalMask: 3 queries but only 2 keys; M must be at least N",
  ],
]);

for (const [name, call] of Object.entries<(heads: number) => unknown>({
  multiHeadAttention: (heads) => multiHeadAttention(Q, K, V, heads),
  head: (heads) => head(Q, 0, heads),
}))
  refuses(name, [
    ["0 heads", () => call(0), RangeError, `${name}: heads must be a whole number of at least 1, not 0`],
    [
      "1.5 heads",
      () => call(1.5),
      RangeError,
      `${name}: heads must be a whole number of at least 1, not 1.5`,
    ],
    [
      "no heads",
      () => call(any(undefined)),
      RangeError,
      `${name}: heads must be a whole number of at least 1, not undefined`,
    ],
    [
      "3 heads for 4 columns",
      () => call(3),
      RangeError,
      "is [6,4], whose 4 columns do not split into 3 equal heads",
    ],
    ["more heads than columns", () => call(8), RangeError, "do not split into 8 equal heads"],
  ]);

refuses("multiHeadAttention", [
  [
    "heads that divide Q but not V",
    () => multiHeadAttention(Q, K, columns(V, 0, 3), 2),
    RangeError,
    "multiHeadAttention: V is [6,3], whose 3 columns do not split into 2 equal heads",
  ],
]);

refuses("head", [
  ["h = −1", () => head(Q, -1, 2), RangeError, "head: h must be a whole number of at least 0, not -1"],
  ["h = heads", () => head(Q, 2, 2), RangeError, "head: h is 2 but the heads are numbered 0 to 1"],
  ["h = 0.5", () => head(Q, 0.5, 2), RangeError, "head: h must be a whole number of at least 0, not 0.5"],
]);

refuses("meanWeightTo", [
  [
    "j = −1",
    () => meanWeightTo(P, -1),
    RangeError,
    "meanWeightTo: j must be the number of a key, 0 to 5, not -1",
  ],
  [
    "j = 6 of 6",
    () => meanWeightTo(P, 6),
    RangeError,
    "meanWeightTo: j must be the number of a key, 0 to 5, not 6",
  ],
  ["j = 0.5", () => meanWeightTo(P, 0.5), RangeError, "0 to 5, not 0.5"],
]);

refuses("meanWeightAt", [
  [
    "offset = 6 of 6",
    () => meanWeightAt(P, 6),
    RangeError,
    "meanWeightAt: offset must be a whole number from -5 to 5, not 6",
  ],
  ["offset = −6", () => meanWeightAt(P, -6), RangeError, "from -5 to 5, not -6"],
  ["offset = 0.5", () => meanWeightAt(P, 0.5), RangeError, "from -5 to 5, not 0.5"],
  [
    "other keys than queries",
    () => meanWeightAt(rows(P, 0, 2), 0),
    RangeError,
    "meanWeightAt: P is [2,6]; it needs as many keys as queries, in one order",
  ],
]);

refuses("attentionPairs", [
  [
    "T = 0",
    () => attentionPairs(0),
    RangeError,
    "attentionPairs: T must be a whole number of at least 1, not 0",
  ],
  [
    "T = 1.5",
    () => attentionPairs(1.5),
    RangeError,
    "attentionPairs: T must be a whole number of at least 1, not 1.5",
  ],
]);

refuses("attentionFlops", [
  [
    "d = 0",
    () => attentionFlops(4, 0),
    RangeError,
    "attentionFlops: d must be a whole number of at least 1, not 0",
  ],
  ["T = −1", () => attentionFlops(-1, 4), RangeError, "T must be a whole number of at least 1, not -1"],
]);

refuses("softmaxFlops", [
  ["T = NaN", () => softmaxFlops(NaN), RangeError, "T must be a whole number of at least 1, not NaN"],
]);
