/** Seeded inputs from a fast-check arbitrary, each with what it takes to make it smaller. */
import fc from "fast-check";

/** `n` values, the same ones for the same seed. */
export function sample<T>(inputs: fc.Arbitrary<T>, seed: number, n: number): fc.Value<T>[] {
  return fc.sample(new WithContext(inputs), { seed, numRuns: n });
}

/** Hands out fast-check's own values, so that their shrinking context is kept. */
class WithContext<T> extends fc.Arbitrary<fc.Value<T>> {
  constructor(readonly inner: fc.Arbitrary<T>) {
    super();
  }
  override generate(random: fc.Random, bias: number | undefined): fc.Value<fc.Value<T>> {
    return new fc.Value(this.inner.generate(random, bias), undefined);
  }
  override canShrinkWithoutContext(value: unknown): value is fc.Value<T> {
    return value instanceof fc.Value;
  }
  override shrink(): fc.Stream<fc.Value<fc.Value<T>>> {
    return fc.Stream.nil();
  }
}
