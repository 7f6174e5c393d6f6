/** What the cache keeps of one token in one head of one layer. */
export interface KeyValue {
  /** [d] */
  readonly key: ArrayLike<number>;
  /** [dv] */
  readonly value: ArrayLike<number>;
}

/** A cache takes one token's entry after another and gives back those it still has, oldest first. */
export interface TokenCache<T> {
  /** Takes the next token's entry. */
  push(item: T): void;
  /** What it still has, oldest first. */
  items(): readonly T[];
}

/** The plain cache: it keeps every token and grows by one entry each step. */
export class GrowingCache<T> implements TokenCache<T> {
  readonly #items: T[] = [];

  /** Takes the next token's entry. */
  push(item: T): void {
    this.#items.push(item);
  }

  /** All of them, oldest first. */
  items(): readonly T[] {
    return [...this.#items];
  }
}
