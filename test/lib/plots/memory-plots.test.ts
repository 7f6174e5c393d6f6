import { retrieve } from "long-attention/memory-systems";
import { indexScatter, memoryConveyor, posteriorBars } from "long-attention/plots";
import { matrix, softmax } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const documents = [
  { label: "Moons of Jupiter", at: [0.875, 0.125] },
  { label: "Lentil soup", at: [0.125, 0.625] },
  { label: "Rovers on Mars", at: [0.75, 0.25] },
  { label: "Dinner in orbit", at: [0.875, 0.75] },
  { label: "Bread and butter", at: [0.0625, 0.375] },
  { label: "A note on Pluto", at: [0.375, 0.0625] },
] as const;
const query = [0.5, 0.5] as const;
const index = matrix(documents.map(({ at }) => [...at]));
const found = retrieve(query, index, 2);

test("indexScatter(query, six documents, top 2) ranks what was found and names what was not", async () => {
  const axes = ["about space", "about food"] as const;
  await checkPicture("index-scatter", () => indexScatter({ query, documents, found, axes }), [
    "Found: 1. Dinner in orbit (0.81), 2. Moons of Jupiter (0.50). Not found: Lentil soup, Rovers on Mars",
  ]);
});

test("indexScatter(a query along an axis) draws an upright border", async () => {
  const along = [1, 0] as const;
  const draw = () => indexScatter({ query: along, documents, found: retrieve(along, index, 6) });
  await checkPicture("index-scatter-axis", draw, ["Not found: none"]);
});

test("indexScatter refuses nothing found, other dimensions and scores of another index", () => {
  expect(() => indexScatter({ query, documents, found: [] })).toThrow(
    "indexScatter: there are 6 documents and 0",
  );
  expect(() => indexScatter({ query: [1] as never, documents, found })).toThrow(
    "indexScatter: query has 1 numbers",
  );
  expect(() => indexScatter({ query: [1, 0], documents, found })).toThrow(
    "indexScatter: document 3 scores 0.875, not",
  );
  const outside = [{ document: 9, score: 1, probability: 1 }];
  expect(() => indexScatter({ query, documents, found: outside })).toThrow(
    "document 9 was found but there are only 6",
  );
});

test("posteriorBars(scores 2 and 1) shows both marginals of the example", async () => {
  const [pz, py] = [
    Array.from(softmax([2, 1])),
    [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
  ];
  await checkPicture("posterior-bars", () => posteriorBars({ pz, py }), [
    "p(z) is 0.731 for z₁, 0.269 for z₂",
    "RAG-Sequence gives 0.1088, RAG-Token 0.2052",
  ]);
});

test("posteriorBars refuses what is no distribution, too many documents and too few names", () => {
  expect(() => posteriorBars({ pz: [0.5], py: [[1]] })).toThrow("ragMarginal: pz sums to 0.5");
  const six = Array.from({ length: 6 }, () => 1 / 6);
  expect(() => posteriorBars({ pz: six, py: six.map((p) => [p]) })).toThrow("posteriorBars: 6 documents");
  expect(() => posteriorBars({ pz: [1], py: [[1]], documents: [] })).toThrow(
    "posteriorBars: 0 names for 1 documents",
  );
});

test("memoryConveyor(six segments of the paper's figure) keeps tokens 12 to 17 and four groups", async () => {
  const draw = () => memoryConveyor({ ns: 3, nm: 6, ncm: 6, c: 3, segments: 6 });
  await checkPicture("memory-conveyor", draw, [
    "the memory holds 12, 13, 14, 15, 16, 17; compressed: 0–2, 3–5, 6–8, 9–11.",
  ]);
});

test("memoryConveyor(nine segments) forgets the first three tokens", async () => {
  const draw = () => memoryConveyor({ ns: 3, nm: 6, ncm: 6, c: 3, segments: 9 });
  await checkPicture("memory-conveyor-full", draw, ["compressed: 3–5,"]);
  expect(draw().svg).toContain("forgotten 0–2");
});

test("memoryConveyor refuses sizes that do not fit the page or do not divide", () => {
  const sizes = { ns: 3, nm: 6, ncm: 6, c: 3 };
  expect(() => memoryConveyor({ ...sizes, segments: 13 })).toThrow("memoryConveyor: 13 segments");
  expect(() => memoryConveyor({ ...sizes, ns: 4, segments: 2 })).toThrow("must be a multiple of c = 3");
});
