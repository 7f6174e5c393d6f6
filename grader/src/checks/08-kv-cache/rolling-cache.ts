import fc from "fast-check";
import { RollingCache as Oracle } from "long-attention/kv";
import { type Check, check, describe, difference, type Exercise, exact } from "../../engine/index.js";
import { whole } from "../inputs.js";

/** Entries that come one after another into W slots. */
interface Input {
  readonly W: number;
  readonly entries: readonly unknown[];
}

/** Small numbers, which repeat, and now and then something that counts as false. */
const entry: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: whole(0, 9) },
  { weight: 1, arbitrary: fc.constantFrom("", null) },
);

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
  background: ["In memory the tokens then lie rotated;"],
  driver: "methods",
  checks: [
    looks({
      id: "notebook",
      holds: ["token i goes into slot i mod W, over the oldest one"],
      title: "holds the newest three of the notebook's five words",
      examples: [{ W: 3, entries: ["Our", "planet", "is", "a", "lonely"] }],
    }),
    looks({
      id: "any-window",
      holds: [
        "`items` gives them back in their order, oldest first, and only those that are there",
        "W slots, at least 1",
      ],
      title: "gives the newest W entries, oldest first, at every moment",
      weight: 2,
      examples: [
        { W: 4, entries: [11, 12, 13, 14, 15, 16, 17, 18, 19] },
        { W: 1, entries: [11, 12, 13] },
      ],
      inputs: fc.record({ W: whole(1, 6), entries: fc.array(entry, { maxLength: 14 }) }),
    }),
    check<Input>({
      id: "two-caches",
      holds: ["Build this rolling buffer"],
      title: "two caches side by side do not mix",
      needs: "any-window",
      examples: [
        { W: 3, entries: [1, 2, 3, 4] },
        { W: 3, entries: [1, 1] },
        { W: 2, entries: [1, 1, 2, 3, 5] },
      ],
      inputs: fc.record({ W: whole(1, 4), entries: fc.array(whole(1, 99), { minLength: 2, maxLength: 8 }) }),
      runs: 4,
      *run({ W, entries }, call) {
        const others = entries.map((entry) => -Number(entry));
        const told = (entries: readonly unknown[]) => [...entries.map((entry) => ["push", entry]), ["items"]];
        const { value } = yield* call([W], told(entries), told(others));
        const expected = [entries.slice(-W), others.slice(-W)];
        const actual = (value as unknown[]).slice(-2);
        if (difference(actual, expected, exact) === undefined) return undefined;
        const message = `two caches with ${W} slot${W === 1 ? "" : "s"}, given ${listed(entries)} and ${listed(others)} in turn, should hold ${expected.map(listed).join(" and ")}, but hold ${actual.map(listed).join(" and ")}; every cache needs slots of its own`;
        return { message, expected, actual };
      },
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
    {
      id: "module-state",
      misconception:
        "All your caches share their slots: what one is given, the other finds. Keep what a cache remembers in the object itself, not beside the class.",
      solution: sharing(),
    },
    {
      id: "stuck",
      misconception:
        "Once it is full, your cache writes every new entry into slot 0: the number of slots in use no longer grows. Count the entries that have come instead.",
      solution: keeping((all, W) => (all.length <= W ? all : [...all.slice(1, W), all.at(-1)])),
    },
    {
      id: "drops-equal",
      misconception:
        "You keep equal entries only once. The same token may come again, and each time it takes a slot of its own.",
      solution: keeping((all, W) => [...new Set(all.slice(-W))]),
    },
    {
      id: "drops-null",
      misconception:
        "You take null for an empty slot. Count the entries that have come; what they are does not matter.",
      solution: keeping((all, W) => all.slice(-W).filter((entry) => entry !== null)),
    },
    {
      id: "empties",
      misconception: "Looking at your cache empties it. `items` only tells what is there.",
      solution: class {
        #all: unknown[] = [];
        constructor(readonly W: number) {}
        push(item: unknown) {
          this.#all.push(item);
        }
        items() {
          const items = this.#all.slice(-this.W);
          this.#all = [];
          return items;
        }
      },
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

/** A class whose objects share their slots; each new one clears them, so that one cache alone is right. */
function sharing() {
  let all: unknown[] = [];
  return class {
    constructor(readonly W: number) {
      all = [];
    }
    push(item: unknown) {
      all.push(item);
    }
    items() {
      return all.slice(-this.W);
    }
  };
}
