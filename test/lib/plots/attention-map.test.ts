import fc from "fast-check";
import { decode } from "fast-png";
import { attentionWeights } from "long-attention/attention";
import { matrixColour, tint } from "long-attention/ink/palette.js";
import { attentionMap } from "long-attention/plots";
import { fromFunction, matrix, rows, testTensors, walkTensors } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture, wellFormed } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");
const { Q, K } = testTensors(6, 4);

test("attentionMap(P, { words }) writes the 36 weights of the sentence", async () => {
  const draw = () => attentionMap(attentionWeights(Q, K), { words });
  await checkPicture("attention-full", draw, [
    "6 queries by 6 keys",
    "0.303",
    "“Our” reads “lonely”",
    "No pair",
  ]);
  expect(draw().svg.match(/>0\.\d\d</g)).toHaveLength(36 + 1);
  expect(draw().svg).toContain(">planet<");
});

test("attentionMap(causal P) stripes the 15 pairs of the future", async () => {
  const P = attentionWeights(Q, K, { causal: true });
  await checkPicture("attention-causal", () => attentionMap(P, { words, title: "Causal" }), [
    "Causal. ",
    "15 of 36 pairs (42 %) are masked",
  ]);
});

test("attentionMap([16, 16]) numbers its rows when there are no words", async () => {
  const { Q, K } = testTensors(16, 4);
  await checkPicture("attention-16", () => attentionMap(attentionWeights(Q, K, { causal: true })), [
    "16 queries",
  ]);
});

test("attentionMap([128, 128]) becomes pixels", async () => {
  const { Q, K } = walkTensors();
  const draw = () => attentionMap(attentionWeights(Q, K, { causal: true }));
  await checkPicture("attention-128", draw, ["8,128 of 16,384 pairs"]);
  expect(draw().svg).toContain("data:image/png;base64,");
});

test("attentionMap(a hundred words) numbers the rows instead of writing what nobody can read", () => {
  const { Q, K } = testTensors(100, 4);
  const { svg } = attentionMap(attentionWeights(Q, K), {
    words: Array.from({ length: 100 }, (_, k) => `w${k}`),
  });
  expect(svg).not.toContain(">w7<");
  expect(svg).toContain(">75<");
  expect(svg.match(/font-size="-/)?.[0]).toBeUndefined();
});

test("attentionMap([400, 400]) stays within its budget", () => {
  const { Q, K } = testTensors(400, 4);
  expect(attentionMap(attentionWeights(Q, K)).html.length).toBeLessThan(150_000);
});

test("attentionMap([512, 2]) halves its rows: each pixel is the mean of two weights", () => {
  const P = fromFunction([512, 2], (i, j) => ((i + j) % 2 === 0 ? 0.25 : 0.75));
  const png = /class="day".*?data:image\/png;base64,([^"]+)/.exec(attentionMap(P).svg)![1]!;
  const { width, height, data } = decode(Buffer.from(png, "base64"));
  expect([width, height]).toEqual([2, 256]);
  const half = tint(matrixColour.P, Math.sqrt(0.5 / 0.75));
  const pixel = (k: number) => `#${Buffer.from(data.slice(4 * k, 4 * k + 3)).toString("hex")}`;
  expect(new Set(Array.from({ length: 512 }, (_, k) => pixel(k)))).toEqual(new Set([half]));
});

test("attentionMap([1, 6]) gives one decoding step's query the last word", async () => {
  const P = attentionWeights(rows(Q, 5, 6), K);
  await checkPicture("attention-decode", () => attentionMap(P, { words }), [
    "1 query by 6 keys",
    "“speck” reads",
  ]);
});

test("attentionMap(any weights, any words) is well-formed and the same twice", () => {
  const word = fc.string({ maxLength: 24, unit: "binary" });
  const weights = fc.integer({ min: 1, max: 5 }).chain((M) =>
    fc.tuple(
      fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: M, maxLength: M }), {
        minLength: 1,
        maxLength: M,
      }),
      fc.array(word, { minLength: M, maxLength: M }),
    ),
  );
  const property = fc.property(weights, ([rows, words]) => {
    const { svg } = attentionMap(matrix(rows), { words });
    expect(wellFormed(svg)).toBe("well-formed");
    expect(svg.match(/NaN|undefined|Infinity/)?.[0]).toBeUndefined();
    expect(attentionMap(matrix(rows), { words }).svg).toBe(svg);
  });
  fc.assert(property, { seed: 7, numRuns: 20 });
});

test("attentionMap lowers the c of B_c, but leaves snake_case alone", () => {
  const { svg } = attentionMap(matrix([[1]]), { words: ["a_bcd"], title: "B_c of snake_case" });
  expect(svg).toContain(
    'B<tspan dy="0.24em" font-size="0.92em">c</tspan><tspan dy="-0.22em"> of snake_case</tspan>',
  );
  expect(svg).toContain(">a_bcd<");
});

test("attentionMap escapes words and titles", () => {
  const svg = attentionMap(matrix([[1]]), { words: ["<b>&"], title: "a < b" }).svg;
  expect(svg).toContain("&lt;b&gt;&amp;");
  expect(svg).toContain("a &lt; b");
});

test("attentionMap of a row that reads nothing is all stripes", () => {
  expect(attentionMap(matrix([[0, 0]])).alt).toContain("2 of 2 pairs (100 %) are masked");
});

test("attentionMap(scores) says that scoreMap draws scores", () => {
  expect(() => attentionMap(matrix([[0.5, -1]]))).toThrow(
    "attentionMap: P[0, 1] is -1; weights are finite and not negative (scoreMap draws scores)",
  );
});

test("attentionMap(P, { words }) wants a word for each key", () => {
  expect(() => attentionMap(matrix([[0.5, 0.5]]), { words: ["one"] })).toThrow(
    "attentionMap: there are 1 words but the map is [1,2]; give one word for each of the 2 keys",
  );
});
