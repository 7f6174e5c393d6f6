import fc from "fast-check";
import { rng as seeded } from "long-attention/tensor";
import {
  type Call,
  check,
  type Exercise,
  type Failure,
  type Outcome,
  type Request,
} from "../../engine/index.js";
import { type Calls, rngPort } from "../../ports/index.js";
import { unfair } from "../chance.js";
import { seeds, whole } from "../inputs.js";
import { countsOf, crowd, patterns } from "./fair-keys.js";
import { odd } from "./pairs.js";

interface Sizes {
  readonly T: number;
  readonly w: number;
  readonly g: number;
  readonly r: number;
}
interface Input extends Sizes {
  readonly seed: number;
}

/** The keys that query i may draw. */
const legalKeys = ({ T, w, g }: Sizes, i: number): number[] =>
  Array.from({ length: T }, (_, j) => j).filter((j) => j >= g && 2 * Math.abs(i - j) > w - 1);

/** How many keys the worst placed query may draw. */
const fewest = (sizes: Sizes): number =>
  Math.min(...Array.from({ length: sizes.T - sizes.g }, (_, i) => legalKeys(sizes, sizes.g + i).length));

/** Sizes that leave enough keys, sometimes exactly enough. */
const inputs: fc.Arbitrary<Input> = fc.tuple(whole(6, 14), odd(2), whole(0, 2)).chain(([T, w, g]) => {
  const most = fewest({ T, w, g, r: 0 });
  return fc.record({
    T: fc.constant(T),
    w: fc.constant(w),
    g: fc.constant(g),
    r: whole(Math.min(1, most), Math.min(4, most)),
    seed: seeds,
  });
});

/** Large enough that two queries hardly ever draw the same. */
const large: Sizes = { T: 32, w: 3, g: 2, r: 3 };

export const randomKeys: Exercise = {
  id: "04.5",
  name: "randomKeys",
  title: "Keys by chance",
  points: 5,
  difficulty: "H",
  params: ["T", "w", "g", "r", "rng"],
  checks: [
    check<Input>({
      id: "legal",
      title: "gives every query r different keys, outside its window and none of them global",
      weight: 2,
      holds: [
        "they get an empty list and stand in no list",
        "all different, outside",
        "In any order.",
        "the window that must be avoided",
        "the query's own key alone",
        "global tokens, 0 … g−1",
        "random keys for each query i ≥ g",
        "T lists of keys",
      ],
      examples: [
        { T: 6, w: 3, g: 0, r: 1, seed: 1 },
        { T: 6, w: 3, g: 0, r: 3, seed: 2 },
        { T: 8, w: 3, g: 2, r: 3, seed: 3 },
        { T: 9, w: 5, g: 1, r: 3, seed: 4 },
        { T: 12, w: 1, g: 2, r: 4, seed: 5 },
      ],
      inputs,
      *run(input, call) {
        return fault(input, (yield* ask(input, input.seed, call)).value);
      },
    }),
    check<readonly [one: number, other: number]>({
      id: "repeatable",
      title: "gives the same keys for the same seed, and other keys for another",
      weight: 2,
      needs: "legal",
      holds: ["the only source of chance, so that a seed repeats the pattern", "uniform numbers in [0, 1)"],
      examples: [
        [1, 2],
        [42, 7],
      ],
      *run([one, other], call) {
        const first = yield* ask(large, one, call);
        const again = yield* ask(large, one, call);
        const different = yield* ask(large, other, call);
        for (const { value } of [first, again, different]) {
          const failure = fault(large, value);
          if (failure) return failure;
        }
        if ((first.seen[0] as Calls).calls === 0)
          return { message: "`rng` was never called; it must be the only source of chance" };
        if (sets(first.value).join(" ") !== sets(again.value).join(" "))
          return {
            message:
              "two calls with the same seed gave different keys; rng must be the only source of chance",
            expected: first.value,
            actual: again.value,
          };
        if (sets(first.value).join(" ") === sets(different.value).join(" "))
          return { message: `seeds ${one} and ${other} gave the same keys; draw them with \`rng\`` };
        return undefined;
      },
    }),
    check<number>({
      id: "rows-differ",
      title: "draws for every query anew",
      needs: "legal",
      holds: ["r keys of its own"],
      examples: [1, 2, 3],
      *run(seed, call) {
        const { value } = yield* ask(large, seed, call);
        const failure = fault(large, value);
        if (failure) return failure;
        const lists = listsOf(value).slice(large.g);
        const distances = lists.map((list, i) => list.map((j) => j - i));
        for (const drawn of [lists, distances])
          if (new Set(drawn.map(sorted)).size < lists.length / 2)
            return {
              message: `${lists.length} queries made only ${new Set(drawn.map(sorted)).size} different choices; each query draws its own keys`,
              actual: value,
            };
        return undefined;
      },
    }),
    check<number>({
      id: "fair",
      title: "draws each legal key, and each pair of them, as often as any other",
      weight: 2,
      holds: ["every choice of r such keys is equally likely"],
      examples: [1],
      proofs: 1,
      *run(from, call) {
        const drawn: number[][][] = [];
        for (let seed = from; seed < from + patterns; seed++) {
          const { value } = yield* ask(crowd, seed, call);
          const failure = fault(crowd, value);
          if (failure) return failure;
          drawn.push(listsOf(value));
        }
        const found = unfair(countsOf(drawn));
        if (!found) return undefined;
        const { what, seen, mean } = found;
        return {
          message: `in ${patterns} patterns of ${crowd.T} tokens, ${what} should be drawn about ${Math.round(mean)} times, but was drawn ${seen} times`,
          expected: Math.round(mean),
          actual: seen,
        };
      },
    }),
    check<Input>({
      id: "other-sizes",
      title: "keeps to the rules in longer texts, with wider windows and more global tokens",
      visibility: "hidden",
      examples: [
        { T: 40, w: 7, g: 5, r: 6, seed: 9 },
        { T: 25, w: 1, g: 0, r: 24, seed: 8 },
        { T: 6, w: 3, g: 1, r: 0, seed: 7 },
        { T: 16, w: 5, g: 3, r: 8, seed: 6 },
      ],
      *run(input, call) {
        return fault(input, (yield* ask(input, input.seed, call)).value);
      },
    }),
  ],
  background: ["BigBird's random keys.", "There are always enough keys.", "T tokens"],
  mutants: [
    {
      id: "duplicates",
      misconception:
        "The same key can come twice for one query, and is then wasted. Draw without putting back: what was taken leaves the list.",
      solution: bent({ draw: (legal, r, rng) => places(r, () => legal[at(legal, rng)]!) }),
    },
    {
      id: "inside-window",
      misconception:
        "You only avoid the query's own key. Keys in its window are read anyway, so a random one there is wasted: require |i − j| > (w − 1)/2.",
      solution: bent({ reach: () => 0 }),
    },
    {
      id: "wide-window",
      misconception:
        "You avoid w keys on each side. The window has w keys in all: (w − 1)/2 on each side and the query's own. Legal keys are never drawn, and some queries run out of them.",
      solution: bent({ reach: (w) => w }),
    },
    {
      id: "global-keys",
      misconception:
        "Your lists hold global tokens. Everyone reads those anyway, so such a random key is wasted: draw from j ≥ g.",
      solution: bent({ first: () => 0 }),
    },
    {
      id: "global-queries",
      misconception:
        "Your global tokens get random keys. A query i < g reads everything already; its list is empty.",
      solution: bent({ idle: () => false }),
    },
    {
      id: "same-row",
      misconception:
        "You draw once and use the draw for every query. Then all of them look at the same few places; draw anew for each query.",
      solution: (T: number, w: number, g: number, r: number, rng: () => number) => {
        const draws = places(r, rng);
        return bent({
          draw: (legal, r) => {
            let next = 0;
            return take(legal, r, () => draws[next++]!);
          },
        })(T, w, g, r, rng);
      },
    },
    {
      id: "own-generator",
      misconception:
        "You do not use `rng` but a generator of your own. Then nobody outside can repeat your pattern, or ask for another one; take every random number from `rng`.",
      solution: (T: number, w: number, g: number, r: number) => bent({})(T, w, g, r, seeded(12_345)),
    },
    {
      id: "next-legal",
      misconception:
        "When a draw is not legal you take the next legal key. So the key just behind the window inherits the draws of the whole window; draw again instead, or draw from a list of the legal keys.",
      solution: bent({
        draw: (legal, r, rng, T) => {
          const left = [...legal];
          return places(Math.min(r, legal.length), () => {
            const j = Math.floor(rng() * T);
            const found = left.findIndex((key) => key >= j);
            return left.splice(found < 0 ? 0 : found, 1)[0]!;
          });
        },
      }),
    },
    {
      id: "consecutive",
      misconception:
        "You draw one random start and take r legal keys in a row from there. Every key is as likely as any other, but not every choice: neighbours always come together. Draw each of the r keys by itself.",
      solution: bent({
        draw: (legal, r, rng) => {
          const start = at(legal, rng);
          return places(r, (k) => legal[(start + k) % legal.length]!);
        },
      }),
    },
    {
      id: "evenly-spread",
      misconception:
        "You spread the r keys evenly from one random start. Every key is as likely as any other, but not every choice: draw each of the r keys by itself.",
      solution: bent({
        draw: (legal, r, rng) => {
          const start = at(legal, rng);
          return places(r, (k) => legal[(start + Math.floor((k * legal.length) / r)) % legal.length]!);
        },
      }),
    },
    {
      id: "round-index",
      misconception:
        "You round the index. The first and the last key of the list get only half an interval, so they come half as often: use Math.floor(rng() * n).",
      solution: bent({ draw: (legal, r, rng) => take(legal, r, rng, (u, n) => Math.round(u * (n - 1))) }),
    },
    {
      id: "never-the-last",
      misconception:
        "Your index never reaches the last key of the list: rng() is below 1 already, so Math.floor(rng() * n) reaches n − 1 at most.",
      solution: bent({
        draw: (legal, r, rng) => take(legal, r, rng, (u, n) => Math.floor(u * Math.max(1, n - 1))),
      }),
    },
    {
      id: "naive-shuffle",
      misconception:
        "You shuffle by exchanging every place with any place. That makes some orders likelier than others; exchange place t only with a place from t on (Fisher and Yates).",
      solution: bent({
        draw: (legal, r, rng) => {
          const left = [...legal];
          for (const t of left.keys()) {
            const u = at(left, rng);
            [left[t], left[u]] = [left[u]!, left[t]!];
          }
          return left.slice(0, r);
        },
      }),
    },
    {
      id: "random-comparator",
      misconception:
        "You sort with a comparison that answers at random. Sorting expects answers that agree with one another, and keeps some keys near where they began; draw, or give each key one random number and sort by it.",
      solution: bent({
        draw: (legal, r, rng) => [...legal].sort(() => rng() - 0.5).slice(0, r),
      }),
    },
    {
      id: "every-other-query",
      misconception:
        "Two queries in a row share a draw. Every query gets r keys of its own: draw anew for each.",
      solution: (T: number, w: number, g: number, r: number, rng: () => number) => {
        let draws: number[] = [];
        let row = 0;
        return bent({
          draw: (legal, r) => {
            if (row++ % 2 === 0) draws = places(r, rng);
            let next = 0;
            return take(legal, r, () => draws[next++]!);
          },
        })(T, w, g, r, rng);
      },
    },
  ],
};

function* ask({ T, w, g, r }: Sizes, seed: number, call: Call): Generator<Request, Outcome, Outcome> {
  return yield* call(T, w, g, r, rngPort(seed));
}

/** What is wrong with lists of keys, in one sentence. */
function fault(sizes: Sizes, value: unknown): Failure | undefined {
  const { T, w, g, r } = sizes;
  const lists = listsOf(value);
  const failure = (message: string): Failure => ({ message, actual: value });
  if (lists.length !== T || !lists.every(Array.isArray))
    return failure(`the result should be ${T} lists of keys, one for each query`);
  for (const [i, list] of lists.entries()) {
    const has = `query ${i} has the keys [${list.join(", ")}]`;
    if (i < g) {
      if (list.length > 0) return failure(`${has}, but it is global and should have none`);
      continue;
    }
    if (list.length !== r) return failure(`${has}: ${list.length} of them instead of r = ${r}`);
    const foreign = list.find((j) => !Number.isInteger(j) || j < 0 || j >= T);
    if (foreign !== undefined) return failure(`${has}, but keys are 0 to ${T - 1}`);
    const twice = list.find((j, t) => list.indexOf(j) < t);
    if (twice !== undefined) return failure(`${has}: ${twice} stands there more than once`);
    const legal = legalKeys(sizes, i);
    const illegal = list.find((j) => !legal.includes(j));
    if (illegal !== undefined)
      return failure(
        `${has}, but ${illegal} is ${illegal < g ? `one of the g = ${g} global tokens` : `inside its window of w = ${w}`}`,
      );
  }
  return undefined;
}

const listsOf = (value: unknown): number[][] =>
  Array.isArray(value)
    ? value.map((list) => (ArrayBuffer.isView(list) ? Array.from(list as Float64Array) : list))
    : [];

const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b).join();
const sets = (value: unknown) => listsOf(value).map(sorted);

type Random = () => number;

interface Bend {
  /** How far the window reaches to one side. */
  readonly reach?: (w: number) => number;
  /** The first key that may be drawn. */
  readonly first?: (g: number) => number;
  /** Which queries get nothing. */
  readonly idle?: (i: number, g: number) => boolean;
  readonly draw?: (legal: number[], r: number, rng: Random, T: number) => number[];
}

/** Random keys with one rule bent. */
function bent({
  reach = (w) => (w - 1) / 2,
  first = (g) => g,
  idle = (i, g) => i < g,
  draw = (legal, r, rng) => take(legal, r, rng),
}: Bend): (T: number, w: number, g: number, r: number, rng: Random) => number[][] {
  return (T, w, g, r, rng) =>
    places(T, (i) => {
      if (idle(i, g)) return [];
      const legal = places(T, (j) => j).filter((j) => j >= first(g) && Math.abs(i - j) > reach(w));
      return draw(legal, r, rng, T);
    });
}

/** r of the keys, or all when there are fewer; `index` makes a place in a list of n of a uniform number. */
function take(
  legal: number[],
  r: number,
  rng: Random,
  index = (u: number, n: number) => Math.floor(u * n),
): number[] {
  const left = [...legal];
  return places(Math.min(r, left.length), () => left.splice(index(rng(), left.length), 1)[0]!);
}

const at = (list: readonly number[], rng: Random) => Math.floor(rng() * list.length);
const places = <X>(n: number, f: (i: number) => X): X[] => Array.from({ length: n }, (_, i) => f(i));
