import fc from "fast-check";
import { expect, test } from "vitest";
import { shortest, sort, sortAsV8, toSorted } from "../../../grader/src/sandbox/guest/sort.js";

/** What a sort leaves behind and what it asked, where answers come from a list that knows nothing of the entries. */
function asked(
  work: number[],
  answers: readonly (number | boolean)[],
  by: (compare: (a: number, b: number) => number) => void,
) {
  const calls: [number, number][] = [];
  by((a, b) => {
    calls.push([a, b]);
    return answers[calls.length % answers.length] as number;
  });
  return { work, calls };
}

test("sortAsV8(list, compare) asks what Array.prototype.sort asks here, whatever the answers are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { maxLength: shortest - 1 }),
      fc.array(fc.oneof(fc.integer({ min: -1, max: 1 }), fc.boolean(), fc.constant(Number.NaN)), {
        minLength: 1,
      }),
      (list, answers) => {
        const [a, b] = [[...list], [...list]];
        expect(asked(a, answers, (compare) => sortAsV8(a, compare as never))).toEqual(
          asked(b, answers, (compare) => b.sort(compare)),
        );
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test("sort and toSorted of lists of any length, with undefined and holes, give what Array.prototype has", () => {
  const list = fc.sparseArray(fc.option(fc.nat(99), { nil: undefined }), { maxLength: 90 });
  fc.assert(
    fc.property(list, (values) => {
      const compare = (a: unknown, b: unknown) => (b as number) - (a as number);
      const [a, b] = [values.slice(), values.slice()];
      expect(sort.call(a, compare)).toBe(a);
      expect(a).toStrictEqual(b.sort(compare));
      expect(toSorted.call(values, compare)).toStrictEqual(Array.from(values).sort(compare));
      expect(sort.call(values.slice())).toStrictEqual(values.slice().sort());
    }),
    { seed: 2, numRuns: 200 },
  );
});
