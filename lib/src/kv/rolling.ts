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
