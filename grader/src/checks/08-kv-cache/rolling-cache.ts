import fc from "fast-check";
import { RollingCache as Oracle } from "long-attention/kv";
import { type Check, check, describe, difference, type Exercise, exact } from "../../engine/index.js";
import { whole } from "../inputs.js";

/** Entries that come one after another into W slots. */
interface Input {
  readonly W: number;
  readonly entries: readonly unknown[];
}

/** Looks into the cache before the first entry and after each. */
const looks = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
    *run({ W, entries }, call) {
      const steps = [["items"], ...entries.flatMap((entry) => [["push", entry], ["items"]])];
      const { value } = yield* call([W], steps);
      const seen = (value as unknown[]).filter((_, k) => steps[k]![0] === "items");
      const cache = new Oracle<unknown>(W);
      for (let n = 0; n < seen.length; n++) {
        if (n > 0) cache.push(entries[n - 1]);
        const [expected, actual] = [cache.items(), seen[n]];
        if (difference(actual, expected, exact) === undefined) continue;
        const moment = n === 0 ? "before the first entry" : `after ${listed(entries.slice(0, n))}`;
        const message = `${moment}, a cache with ${W} slot${W === 1 ? "" : "s"} should give ${listed(expected)}, but gives ${listed(actual)}`;
        return { message, expected, actual };
      }
      return undefined;
    },
  });

/** All entries, whatever they are. */
const listed = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map((entry) => describe(entry)).join(", ")}]` : describe(value);

export const RollingCache: Exercise = {
  id: "08.3",
  name: "RollingCache",
  title: "A buffer that never grows",
  points: 4,
  difficulty: "M",
  params: ["W"],
  driver: "methods",
  checks: [
    looks({
      id: "notebook",
      title: "holds the newest three of the notebook's five words",
      examples: [{ W: 3, entries: ["Our", "planet", "is", "a", "lonely"] }],
    }),
    looks({
      id: "any-window",
      title: "gives the newest W entries, oldest first, at every moment",
      weight: 2,
      examples: [
        { W: 4, entries: [11, 12, 13, 14, 15, 16, 17, 18, 19] },
        { W: 1, entries: [11, 12, 13] },
      ],
      inputs: fc.record({ W: whole(1, 6), entries: fc.array(whole(1, 99), { maxLength: 14 }) }),
    }),
    looks({
      id: "any-entry",
      title: "keeps whatever it is given: zeros, empty words, equal entries",
      visibility: "hidden",
      examples: [
        { W: 3, entries: [0, "", null, false, 0, 0] },
        { W: 5, entries: [0, 0] },
      ],
      inputs: fc.record({ W: whole(2, 5), entries: fc.array(whole(0, 2), { minLength: 6, maxLength: 12 }) }),
      runs: 6,
    }),
  ],
  mutants: [
    {
      id: "as-it-lies",
      misconception:
        "You give the slots as they lie in memory. Once the buffer has gone round, its oldest entry lies in the middle; begin there.",
      solution: class extends Oracle<unknown> {
        override items() {
          return this.slots();
        }
      },
    },
    {
      id: "one-off",
      misconception:
        "You begin one slot too late. The oldest entry lies exactly where the next one will go: slot (number of entries so far) mod W.",
      solution: class extends Oracle<unknown> {
        override items(): readonly unknown[] {
          const items = super.items();
          return items.length < this.W ? items : [...items.slice(1), ...items.slice(0, 1)];
        }
      },
    },
    {
      id: "one-slot-more",
      misconception:
        "You keep one entry too many. The window has W tokens, the newest one included, so W slots are enough.",
      solution: class extends Oracle<unknown> {
        constructor(W: number) {
          super(W + 1);
        }
      },
    },
    {
      id: "unbounded",
      misconception:
        "Your cache grows with the text. Entry i goes into slot i mod W, over the entry that has left the window.",
      solution: keeping((all) => all),
    },
    {
      id: "keeps-the-first",
      misconception:
        "Once it is full, your cache takes nothing more. The newest entry must replace the oldest one.",
      solution: keeping((all, W) => all.slice(0, W)),
    },
    {
      id: "newest-first",
      misconception: "You give the newest entry first; the oldest comes first, as in the text.",
      solution: keeping((all, W) => all.slice(-W).reverse()),
    },
    {
      id: "empty-slots",
      misconception:
        "You also give the slots that nothing has come into yet. While the buffer is not full, give only what is there.",
      solution: keeping((all, W) => [
        ...Array.from({ length: Math.max(0, W - all.length) }, () => undefined),
        ...all.slice(-W),
      ]),
    },
    {
      id: "drops-zeros",
      misconception:
        "You leave out entries that count as false, such as 0 or an empty word. An empty slot is not the same as a slot that holds 0; count what has come instead.",
      solution: keeping((all, W) => all.slice(-W).filter(Boolean)),
    },
  ],
};

/** A cache that keeps everything and shows what it likes. */
function keeping(shown: (all: unknown[], W: number) => unknown[]) {
  return class {
    readonly #all: unknown[] = [];
    constructor(readonly W: number) {}
    push(item: unknown) {
      this.#all.push(item);
    }
    items() {
      return shown([...this.#all], this.W);
    }
  };
}
