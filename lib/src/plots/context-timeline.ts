import { type Audience, audience } from "../facts/audience.js";
import { dateSpan } from "../facts/date-span.js";
import type { Claim } from "../facts/types.js";
import { audienceLooks, audiences } from "../ink/audience-looks.js";
import { chart, type Places } from "../ink/chart.js";
import { count, int } from "../ink/format.js";
import { faint, innerWide, muted, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { placeLabels, type Spot } from "../ink/place-labels.js";
import * as Plot from "../ink/plot.js";
import { extent, powers, steps } from "../ink/scale.js";
import { dimension } from "../tensor/check.js";
import { audienceKey } from "./audiences.js";
import { label } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/**
 * Claims about context lengths over time, the tokens in doublings: each step up is twice as many. Shape and
 * colour say for whom a claim held; a bar says which days an uncertain date may mean.
 * @throws RangeError when there is no claim
 */
export function contextTimeline(claims: readonly Claim[], options: Titles = {}): Picture {
  if (claims.length === 0) throw new RangeError("contextTimeline: there are no claims; give at least one");
  for (const { model, tokens } of claims) dimension("contextTimeline", `tokens of ${model}`, tokens);
  const {
    title = "Context lengths: dated claims",
    subtitle = "Each line across is four times the one below; a bar spans the days that a date may mean",
  } = options;
  const dots = claims.map((claim): Dot => {
    const [from, to] = dateSpan(claim.date);
    const { model, tokens } = claim;
    return { model, tokens, from, to, at: (from + to) / 2, who: audience(claim.tier) };
  });
  const present = audiences.filter((who) => dots.some((dot) => dot.who === who));
  let nameless: readonly string[] = [];
  const panel = plotPanel(
    chart(frame(dots), (at) => {
      const names = namesOf(dots, at);
      nameless = dots.filter((dot) => !names.some((name) => name.dot === dot)).map(({ model }) => model);
      return [...marksOf(dots), ...labelsOf(names, at)];
    }),
  );
  const caption =
    nameless.length > 0
      ? `Between these stand, without room for a name: ${[...new Set(nameless)].join(", ")}.`
      : undefined;
  const alt = `${title}. ${described(claims, dots, present)}.`;
  return pictureOf({ title, subtitle, caption, alt }, [audienceKey(present), panel]);
}

interface Dot {
  readonly model: string;
  readonly tokens: number;
  /** The days, as years with decimals, that the date may mean; `at` is their middle. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly who: Audience;
}

function frame(dots: readonly Dot[]) {
  const [first, last] = extent(dots.flatMap(({ from, to }) => [Math.floor(from), Math.ceil(to)]));
  const [least, most] = extent(dots.map(({ tokens }) => tokens));
  const domain = [least / 2 ** 0.7, most * 2 ** 0.7] as const;
  return {
    width: innerWide,
    height: 640,
    right: 10,
    top: 8,
    x: {
      domain: [first, last],
      ticks: steps([first, last - 1]).map((year) => year + 0.5),
      written: (t: number) => String(t - 0.5),
    },
    y: { type: "log", domain, ticks: powers(domain, 4), written: int },
  } as const;
}

const marksOf = (dots: readonly Dot[]): Plot.Markish[] => [
  Plot.ruleX(steps(extent(dots.flatMap(({ from, to }) => [Math.floor(from), Math.ceil(to)]))), {
    stroke: faint,
    strokeDasharray: "2 4",
  }),
  ...audiences.flatMap((who) => {
    const own = dots.filter((dot) => dot.who === who);
    const { colour, symbol } = audienceLooks[who];
    const bar = { y: "tokens", x1: "from", x2: "to", strokeWidth: 2, strokeOpacity: 0.35 };
    const dot = { x: "at", y: "tokens", r: 4.5, stroke: paper, strokeWidth: 0.75 };
    return [Plot.ruleY(own, { ...bar, stroke: colour }), Plot.dot(own, { ...dot, symbol, fill: colour })];
  }),
];

type Name = Spot & { readonly dot: Dot; readonly x: number; readonly y: number; readonly text: string };

/** A name beside each dot that has room for one, the important ones first. */
function namesOf(dots: readonly Dot[], at: Places): Name[] {
  const rank = ({ who }: Dot) => audiences.indexOf(who);
  return placeLabels(
    [...dots]
      .sort((a, b) => rank(a) - rank(b) || b.tokens - a.tokens)
      .map((dot) => ({ dot, x: at.x(dot.at), y: at.y(dot.tokens), text: dot.model })),
    { ...at, right: innerWide },
    {
      points: dots.flatMap(({ from, to, tokens }) =>
        alongBar(at.x(from), at.x(to)).map((x) => ({ x, y: at.y(tokens) })),
      ),
      reach: 88,
    },
  );
}

/** Places on a date's bar, which no name should cover: a covered bar looks like a line to its neighbour. */
const alongBar = (from: number, to: number): number[] => steps([0, to - from], 8).map((dx) => from + dx);

/** The names, those far from their dots with a thin line to them. */
const labelsOf = (names: readonly Name[], at: Places): Plot.Markish[] => [
  Plot.link(
    names.filter(({ dy }) => Math.abs(dy) >= 22),
    {
      x1: ({ dot }) => dot.at,
      y1: ({ y, dy }) => at.y.value(y + 5 * Math.sign(dy)),
      x2: ({ x, dx }) => at.x.value(x + dx),
      y2: ({ y, dy }) => at.y.value(y + dy - 6 * Math.sign(dy)),
      stroke: muted,
      strokeWidth: 0.75,
    },
  ),
  ...names.map(({ dot, text, dx, dy, anchor }) =>
    label({ x: dot.at, y: dot.tokens }, text, { dx, dy, textAnchor: anchor }, { size: 11 }),
  ),
];

function described(claims: readonly Claim[], dots: readonly Dot[], present: readonly Audience[]): string {
  const extreme = (pick: (...xs: number[]) => number) => {
    const tokens = pick(...claims.map((claim) => claim.tokens));
    const { model, date } = claims.find((claim) => claim.tokens === tokens)!;
    return `${int(tokens)} tokens (${model}, ${date})`;
  };
  const groups = present.map(
    (who) => `${audienceLooks[who].says}: ${int(dots.filter((dot) => dot.who === who).length)}`,
  );
  return `${count(claims.length, "claim")} from ${extreme(Math.min)} to ${extreme(Math.max)}, by audience: ${groups.join("; ")}`;
}
