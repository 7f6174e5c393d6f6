import { dimension } from "../tensor/check.js";
import type { TokenCache } from "./cache.js";

/**
 * The rolling buffer of sliding-window attention: W slots, and token i overwrites slot i mod W, so the
 * cache never grows beyond the window. It keeps the newest W tokens.
 * @see Jiang et al. 2023 (Mistral 7B), §2
 */
export class RollingCache<T> implements TokenCache<T> {
  readonly #slots: T[] = [];
  #pushed = 0;

  /** @param W slots, at least 1 */
  constructor(readonly W: number) {
    dimension("RollingCache", "W", W);
  }

  /** Takes the next token's entry, over the oldest one when all slots are taken. */
  push(item: T): void {
    this.#slots[this.#pushed % this.W] = item;
    this.#pushed += 1;
  }

  /** What it holds, unrotated: oldest first. */
  items(): readonly T[] {
    const oldest = this.#pushed % this.W; // where the next one goes; nothing lies from there on while slots are free
    return [...this.#slots.slice(oldest), ...this.#slots.slice(0, oldest)];
  }

  /** The slots as they lie in memory, for a look inside. */
  slots(): readonly T[] {
    return [...this.#slots];
  }
}

/** A rolling cache after a token. */
export interface RollingStep {
  /** The token, and the slot it was written to. */
  readonly i: number;
  readonly slot: number;
  /** The token that was there; undefined when the slot was empty. */
  readonly over: number | undefined;
  /** The tokens as they lie in the slots, and oldest first. */
  readonly slots: readonly number[];
  readonly items: readonly number[];
}

/** What a cache of W slots holds after each of the first `tokens` tokens. */
export function rollingSteps(W: number, tokens: number): RollingStep[] {
  const cache = new RollingCache<number>(W);
  return Array.from({ length: tokens }, (_, i) => {
    const [slot, over] = [i % W, i >= W ? i - W : undefined];
    cache.push(i);
    return { i, slot, over, slots: cache.slots(), items: cache.items() };
  });
}
