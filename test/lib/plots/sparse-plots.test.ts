import { maskGrids, nnzCurve, reachCones } from "long-attention/plots";
import {
  bandNnz,
  bigBirdPattern,
  blockPattern,
  cyclicShift,
  etcPattern,
  fullPattern,
  globalPattern,
  localRandomPattern,
  randomPattern,
  union,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");

test("maskGrids(local 3, local 5, dilated) writes 16, 24 and 14 of 36", async () => {
  const patterns = [windowPattern(6, 3), windowPattern(6, 5), windowPattern(6, 3, { dilation: 2 })];
  await checkPicture(
    "masks-local",
    () =>
      maskGrids(
        patterns.map((pattern) => ({ pattern })),
        { words },
      ),
    ["local, c=3: 16 of 36 pairs, 44.4 %", "local, c=5: 24 of 36", "dilated, c=3, s=2: 14 of 36"],
  );
});

test("maskGrids(ETC) puts [cls] before the words and a G on its row and column", async () => {
  const G = globalPattern(7, [0]);
  const grid = { pattern: etcPattern(6, 3), words: ["[cls]", ...words], parts: { G }, title: "ETC" };
  const draw = () => maskGrids([grid, { pattern: fullPattern(6) }], { words, letters: { G: "global" } });
  await checkPicture("masks-etc", draw, ["ETC: 29 of 49 pairs"]);
  expect(draw().svg.match(/>G</g)).toHaveLength(14); // 7 + 7 − 1, and one in the legend
});

test("maskGrids(64 × 64 BigBird blocks) stays within its budget", async () => {
  const pattern = bigBirdPattern(64, { w: 3, g: 2, r: 3 }, rng(1));
  const parts = { G: globalPattern(64, [0, 1]), W: windowPattern(64, 3), R: pattern };
  const letters = { G: "global", W: "window", R: "random" };
  await checkPicture("masks-bigbird", () => maskGrids([{ pattern, parts }], { letters }), [
    "622 of 4,096 pairs, 15.2 %",
  ]);
});

test("maskGrids says which words, letters or sizes do not fit", () => {
  expect(() => maskGrids([])).toThrow("maskGrids: there are no grids");
  expect(() => maskGrids([{ pattern: windowPattern(6, 3), words: ["one"] }])).toThrow(
    "maskGrids: local, c=3 is [6,6] but has 1 words; give one for each token",
  );
  expect(() =>
    maskGrids([{ pattern: windowPattern(6, 3), parts: { R: randomPattern(6, 1, rng(1)) } }]),
  ).toThrow("maskGrids: a part has the letter R; say in letters what it stands for");
  expect(() => maskGrids([{ pattern: windowPattern(512, 3) }])).toThrow("at most 256 tokens");
});

const lengths = [64, 512, 4096, 32_768];
const series = [
  { label: "full", points: lengths.map((T) => ({ T, nnz: T * T })) },
  { label: "block, n = 16", points: lengths.map((T) => ({ T, nnz: (T * T) / 16 })) },
  { label: "local, c = 3", points: lengths.map((T) => ({ T, nnz: bandNnz(T, 3) })) },
];

test("nnzCurve(full, block, local) ends at T² and 3T − 2", async () => {
  await checkPicture("nnz-curve", () => nnzCurve(series), [
    "At T = 32,768: full 1,073,741,824",
    "local, c = 3 98,302",
  ]);
});

test("nnzCurve wants two points a line and numbers above zero", () => {
  expect(() => nnzCurve([])).toThrow("nnzCurve: there are 0 series");
  expect(() => nnzCurve([{ label: "a", points: [{ T: 1, nnz: 1 }] }])).toThrow(
    "nnzCurve: “a” has 1 point; a line needs at least two",
  );
  const bad = {
    label: "b",
    points: [
      { T: 1, nnz: 0 },
      { T: 2, nnz: 4 },
    ],
  };
  expect(() => nnzCurve([bad])).toThrow("nnz of “b” must be a finite, positive number, not 0");
});

test("reachCones(six patterns) says after how many layers everything is known", async () => {
  const T = 16;
  const cones = [
    { pattern: windowPattern(T, 3), from: 0 },
    { pattern: windowPattern(T, 3, { dilation: 2 }), from: 0 },
    { pattern: blockPattern(T, 4), from: 0, title: "block, n=4, identity" },
    { pattern: blockPattern(T, 4, cyclicShift(4)), from: 0, title: "block, n=4, shifted" },
    { pattern: localRandomPattern(T, 3, 1, rng(1)), from: 0 },
    { pattern: union(windowPattern(T, 3), globalPattern(T, [0])), from: 15, title: "local + global" },
  ];
  await checkPicture("reach-cones", () => reachCones(cones), [
    "local, c=3: everything after 15 layers",
    "dilated, c=3, s=2: never more than 8 of 16",
    "block, n=4, identity: never more than 4 of 16",
    "block, n=4, shifted: everything after 4 layers",
    "local + global: everything after 2 layers",
  ]);
});

test("reachCones wants a cone, a query that exists and a number of layers", () => {
  const pattern = windowPattern(6, 3);
  expect(() => reachCones([])).toThrow("reachCones: there are no cones");
  expect(() => reachCones([{ pattern, from: 6 }])).toThrow("there is no query 6 among 6");
  expect(() => reachCones([{ pattern, from: 0 }], { layers: 0 })).toThrow("reachCones: layers must be");
});
