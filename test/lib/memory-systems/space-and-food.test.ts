import { passages, questions, ragMarginal, retrieve } from "long-attention/memory-systems";
import { matrix } from "long-attention/tensor";
import { expect, it } from "vitest";

const index = matrix(passages.map(({ at }) => [...at]));
const marginals = (question: number, k: number) => {
  const { at, py } = questions[question]!;
  const found = retrieve(at, index, k);
  const pz = found.map(({ probability }) => probability);
  const said = found.map(({ document }) => py[document]!);
  return [ragMarginal(pz, said, "sequence"), ragMarginal(pz, said, "token")] as const;
};

it("retrieve(what astronauts eat) ties for the second place, and the first in the index comes back", () => {
  const found = retrieve(questions[0]!.at, index, 3);
  expect(found.map(({ document }) => passages[document]!.label)).toEqual([
    "Dinner in orbit",
    "Moons of Jupiter",
    "Rovers on Mars",
  ]);
  expect(found[1]!.score).toBe(found[2]!.score);
});

it("questions show both orders of the two marginals, and what is not found", () => {
  const [sequence2, token2] = marginals(0, 2);
  expect(sequence2).toBeGreaterThan(token2);
  const [sequence4, token4] = marginals(0, 4); // dinner and soup know a word each
  expect(token4).toBeGreaterThan(sequence4);
  expect(marginals(1, 3)[0]).toBeGreaterThan(10 * marginals(1, 2)[0]); // the rovers are the third
});

it("passages and questions fit each other, in sixteenths", () => {
  for (const { at } of [...passages, ...questions])
    for (const v of at) expect(16 * v).toBe(Math.round(16 * v));
  for (const { py, answer } of questions)
    expect(py.map((row) => row.length)).toEqual(passages.map(() => answer.length));
});
