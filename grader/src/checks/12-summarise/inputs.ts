import fc from "fast-check";

/** Decays: sixteenths from ¼ to 1. */
export const decays = (T: number): fc.Arbitrary<number[]> => sixteenths(T, 4);

/** Strengths of writing: sixteenths from 1/16 to 1. */
export const strengths = (T: number): fc.Arbitrary<number[]> => sixteenths(T, 1);

const sixteenths = (T: number, least: number) =>
  fc.array(
    fc.integer({ min: least, max: 16 }).map((x) => x / 16),
    { minLength: T, maxLength: T },
  );
