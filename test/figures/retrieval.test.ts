import fc from "fast-check";
import { passages, questions, ragMarginal, retrieve } from "long-attention/memory-systems";
import { matrix } from "long-attention/tensor";
import { expect, test } from "vitest";
import { alt, label, say } from "../../figures/src/retrieval/say.ts";
import { asked, derive, init, tidy, warm } from "../../figures/src/retrieval/state.ts";

const index = matrix(passages.map(({ at }) => [...at]));

test("derive gives what retrieve finds, and both of RAG's marginals", () => {
  for (let question = 0; question < questions.length; question++)
    for (let k = 1; k <= passages.length; k++) {
      const { at, py } = questions[question]!;
      const found = retrieve(at, index, k);
      const pz = found.map(({ probability }) => probability);
      const said = found.map(({ document }) => py[document]!);
      const now = derive(init({ question, k }));
      expect(now.lines.slice(0, k).map(({ document }) => document)).toEqual(found.map((f) => f.document));
      expect(now.pz).toEqual(pz.map((p) => expect.closeTo(p, 14)));
      expect(now.sequence).toBeCloseTo(ragMarginal(pz, said, "sequence"), 14);
      expect(now.token).toBeCloseTo(ragMarginal(pz, said, "token"), 14);
      expect(now.token).toBeCloseTo(
        now.tokens.reduce((a, b) => a * b),
        14,
      );
      expect(now.border).toBe(found.at(-1)!.score);
    }
});

test("a longer query, like a lower temperature, makes p(z) sharper", () => {
  const first = (props: Readonly<Record<string, unknown>>) => derive(init(props)).pz[0]!;
  const half = first({ x: 0.25, y: 0.25 });
  expect(first({ x: 0.5, y: 0.5 })).toBeGreaterThan(half);
  expect(first({ x: 0.25, y: 0.25, temperature: 0.5 })).toBeCloseTo(first({ x: 0.5, y: 0.5 }), 14);
});

test("say and alt tell what is read, what is missed, and both answers, wherever the query is", () => {
  const words = (props: Readonly<Record<string, unknown>>) => {
    const state = init(props);
    return say(state, derive(state)).join(" ");
  };
  expect(words({ question: 1 })).toContain("“Rovers on Mars” knows the answer best and is not among them.");
  expect(words({ question: 1, k: 3 })).not.toContain("not among them");
  expect(words({ k: 1 })).toContain(
    "the one with the largest inner product is read, first “Dinner in orbit” with p(z) = 100 %.",
  );
  const unit = fc.double({ min: -1, max: 2, noNaN: true });
  fc.assert(
    fc.property(unit, unit, fc.integer({ min: 1, max: 6 }), fc.nat(2), (x, y, k, question) => {
      const state = init({ x, y, k, question });
      const now = derive(state);
      expect(now.pz.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      expect(`${alt(state, now)} ${label(state, now)}`).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { seed: 13, numRuns: 60 },
  );
});

test("init, asked, tidy and warm stay within the limits and say so", () => {
  expect(init({ k: 9, x: 3 })).toMatchObject({
    k: 6,
    x: 1,
    note: "x: 3 is out of range, showing 1. k: 9 is out of range, showing 6.",
  });
  expect(init({ x: Number.NaN, temperature: "hot" })).toMatchObject({ x: 0.5, temperature: 1 });
  expect(asked(2)).toEqual({ question: 2, x: 0.0625, y: 0.75 });
  expect([tidy(0.49), tidy(-1), warm(9), warm(0)]).toEqual([0.5, 0, 4, 0.0625]);
});
