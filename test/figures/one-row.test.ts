import fc from "fast-check";
import { attention, attentionWeights, head, multiHeadAttention } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { dot, testTensors, toRows } from "long-attention/tensor";
import { expect, test } from "vitest";
import { type ExampleName, examples, sameWord } from "../../figures/src/one-row/examples.ts";
import { alt, label, say } from "../../figures/src/one-row/say.ts";
import { derive, init, type State, switched, tidy } from "../../figures/src/one-row/state.ts";

const at = (props: Readonly<Record<string, unknown>>) => {
  const state = init(props);
  return { state, now: derive(state) };
};

test("derive(six words) goes from q·k to the output as attention does", () => {
  const { Q, K, V } = testTensors(6, 4);
  for (let query = 0; query < 6; query++) {
    const { now } = at({ query });
    expect(now.dots).toEqual(toRows(K).map((k) => dot(toRows(Q)[query]!, k)));
    expect(now.s).toEqual(now.dots.map((x) => x / 2));
    expect(now.m).toBe(Math.max(...now.s));
    expect(now.f).toEqual(now.s.map((s) => Math.exp(s - now.m)));
    expect(now.p).toEqual(toRows(attentionWeights(Q, K))[query]!.map((p) => expect.closeTo(p, 14)));
    expect(now.o).toEqual(toRows(attention(Q, K, V))[query]);
  }
});

test("derive(MiniLM) gives the model's own weights and, head beside head, its own output", () => {
  const real = miniLm();
  const output = toRows(multiHeadAttention(real.Q, real.K, real.V, real.heads));
  for (let h = 0; h < real.heads; h++) {
    const { now } = at({ example: "minilm", head: h, query: 5 });
    expect(now.own).toBe(true);
    expect(now.p).toEqual(toRows(real.weights[h]!)[5]!.map((p) => expect.closeTo(p, 5)));
    expect(now.o).toEqual(output[5]!.slice(32 * h, 32 * (h + 1)));
  }
  expect(at({ example: "minilm", causal: true }).now.own).toBe(false);
  expect(at({ example: "minilm", temperature: 2 }).now.own).toBe(false);
});

test("derive(two heads) takes two columns each, and divides by √2", () => {
  const { Q, K } = testTensors(6, 4);
  const { now } = at({ example: "two", head: 1, query: 4 });
  expect(now.divisor).toBe(Math.SQRT2);
  expect(now.p).toEqual(
    toRows(attentionWeights(head(Q, 1, 2), head(K, 1, 2)))[4]!.map((p) => expect.closeTo(p, 14)),
  );
});

const states = fc
  .record({
    example: fc.constantFrom(...(Object.keys(examples) as ExampleName[])),
    head: fc.nat(11),
    query: fc.nat(8),
    key: fc.nat(8),
    column: fc.nat(31),
    causal: fc.boolean(),
    scaled: fc.boolean(),
    temperature: fc.double({ min: 0.25, max: 4, noNaN: true }),
  })
  .map(init);

test("derive keeps every row's weights at one, the masked at 0, and every bar on its axis", () => {
  fc.assert(
    fc.property(states, (state) => {
      const now = derive(state);
      expect(now.p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      if (state.causal) expect(now.p.slice(state.query + 1).every((p) => p === 0)).toBe(true);
      for (const x of [...now.dots, ...now.s.filter(Number.isFinite)]) {
        expect(x).toBeGreaterThanOrEqual(now.ends[0]);
        expect(x).toBeLessThanOrEqual(now.ends[1]);
      }
      expect(`${alt(state, now)} ${label(state, now)}`).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { seed: 11, numRuns: 60 },
  );
});

test("a lower temperature, and no division by √d, sharpen the row", () => {
  const most = (props: Readonly<Record<string, unknown>>) => Math.max(...at(props).now.p);
  expect(most({ temperature: 0.25 })).toBeGreaterThan(most({}));
  expect(most({ temperature: 4 })).toBeLessThan(most({}));
  expect(most({ scaled: false })).toBeGreaterThan(most({}));
});

test("say tells one weight's journey, what the mask does, and when the model is left", () => {
  const words = (props: Readonly<Record<string, unknown>>) => {
    const { state, now } = at(props);
    return say(state, now).join(" ");
  };
  expect(words({ example: "minilm", head: 4, query: 5, key: 2 })).toContain(
    "“lonely” asks. Its query meets the key of “planet” with q·k = 27.89; divided by √32 and the temperature 1.00 that is s = 4.93, and softmax makes it 77.2 % of the row. It is the largest weight",
  );
  expect(words({ query: 1, key: 4, causal: true })).toContain(
    "“lonely” comes later, so the mask makes its score −∞",
  );
  expect(words({ key: 0 })).toContain("The largest weight, 23.5 %, goes to “a”");
  expect(words({ scaled: false, key: 3 })).toContain("divided by the temperature 1.00");
  expect(words({ example: "minilm", causal: true })).toContain("these are not its own weights");
  expect(words({ causal: true })).not.toContain("MiniLM");
});

test("switched and sameWord keep the words as far as the other example has them", () => {
  const six = { ...init({ query: 5, key: 1 }), head: 0 } as State;
  expect(switched(six, "minilm")).toEqual({ example: "minilm", head: 0, column: 0, query: 6, key: 2 });
  const real = { ...init({ example: "minilm", query: 8, key: 4, head: 11, column: 31 }) } as State;
  expect(switched(real, "two")).toEqual({ example: "two", head: 0, column: 0, query: 5, key: 3 });
  expect(sameWord("a", 3, ["[CLS]", "all", "a"])).toBe(2);
});

test("init and tidy stay within the limits and say so", () => {
  expect(init({ head: 3, query: 7, temperature: 9 })).toMatchObject({
    head: 0,
    query: 5,
    temperature: 4,
    note: "head: 3 is out of range, showing 0. query: 7 is out of range, showing 5. temperature: 9 is out of range, showing 4.",
  });
  expect(init({ example: "gpt" })).toMatchObject({
    example: "one",
    note: "example: gpt is out of range, showing one.",
  });
  expect([tidy(0.1), tidy(Math.SQRT2), tidy(99)]).toEqual([0.25, 1.41, 4]);
  expect(init({ temperature: Number.NaN }).temperature).toBe(1);
});
