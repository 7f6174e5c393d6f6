/**
 * Suites that take long are shared out: a run takes a part, another one every hour, and names it in its tests.
 * `npm test -- --whole` takes everything; LONG_ATTENTION_SHARE=17 takes part 17 again.
 */
import { WHOLE } from "../tools/start/unchanged.mjs";

const { LONG_ATTENTION_SHARE: asked, [WHOLE]: whole } = process.env;

/** Which part this run takes. */
export const part = asked ? Number(asked) : Math.floor(Date.now() / 3_600_000) % 1000;

/** Whether the whole is asked for. */
export const isWhole = Boolean(whole);

/** For the name of a test. */
export const partName = whole ? "the whole" : `part ${part} (LONG_ATTENTION_SHARE=${part})`;

/**
 * `size` of the items, or all where the whole is asked for. Neighbours are of one kind, so they are taken at equal steps;
 * the parts of consecutive runs meet every item.
 */
export function shareOf<T>(items: readonly T[], size: number): readonly T[] {
  if (whole || size >= items.length) return items;
  const step = Math.floor(items.length / size);
  return Array.from({ length: size }, (_, i) => items[(part + i * step) % items.length]!);
}
