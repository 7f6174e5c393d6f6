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
];

const dayOf2024 = (day: number) => new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);

const days = whole(1, 366).map(dayOf2024);

/** Never with a claim of the day itself, which has a check of its own. */
const drawn: fc.Arbitrary<Input> = fc
  .tuple(
    fc.uniqueArray(
      fc.record({
        model: fc.constantFrom("Ada", "Byron"),
        tokens: whole(1, 1000).map((k) => 1000 * k),
        date: days,
        tier: fc.constantFrom<Tier>("ga", "preview", "open"),
      }),
      { minLength: 1, maxLength: 9, selector: ({ date }) => date },
    ),
    fc.constantFrom("Ada", "Byron"),
    days,
  )
  .map(([claims, model, day]) => [claims.filter(({ date }) => date !== day), model, day]);

const oracle = ([claims, model, date]: Input): Known => known(claims as never, model, date) as Known;

/** Right claims, and no claim for a tier that has none. */
function judge(value: unknown, input: Input): Failure | undefined {
  const expected = oracle(input);
  const extra =
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).find(([tier, claim]) => claim != null && !Object.hasOwn(expected, tier))
      : undefined;
  if (extra)
    return {
      message: `the result has a claim for ${extra[0]}, but on ${input[2]} there was none for ${input[1]}`,
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
      title: "keeps the latest claim of each tier that the day allows",
      weight: 2,
      examples: [
        [history, "Ada", "2024-06-09"],
        [history, "Ada", "2024-03-15"],
      ],
      inputs: drawn,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "any-order",
      title: "gives the same when the claims stand in the opposite order",
      examples: [[history, "Ada", "2024-06-09"]],
      inputs: drawn,
      *run([claims, model, date], call) {
        const forth = yield* call(claims, model, date);
        const back = yield* call(claims.toReversed(), model, date);
        const failure = judge(forth.value, [claims, model, date]);
        return failure ?? judge(back.value, [claims, model, date]);
      },
    }),
    check<Input>({
      id: "day-itself",
      title: "counts what is announced on the day itself, and not on the next",
      visibility: "hidden",
      examples: [
        [history, "Ada", "2024-06-10"],
        [history, "Ada", "2024-05-01"],
      ],
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
  ],
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
