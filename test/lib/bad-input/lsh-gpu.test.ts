import { fromFunction, type Matrix, rng, vector } from "long-attention";
import {
  A100_80GB,
  attentionGrid,
  decodeIntensity,
  elementwiseIntensity,
  fusedAttentionIntensity,
  fusionTraffic,
  linearIntensity,
  matmulIntensity,
  minBatch,
  naiveAttentionIntensity,
  naiveAttentionTraffic,
  opsPerByte,
  peakFlops,
  peakTflops,
  peakTflopsPerSm,
  residentBlocks,
  roofline,
  squareBreakEven,
  tileCalls,
  tiledMatmul,
  V100,
  waves,
} from "long-attention/gpu";
import {
  anyRound,
  bucketOf,
  bucketsOfRound,
  chunkLength,
  chunks,
  collision,
  collisionProbability,
  combineRounds,
  factorBuckets,
  hashFlops,
  hashTable,
  lookBack,
  lshAttention,
  lshCost,
  lshHash,
  lshRounds,
  lshTargets,
  multiplicity,
  randomRotation,
  randomRotations,
  sameBucketAttention,
  sameBucketMask,
  sortByBucket,
  unitRows,
  weightRecall,
} from "long-attention/lsh";
import { expect, test } from "vitest";

const M = (n: number, d: number): Matrix => fromFunction([n, d], (i, k) => i - k + 0.5);
const notMatrix = vector([1, 2]) as Matrix;
const { smLimits } = A100_80GB;
const kernel = { threads: 128, registersPerThread: 32, sharedBytes: 0 };
const R = M(4, 2);
const lsh = { rotations: [R], m: 2 };

/** What is called, how, and the words its error must hold. */
const table: [name: string, call: () => unknown, words: string[]][] = [
  ["peakTflops with no SM", () => peakTflops(512, 1.4, 0), ["peakTflops", "sms", "0"]],
  ["peakTflops with half an SM", () => peakTflops(512, 1.4, 1.5), ["peakTflops", "sms", "1.5"]],
  [
    "peakTflopsPerSm with negative fmaPerClk",
    () => peakTflopsPerSm(-1, 1.4),
    ["fmaPerClk", "positive", "-1"],
  ],
  ["peakTflopsPerSm at NaN GHz", () => peakTflopsPerSm(512, Number.NaN), ["peakTflopsPerSm", "ghz", "NaN"]],
  ["peakFlops of an unknown format", () => peakFlops(V100, "fp32"), ["peakFlops", "V100", "fp32", "fp16"]],
  ["tileCalls with tile 0", () => tileCalls(4, 4, 4, 0), ["tileCalls", "tile", "0"]],
  ["tiledMatmul with tile 0", () => tiledMatmul(M(2, 2), M(2, 2), 0), ["tiledMatmul", "tile", "0"]],
  ["tiledMatmul of unlike sizes", () => tiledMatmul(M(2, 3), M(4, 5)), ["tiledMatmul", "[2,3]", "[4,5]"]],
  ["tiledMatmul of a vector", () => tiledMatmul(notMatrix, M(2, 2)), ["tiledMatmul", "A", "matrix"]],
  ["waves of no blocks", () => waves(0, 8, 1), ["waves", "blocks", "0"]],
  ["waves on no SM", () => waves(8, 0), ["waves", "sms", "0"]],
  ["waves with negative perSm", () => waves(8, 8, -1), ["waves", "perSm", "-1"]],
  [
    "residentBlocks without threads",
    () => residentBlocks(smLimits!, { ...kernel, threads: 0 }),
    ["residentBlocks", "kernel.threads", "0"],
  ],
  [
    "residentBlocks with negative shared memory",
    () => residentBlocks(smLimits!, { ...kernel, sharedBytes: -1 }),
    ["kernel.sharedBytes", "-1"],
  ],
  [
    "residentBlocks with half a register",
    () => residentBlocks(smLimits!, { ...kernel, registersPerThread: 0.5 }),
    ["kernel.registersPerThread", "0.5"],
  ],
  [
    "residentBlocks on an SM without warps",
    () => residentBlocks({ ...smLimits!, warps: 0 }, kernel),
    ["residentBlocks", "limits.warps", "0"],
  ],
  ["attentionGrid with Br = 0", () => attentionGrid(1, 8, 64, 0, 108, "fa2"), ["attentionGrid", "Br", "0"]],
  [
    "attentionGrid of fa3",
    () => attentionGrid(1, 8, 64, 16, 108, "fa3" as "fa2"),
    ["attentionGrid", "algo", '"fa1" or "fa2"', '"fa3"'],
  ],
  ["roofline with negative flops", () => roofline(-1, 1, 1, 1), ["roofline", "flops", "-1"]],
  ["roofline with NaN bytes", () => roofline(1, Number.NaN, 1, 1), ["roofline", "bytes", "NaN"]],
  ["roofline with peak 0", () => roofline(1, 1, 0, 1), ["roofline", "peak", "0"]],
  ["roofline with infinite bw", () => roofline(1, 1, 1, Infinity), ["roofline", "bw", "Infinity"]],
  [
    "roofline with overlap 2",
    () => roofline(1, 1, 1, 1, { overlap: 2 }),
    ["roofline", "overlap", "between 0 and 1", "2"],
  ],
  ["roofline of nothing", () => roofline(0, 0, 1, 1), ["roofline", "both 0"]],
  ["opsPerByte with bw 0", () => opsPerByte(1, 0), ["opsPerByte", "bw", "0"]],
  ["matmulIntensity with m = 0", () => matmulIntensity(0, 1, 1, 4), ["matmulIntensity", "m", "0"]],
  [
    "matmulIntensity with half a byte",
    () => matmulIntensity(1, 1, 1, 0.5),
    ["matmulIntensity", "bytes", "0.5"],
  ],
  ["linearIntensity with batch 0", () => linearIntensity(0, 4, 4, 2), ["linearIntensity", "batch", "0"]],
  [
    "elementwiseIntensity without accesses",
    () => elementwiseIntensity(1, 0, 4),
    ["elementwiseIntensity", "accesses", "0"],
  ],
  [
    "elementwiseIntensity with negative flops",
    () => elementwiseIntensity(-1, 2, 4),
    ["elementwiseIntensity", "flops", "-1"],
  ],
  ["squareBreakEven at 0 ops:byte", () => squareBreakEven(0, 4), ["squareBreakEven", "opsPerByte", "0"]],
  ["minBatch with dOut = 0", () => minBatch(4, 0, 2, 100), ["minBatch", "dOut", "0"]],
  ["minBatch at negative ops:byte", () => minBatch(4, 4, 2, -5), ["minBatch", "opsPerByte", "-5"]],
  [
    "naiveAttentionTraffic with N = 0",
    () => naiveAttentionTraffic(0, 4),
    ["naiveAttentionTraffic", "N", "0"],
  ],
  [
    "naiveAttentionIntensity with 0 bytes",
    () => naiveAttentionIntensity(4, 4, 0),
    ["naiveAttentionIntensity", "bytes", "0"],
  ],
  [
    "fusedAttentionIntensity with d = 0",
    () => fusedAttentionIntensity(4, 0, 2),
    ["fusedAttentionIntensity", "d", "0"],
  ],
  ["decodeIntensity with no query head", () => decodeIntensity(4, 4, 2, 0), ["decodeIntensity", "g", "0"]],
  ["fusionTraffic of nothing", () => fusionTraffic([], []), ["fusionTraffic", "ops is empty"]],
  [
    "fusionTraffic that makes c twice",
    () =>
      fusionTraffic([
        { in: ["a"], out: "c" },
        { in: ["b"], out: "c" },
      ]),
    ["fusionTraffic", 'two ops make "c"'],
  ],
  [
    "fusionTraffic out of order",
    () =>
      fusionTraffic([
        { in: ["c"], out: "d" },
        { in: ["a"], out: "c" },
      ]),
    ['"d" reads "c" before', "order"],
  ],
  [
    "fusionTraffic of an op that reads itself",
    () => fusionTraffic([{ in: ["c"], out: "c" }]),
    ['"c" reads "c" before'],
  ],
  [
    "fusionTraffic that keeps what nobody makes",
    () => fusionTraffic([{ in: ["a"], out: "c" }], ["z"]),
    ["fusionTraffic", 'keep names "z"', "c"],
  ],

  ["randomRotation with odd b", () => randomRotation(4, 5, rng(1)), ["randomRotation", "b", "even", "5"]],
  ["randomRotation with b = 0", () => randomRotation(4, 0, rng(1)), ["randomRotation", "b", "0"]],
  ["randomRotation with d = 0", () => randomRotation(0, 4, rng(1)), ["randomRotation", "d", "0"]],
  [
    "randomRotations with rounds = 0",
    () => randomRotations(0, 4, 4, rng(1)),
    ["randomRotations", "rounds", "0"],
  ],
  ["randomRotations with an odd factor", () => randomRotations(1, 4, [4, 3], rng(1)), ["b", "even", "3"]],
  [
    "randomRotations without factors",
    () => randomRotations(1, 4, [], rng(1)),
    ["randomRotations", "factors", "0"],
  ],
  ["factorBuckets of an odd number", () => factorBuckets(9), ["factorBuckets", "b", "even", "9"]],
  ["factorBuckets with largest = 3", () => factorBuckets(8, 3), ["factorBuckets", "largest", "even", "3"]],
  ["lshHash of the wrong length", () => lshHash([1, 2, 3], R), ["lshHash", "3 numbers", "[4,2]"]],
  ["lshHash of NaN", () => lshHash([1, Number.NaN, 3, 4], R), ["lshHash", "x[1]", "NaN"]],
  ["lshHash with a vector for R", () => lshHash([1, 2], notMatrix), ["lshHash", "R", "matrix"]],
  ["bucketOf without factors", () => bucketOf([1, 2, 3, 4], []), ["bucketOf", "factors", "0"]],
  ["hashTable without rounds", () => hashTable(M(3, 4), []), ["hashTable", "rounds", "0"]],
  ["hashTable of unlike sizes", () => hashTable(M(3, 5), [R]), ["5 numbers", "[4,2]"]],
  ["hashTable of a vector", () => hashTable(notMatrix, [R]), ["hashTable", "X", "matrix"]],
  ["sortByBucket of nothing", () => sortByBucket([]), ["sortByBucket", "b", "0"]],
  ["sortByBucket of a negative bucket", () => sortByBucket([0, -1]), ["sortByBucket", "b[1]", "-1"]],
  ["sortByBucket of half a bucket", () => sortByBucket([0.5]), ["sortByBucket", "b[0]", "0.5"]],
  ["chunkLength with b = 0", () => chunkLength(8, 0), ["chunkLength", "b", "0"]],
  ["chunks of length 0", () => chunks([0, 1], 0), ["chunks", "m", "0"]],
  ["chunks of nothing", () => chunks([], 2), ["chunks", "perm", "0"]],
  ["lshTargets with m = 0", () => lshTargets([0, 1], [0, 0], 0, { causal: true }), ["lshTargets", "m", "0"]],
  [
    "lshTargets with a short perm",
    () => lshTargets([0], [0, 0], 2, { causal: true }),
    ["lshTargets", "perm", "0 to 1", "sortByBucket"],
  ],
  [
    "lshTargets with a repeated position",
    () => lshTargets([0, 0], [0, 0], 2, { causal: true }),
    ["lshTargets", "perm", "once"],
  ],
  [
    "lshTargets with a position too far",
    () => lshTargets([0, 2], [0, 0], 2, { causal: true }),
    ["lshTargets", "perm", "0 to 1"],
  ],
  ["combineRounds of no round", () => combineRounds([], []), ["combineRounds", "rounds", "0"]],
  [
    "combineRounds with too few lse",
    () => combineRounds([M(2, 2)], []),
    ["combineRounds", "1 outs", "0 lse"],
  ],
  [
    "combineRounds of unlike outs",
    () =>
      combineRounds(
        [M(2, 2), M(3, 2)],
        [
          [0, 0],
          [0, 0, 0],
        ],
      ),
    ["combineRounds", "[2,2]", "outs[1]", "[3,2]"],
  ],
  [
    "combineRounds with a short lse",
    () => combineRounds([M(2, 2)], [[0]]),
    ["combineRounds", "outs[0]", "1 lse"],
  ],
  [
    "combineRounds of a vector",
    () => combineRounds([notMatrix], [[0, 0]]),
    ["combineRounds", "outs[0]", "matrix"],
  ],
  [
    "lshAttention without rounds",
    () => lshAttention(M(4, 4), M(4, 2), { rotations: [], m: 2 }),
    ["lshAttention", "rounds", "0"],
  ],
  [
    "lshAttention with m = 0",
    () => lshAttention(M(4, 4), M(4, 2), { ...lsh, m: 0 }),
    ["lshAttention", "m", "0"],
  ],
  [
    "lshAttention of unlike rows",
    () => lshAttention(M(4, 4), M(5, 2), lsh),
    ["lshAttention", "[4,4]", "[5,2]", "rows"],
  ],
  [
    "lshAttention with NaN for scale",
    () => lshAttention(M(4, 4), M(4, 2), { ...lsh, scale: Number.NaN }),
    ["lshAttention", "scale", "NaN"],
  ],
  ["lshAttention of a vector", () => lshAttention(notMatrix, M(2, 2), lsh), ["lshAttention", "QK", "matrix"]],
  ["lshRounds with rotations of another d", () => lshRounds(M(4, 3), M(4, 2), lsh), ["3 numbers", "[4,2]"]],
  ["multiplicity of no round", () => multiplicity([]), ["multiplicity", "rounds", "0"]],
  [
    "multiplicity of unlike rounds",
    () => multiplicity([[[0], [0]], [[0]]]),
    ["multiplicity", "2 queries", "round 1", "1"],
  ],
  [
    "weightRecall of a P that is not square",
    () => weightRecall(M(2, 3), [[[0], [0]]]),
    ["weightRecall", "[2,3]", "as many rows as columns"],
  ],
  [
    "bucketsOfRound of a round too far",
    () => bucketsOfRound(M(3, 2), 2),
    ["bucketsOfRound", "round 2", "[3,2]"],
  ],
  ["bucketsOfRound of round −1", () => bucketsOfRound(M(3, 2), -1), ["bucketsOfRound", "round", "-1"]],
  ["lookBack from a chunk too far", () => lookBack([[0]], 1), ["lookBack", "chunk 1", "1"]],
  ["unitRows of a vector", () => unitRows(notMatrix), ["unitRows", "A", "matrix"]],
  [
    "weightRecall without rounds",
    () => weightRecall(M(3, 3), []),
    ["weightRecall", "[3,3]", "at least one round"],
  ],
  ["weightRecall of too few lists", () => weightRecall(M(3, 3), [[[0]]]), ["weightRecall", "all 3 queries"]],
  [
    "weightRecall of a key that does not exist",
    () => weightRecall(M(1, 1), [[[1]]]),
    ["weightRecall", "key 1", "[1,1]"],
  ],
  [
    "sameBucketMask of unlike rounds",
    () => sameBucketMask(M(3, 2), M(4, 1)),
    ["sameBucketMask", "[3,2]", "[4,1]", "rounds"],
  ],
  [
    "sameBucketAttention of unlike sizes",
    () => sameBucketAttention(M(3, 4), M(3, 4), M(2, 2), [R]),
    ["sameBucketAttention", "[3,4]", "[2,2]"],
  ],
  [
    "collision of a negative angle",
    () => collision(-0.1, 4, rng(1), 9),
    ["collision", "theta", "0 to π", "-0.1"],
  ],
  ["collision in degrees", () => collision(90, 4, rng(1), 9), ["collision", "radians", "90"]],
  ["collision with odd b", () => collision(1, 3, rng(1), 9), ["b", "even", "3"]],
  ["collision without trials", () => collision(1, 4, rng(1), 0), ["collision", "n", "0"]],
  [
    "collisionProbability with odd b",
    () => collisionProbability(1, 3),
    ["collisionProbability", "even", "3"],
  ],
  [
    "collisionProbability without a formula",
    () => collisionProbability(1, 8),
    ["collisionProbability", "b=8", "collision("],
  ],
  [
    "collisionProbability of NaN",
    () => collisionProbability(Number.NaN, 2),
    ["collisionProbability", "theta", "NaN"],
  ],
  ["anyRound with P = 1.1", () => anyRound(1.1, 2), ["anyRound", "P", "between 0 and 1", "1.1"]],
  ["anyRound with P = −0.1", () => anyRound(-0.1, 2), ["anyRound", "P", "-0.1"]],
  ["anyRound with rounds = 0", () => anyRound(0.5, 0), ["anyRound", "rounds", "0"]],
  ["lshCost with rounds = 0", () => lshCost(64, 4, 0), ["lshCost", "rounds", "0"]],
  ["lshCost with T = 0", () => lshCost(0, 4), ["lshCost", "T", "0"]],
  ["hashFlops without factors", () => hashFlops(4, 4, []), ["hashFlops", "factors", "0"]],
  ["hashFlops with factor 1", () => hashFlops(4, 4, [1]), ["hashFlops", "factor", "1"]],
];

test.each(table)("%s is refused in one clear sentence", (_, call, words) => {
  expect(call).toThrow(words[0]);
  try {
    call();
  } catch (error) {
    expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
    for (const word of words) expect((error as Error).message).toContain(word);
  }
});
