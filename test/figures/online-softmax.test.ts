import fc from "fast-check";
import { softmax } from "long-attention/tensor";
import { expect, test } from "vitest";
import { alt, say as sayOf } from "../../figures/src/online-softmax/say.ts";
import {
  changed,
  cutAt,
  derive,
  first,
  init,
  type State,
  tidy,
} from "../../figures/src/online-softmax/state.ts";

const say = (state: State) => sayOf(state, derive(state));

test("derive(the lecture's ten numbers) gives the published m, ℓ and factor", () => {
  const { parts, m, l, softmax: p } = derive(init({}));
  expect(parts.map((part) => [part.m, part.l])).toEqual([
    [0.87, 1.936438779381642],
    [1.03, 1.5569233267290643],
  ]);
  expect([m, l, parts[0]!.factor]).toEqual([1.03, 3.207047605292442, 0.8521437889662113]);
  expect(Array.from(p)).toEqual(Array.from(softmax(first), (w) => expect.closeTo(w, 15)));
});

test("derive gives the softmax of the whole, whatever the scores, the mask and the cut", () => {
  const score = fc.oneof(fc.double({ min: -1000, max: 1000, noNaN: true }).map(tidy), fc.constant(-Infinity));
  const cases = fc
    .array(score, { minLength: 2, maxLength: 10 })
    .chain((x) => fc.record({ x: fc.constant(x), cut: fc.integer({ min: 1, max: x.length - 1 }) }));
  fc.assert(
    fc.property(cases, ({ x, cut }) => {
      const state = { x, cut, chosen: 0, note: "" };
      expect(derive(state).off).toBeLessThan(1e-14);
      expect(alt(state, derive(state))).not.toMatch(/NaN|undefined/);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("say names the part that shrinks, the part that saw nothing, and nobody", () => {
  const state = init({ x: [1, 2], cut: 1 });
  expect(say(state)[0]).toContain("A has the smaller maximum, so its sum shrinks by the factor 0.3679.");
  expect(say({ ...state, x: [1, -Infinity] })[0]).toContain(
    "B saw nothing, and joining with it changes nothing.",
  );
  expect(say({ ...state, x: [1, 1] })[0]).toContain("neither sum shrinks");
  expect(say({ ...state, x: [-Infinity, -Infinity] })[0]).toContain("every weight is 0");
});

test("derive(1000 among the scores) stays exact where e^1000 overflows, and say tells so", () => {
  const state = { ...init({}), ...changed(init({}), 3, 1000) };
  const now = derive(state);
  expect([now.m, now.l, now.bare]).toEqual([1000, 1, Infinity]);
  expect(Array.from(now.softmax).map((p) => p > 0.5)).toEqual(state.x.map((x) => x === 1000));
  expect(say(state)[2]).toBe(
    "Without m, e^1,000 would overflow to ∞: the largest weight ∞ / ∞, which is no number, all others 0.",
  );
  expect(say(init({}))).toHaveLength(2);
});

test("init, tidy, changed and cutAt stay within the limits and say so", () => {
  expect(init({ x: [9999, 0, 1], cut: 7 })).toMatchObject({
    x: [1000, 0, 1],
    cut: 2,
    note: "x: rounded to hundredths between -1000 and 1000. cut: 7 is out of range, showing 2.",
  });
  expect(init({ x: [1] })).toMatchObject({
    x: [...first],
    note: "x: needs 2 to 10 finite numbers, showing the ten it starts with.",
  });
  expect(tidy(-1.2345)).toBe(-1.23);
  const state = init({ x: [1, 2, 3] });
  expect(changed(state, 1, 5e9)).toEqual({ x: [1, 1000, 3], chosen: 1 });
  expect(changed(state, 0, -Infinity)).toEqual({ x: [-Infinity, 2, 3], chosen: 0 });
  expect([cutAt(init({}), 99), cutAt(init({}), -1)]).toEqual([9, 1]);
});
