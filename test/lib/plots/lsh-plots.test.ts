import { fromFunction, matrix, rng } from "long-attention";
import { anyRound, collision, collisionProbability, randomRotation, sharedExample } from "long-attention/lsh";
import { bucketMatrix, collisionCurves, hashCircles, recallCurve } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const unit = (degrees: number) =>
  [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)] as const;
const vectors = [
  { name: "x", x: unit(20) },
  { name: "y", x: unit(60) },
];

test("hashCircles(three rotations) says in which bucket each vector falls", async () => {
  const random = rng(3);
  const rotations = Array.from({ length: 3 }, () => randomRotation(2, 4, random));
  await checkPicture("hash-circles", () => hashCircles({ rotations, vectors }), ["x and y are 40° apart"]);
});

test("hashCircles(one rotation along the axes) puts x and y into quarters 0 and 1", async () => {
  const axes = matrix([
    [1, 0],
    [0, 1],
  ]);
  const draw = () =>
    hashCircles(
      { rotations: [axes], vectors: [...vectors, { name: "−x", x: unit(200) }] },
      { title: "Quarters" },
    );
  await checkPicture("hash-circle-one", draw, [
    "Quarters. x and y are 40° apart. Round 1: x in bucket 0, y in bucket 1, −x in bucket 2.",
  ]);
});

test("hashCircles refuses vectors of more than two numbers, and four circles", () => {
  const R = fromFunction([2, 2], (i, j) => +(i === j));
  expect(() => hashCircles({ rotations: [sharedExample.R1], vectors })).toThrow(
    "hashCircles: rotations[0] is [4,2]; a circle needs two rows",
  );
  expect(() => hashCircles({ rotations: [R, R, R, R], vectors })).toThrow("there are 4 rotations; at most 3");
  expect(() => hashCircles({ rotations: [R], vectors: [] })).toThrow(
    "hashCircles: the number of vectors must be a whole number of at least 1, not 0",
  );
});

test("bucketMatrix(32 positions) draws squares on the diagonal and counts what chunks miss", async () => {
  const random = rng(5);
  const buckets = Array.from({ length: 32 }, () => Math.floor(random() ** 2 * 8));
  await checkPicture("bucket-matrix", () => bucketMatrix({ buckets, m: 4 }), [
    "share a bucket",
    "are out of reach",
    "Buckets in sorted order: 0 0 0",
  ]);
});

test("bucketMatrix(the eight vectors, causal) reaches all 16 earlier pairs of a bucket", async () => {
  const buckets = [0, 3, 0, 0, 0, 0, 0, 3];
  const draw = () => bucketMatrix({ buckets, m: 4, causal: true });
  await checkPicture("bucket-matrix-causal", draw, [
    "16 pairs share a bucket",
    "the chunks reach 16 of them",
  ]);
});

test("bucketMatrix refuses 65 positions and half a chunk", () => {
  expect(() => bucketMatrix({ buckets: new Float64Array(65), m: 4 })).toThrow(
    "bucketMatrix: there are 65 positions; at most 64 can be told apart",
  );
  expect(() => bucketMatrix({ buckets: [1, 2], m: 0.5 })).toThrow("bucketMatrix: m must be a whole number");
});

const angles = Array.from({ length: 37 }, (_, k) => (k * Math.PI) / 36);

test("collisionCurves(closed forms and an experiment) gives ½ and ¼ at 90°", async () => {
  const curves = [2, 4].map((b) => ({
    name: `b = ${b}`,
    line: angles.map((theta) => ({ theta, P: collisionProbability(theta, b) })),
    dots: [1, 2, 3, 4, 5].map((k) => {
      const theta = (k * Math.PI) / 6;
      return { theta, P: collision(theta, b, rng(k), 400) };
    }),
  }));
  await checkPicture("collision-curves", () => collisionCurves(curves), [
    "b = 2: 0.833 at 30°, 0.500 at 90°; b = 4: 0.694 at 30°, 0.250 at 90°.",
  ]);
});

test("collisionCurves(rounds) keeps four curves apart", async () => {
  const curves = [1, 2, 4, 8].map((n) => ({
    name: `${n} ${n === 1 ? "round" : "rounds"}`,
    line: angles.map((theta) => ({ theta, P: anyRound(collisionProbability(theta, 4), n) })),
  }));
  await checkPicture("collision-rounds", () => collisionCurves(curves, { title: "Rounds" }), ["8 rounds"]);
});

test("collisionCurves refuses no curves, degrees and improbable numbers", () => {
  expect(() => collisionCurves([])).toThrow("collisionCurves: there are 0 curves; give one to 4");
  const line = [
    { theta: 0, P: 1 },
    { theta: 90, P: 0 },
  ];
  expect(() => collisionCurves([{ name: "b", line }])).toThrow(
    "collisionCurves: theta of “b” must be an angle from 0 to π in radians, not 90",
  );
  expect(() => collisionCurves([{ name: "b", line: line.slice(1) }])).toThrow(
    "collisionCurves: “b” has 1 point; a line needs at least two",
  );
  expect(() => collisionCurves([{ name: "b", line: [{ theta: 1, P: 2 }, line[0]!] }])).toThrow(
    "collisionCurves: P of “b” must lie between 0 and 1, not 2",
  );
});

const points = [
  { rounds: 1, recall: 0.45, error: 0.3 },
  { rounds: 2, recall: 0.7, error: 0.12 },
  { rounds: 4, recall: 0.86, error: 0.05 },
];

test("recallCurve(two settings) names recall and error at both ends", async () => {
  const other = points.map((p) => ({ ...p, recall: p.recall - 0.05, error: p.error + 0.01 }));
  const draw = () =>
    recallCurve([
      { name: "b = 8", points },
      { name: "b = 16", points: other },
    ]);
  await checkPicture("recall-curve", draw, [
    "b = 8: recall 45 % with 1, 86 % with 4 rounds, error from 0.300 to 0.050",
  ]);
});

test("recallCurve refuses one point and more recall than there is", () => {
  expect(() => recallCurve([])).toThrow("recallCurve: there are 0 series; give one to 3");
  expect(() => recallCurve([{ name: "b", points: points.slice(1, 2) }])).toThrow(
    "recallCurve: “b” has 1 point; a line needs at least two",
  );
  expect(() => recallCurve([{ name: "b", points: [{ ...points[0]!, recall: 1.2 }, points[1]!] }])).toThrow(
    "recallCurve: recall of “b” must lie between 0 and 1, not 1.2",
  );
});
