/** What the cache keeps of one token in one head of one layer. */
export interface KeyValue {
  /** [d] */
  readonly key: ArrayLike<number>;
  /** [dv] */
  readonly value: ArrayLike<number>;
}

/** A cache takes one token's entry after another and gives back those it still has, oldest first. */
export interface TokenCache<T> {
  push(item: T): void;
  items(): readonly T[];
}

/** The plain cache: it keeps every token and grows by one entry each step. */
export class GrowingCache<T> implements TokenCache<T> {
  readonly #items: T[] = [];

  push(item: T): void {
    this.#items.push(item);
  }

  items(): readonly T[] {
    return [...this.#items];
  }
}
