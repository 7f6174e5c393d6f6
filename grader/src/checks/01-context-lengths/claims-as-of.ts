import fc from "fast-check";
import { contextClaims, claimsAsOf as known, type Tier } from "long-attention/facts";
import { check, type Exercise, type Failure, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

/** The part of a claim that decides. */
interface Claim {
  readonly model: string;
  readonly tokens: number;
  readonly date: string;
  readonly tier: Tier;
}

type Input = [claims: readonly Claim[], model: string, date: string];

type Known = Partial<Record<Tier, Claim>>;

/** What the notebook asks about, each month counting from its end. */
const gemini: readonly Claim[] = contextClaims()
  .filter(({ model }) => model === "Gemini 1.5 Pro")
  .map(({ model, tokens, date, tier }) => ({ model, tokens, date: lastDay(date), tier }));

/** One model's history with every trap: a claim taken back, one for the day itself, some for later, another model. */
const history: readonly Claim[] = [
  { model: "Ada", tokens: 2_000_000, date: "2024-06-10", tier: "preview" },
  { model: "Ada", tokens: 128_000, date: "2024-05-01", tier: "ga" },
  { model: "Ada", tokens: 1_000_000, date: "2024-02-01", tier: "preview" },
  { model: "Ada", tokens: 10_000_000, date: "2024-07-01", tier: "research" },
  { model: "Ada", tokens: 200_000, date: "2024-01-01", tier: "ga" },
  { model: "Ada", tokens: 65_536, date: "2024-06-11", tier: "ga" },
  { model: "Ada", tokens: 8192, date: "2024-03-01", tier: "open" },
  { model: "Ada", tokens: 32_768, date: "2024-04-01", tier: "open" },
  { model: "Byron", tokens: 400_000, date: "2024-05-20", tier: "ga" },
  { model: "Ada 2", tokens: 300_000, date: "2024-05-21", tier: "ga" },
  { model: "New Ada", tokens: 500_000, date: "2024-05-22", tier: "preview" },
  { model: "ada", tokens: 600_000, date: "2024-05-23", tier: "open" },
  { model: "Ada", tokens: 16_000, date: "2023-12-24", tier: "limited" },
];

/** A day from 2023 to 2025. */
const days = whole(1, 1096).map((day) => new Date(Date.UTC(2023, 0, day)).toISOString().slice(0, 10));

const tiers: readonly Tier[] = ["standard", "ga", "open", "limited", "preview", "research", "catalogue"];

const claimsOf = (models: readonly string[], some: readonly Tier[], maxLength: number) =>
  fc.uniqueArray(
    fc.record({
      model: fc.constantFrom(...models),
      tokens: whole(1, 1000).map((k) => 1000 * k),
      date: days,
      tier: fc.constantFrom(...some),
    }),
    { minLength: 3, maxLength, selector: ({ date }) => date },
  );

/** Never with a claim of the day itself, and never with names much alike: both have checks of their own. */
const drawn: fc.Arbitrary<Input> = fc
  .tuple(
    fc.oneof(claimsOf(["Ada", "Byron"], ["ga", "preview", "open"], 9), claimsOf(["Ada", "Byron"], tiers, 30)),
    fc.constantFrom("Ada", "Byron"),
    days,
  )
  .map(([claims, model, day]) => [claims.filter(({ date }) => date !== day), model, day]);

/** Names that contain one another, or differ in case only. */
const alike: fc.Arbitrary<Input> = fc
  .tuple(
    claimsOf(["Ada", "Ada 2", "New Ada", "ada"], ["ga", "preview"], 12),
    fc.constantFrom("Ada", "Ada 2", "ada"),
    days,
  )
  .map(([claims, model, day]) => [claims.filter(({ date }) => date !== day), model, day]);

/** The day asked about is one on which something was claimed of the model, or the one before. */
const onTheDay: fc.Arbitrary<Input> = fc
  .tuple(claimsOf(["Ada", "Byron"], ["ga", "preview", "open"], 9), whole(0, 99), fc.boolean())
  .map(([claims, pick, before]) => {
    const { model, date } = claims[pick % claims.length]!;
    const day = new Date(Date.parse(date) - (before ? 86_400_000 : 0)).toISOString().slice(0, 10);
    return [claims, model, day];
  });

const oracle = ([claims, model, date]: Input): Known => known(claims as never, model, date) as Known;

/** Right claims, and nothing for a tier that has none: no claim, and no null either. */
function judge(value: unknown, input: Input): Failure | undefined {
  const expected = oracle(input);
  const extra =
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).find(([tier, claim]) => claim !== undefined && !Object.hasOwn(expected, tier))
      : undefined;
  if (extra)
    return {
      message: `the result has ${extra[1] === null ? "null" : "a claim"} for ${extra[0]}, but on ${input[2]} there was none for ${input[1]}; leave the tier out`,
      expected,
      actual: value,
    };
  return wrong(value, expected);
}

export const claimsAsOf: Exercise = {
  id: "01.4",
  name: "claimsAsOf",
  title: "What was known when",
  points: 5,
  difficulty: "M",
  params: ["claims", "model", "date"],
  checks: [
    check<Input>({
      id: "gemini",
      title: "tells Gemini 1.5 Pro's claims of the notebook apart, from day to day",
      examples: ["2024-03-01", "2024-05-31", "2024-06-30", "2026-01-31"].map((date) => [
        gemini,
        "Gemini 1.5 Pro",
        date,
      ]),
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "latest",
      holds: [
        "For each tier (for whom a claim holds) that is the latest claim up to that day",
        "what was announced later nobody knew yet",
        "A tier without any claim so far is left out.",
        "two claims about one tier of one model never have the same date",
        "whose claims count",
        "a full day, such as",
        "texts of this form sort as the days do",
        "one claim for each tier that has any, by the tier's name",
      ],
      title: "keeps the latest claim of each tier that the day allows",
      weight: 2,
      examples: [
        [history, "Ada", "2024-06-09"],
        [history, "Ada", "2024-03-15"],
        [history, "Ada", "2023-12-31"],
        [history, "Ada", "2023-06-30"],
        [[], "Ada", "2024-06-09"],
      ],
      inputs: drawn,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "names",
      title: "tells models apart whose names are much alike",
      holds: ["The claims are about many models, some with names much alike"],
      examples: [[history, "Ada", "2024-06-09"]],
      inputs: alike,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "day-itself",
      title: "counts what is announced on the day itself, and not on the next",
      holds: ["the day itself included"],
      examples: [
        [history, "Ada", "2024-06-10"],
        [history, "Ada", "2024-05-01"],
      ],
      inputs: onTheDay,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "any-order",
      title: "gives the same when the claims stand in the opposite order",
      visibility: "hidden",
      examples: [[history, "Ada", "2024-06-09"]],
      inputs: drawn,
      *run([claims, model, date], call) {
        const forth = yield* call(claims, model, date);
        const back = yield* call(claims.toReversed(), model, date);
        const failure = judge(forth.value, [claims, model, date]);
        return failure ?? judge(back.value, [claims, model, date]);
      },
    }),
  ],
  background: ["What could one know about a model on a certain day?"],
  // A tier with null is something else than a tier left out.
  telling: ({ value }) => ({
    tiers: Object.keys(value ?? {})
      .sort()
      .join(),
    value,
  }),
  mutants: [
    {
      id: "most-tokens",
      misconception:
        "You keep the claim with the most tokens. Lengths are taken back, too: what counts is the latest claim up to the day.",
      solution: pick({ better: (a, b) => a.tokens > b.tokens }),
    },
    {
      id: "last-in-list",
      misconception:
        "You keep the claim that stands last in the list. The list is in no particular order; compare the dates.",
      solution: pick({ better: () => true }),
    },
    {
      id: "first-in-list",
      misconception:
        "You keep the first claim that you find for a tier. The list is in no particular order; compare the dates.",
      solution: pick({ better: () => false }),
    },
    {
      id: "knows-the-future",
      misconception:
        "You use claims from after the day. Nobody could know them yet; skip what has a later date.",
      solution: pick({ counts: ({ model }, wanted) => model === wanted }),
    },
    {
      id: "before-the-day",
      misconception:
        "You leave out what was announced on the day itself. Up to and including: compare with ≤.",
      solution: pick({ counts: (claim, model, date) => claim.model === model && claim.date < date }),
    },
    {
      id: "any-model",
      misconception: "You mix all models. Only the claims about the model in question count.",
      solution: pick({ counts: (claim, _model, date) => claim.date <= date }),
    },
    {
      id: "earliest",
      misconception: "You keep the earliest claim of each tier. What counts is the latest up to the day.",
      solution: pick({ better: (a, b) => a.date < b.date }),
    },
    {
      id: "name-begins",
      misconception:
        "You take every model whose name begins with the one asked for. Ada 2 is another model than Ada; compare the whole name.",
      solution: pick({
        counts: (claim, model, date) => claim.model.startsWith(model) && claim.date <= date,
      }),
    },
    {
      id: "name-contains",
      misconception:
        "You take every model whose name contains the one asked for. New Ada is another model than Ada; compare the whole name.",
      solution: pick({ counts: (claim, model, date) => claim.model.includes(model) && claim.date <= date }),
    },
    {
      id: "name-in-any-case",
      misconception: "You ignore upper and lower case in the model's name. Compare it as it is written.",
      solution: pick({
        counts: (claim, model, date) =>
          claim.model.toLowerCase() === model.toLowerCase() && claim.date <= date,
      }),
    },
    {
      id: "ignores-years",
      misconception:
        "You compare month and day without the year. The whole date counts: texts of this form sort as the days do.",
      solution: pick({
        counts: (claim, model, date) => claim.model === model && claim.date.slice(5) <= date.slice(5),
        better: (a, b) => a.date.slice(5) > b.date.slice(5),
      }),
    },
    {
      id: "whole-months",
      misconception:
        "You compare months, and so know a claim some days before it was made. Compare the whole dates.",
      solution: pick({
        counts: (claim, model, date) => claim.model === model && claim.date.slice(0, 7) <= date.slice(0, 7),
      }),
    },
    {
      id: "known-tiers",
      misconception:
        "You know only some tiers (ga, preview, open). A claim's tier is its key, whichever it is.",
      solution: pick({
        counts: (claim, model, date) =>
          claim.model === model && claim.date <= date && ["ga", "preview", "open"].includes(claim.tier),
      }),
    },
    {
      id: "null-for-none",
      misconception: "You give null for a tier without a claim. Leave it out: the result has no such key.",
      solution: (...input: Input) => ({
        ...Object.fromEntries(tiers.map((tier) => [tier, null])),
        ...oracle(input),
      }),
    },
    {
      id: "tokens-only",
      misconception:
        "You give the tokens of each claim. Give the whole claim, with its model, date and tier.",
      solution: (...input: Input) =>
        Object.fromEntries(Object.entries(oracle(input)).map(([tier, { tokens }]) => [tier, tokens])),
    },
    {
      id: "one-tier",
      misconception:
        "You keep a single claim, the latest of all. Different people could use different lengths on the same day: keep one for each tier.",
      solution: (...[claims, model, date]: Input) => {
        const latest = Object.values(oracle([claims, model, date])).reduce<Claim | undefined>(
          (a, b) => (a && a.date >= b.date ? a : b),
          undefined,
        );
        return latest ? { [latest.tier]: latest } : {};
      },
    },
  ],
};

/** The walk through the claims, with a wrong turn. */
function pick({
  counts = (claim, model, date) => claim.model === model && claim.date <= date,
  better = (a, b) => a.date > b.date,
}: {
  counts?: (claim: Claim, model: string, date: string) => boolean;
  better?: (a: Claim, b: Claim) => boolean;
}) {
  return (...[claims, model, date]: Input): Known => {
    const kept: Known = {};
    for (const claim of claims) {
      if (!counts(claim, model, date)) continue;
      const best = kept[claim.tier];
      if (!best || better(claim, best)) kept[claim.tier] = claim;
    }
    return kept;
  };
}

/** "2024-06" as "2024-06-30". */
function lastDay(date: string): string {
  const [year, month, day] = date.split("-");
  return day ? date : new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
