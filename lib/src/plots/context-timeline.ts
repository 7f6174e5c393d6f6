import * as Plot from "@observablehq/plot";
import { type Audience, audience } from "../facts/audience.js";
import { dateSpan } from "../facts/date-span.js";
import type { Claim } from "../facts/types.js";
import { count, int } from "../ink/format.js";
import { faint, ink, inner, muted } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { placeLabels } from "../ink/place-labels.js";
import { dimension } from "../tensor/check.js";
import { audienceKey, audienceLooks, audienceShape } from "./audiences.js";
import { svg } from "./dom.js";
import { figure, type Panel, plotPanel, stack, type Titles } from "./svg.js";

const size = { width: inner, height: 600, left: 76, right: 10, top: 8, bottom: 26 } as const;

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
  const dots = claims.map((claim) => {
    const [from, to] = dateSpan(claim.date);
    return { claim, from, to, at: (from + to) / 2, who: audience(claim.tier) };
  });
  const years = [
    Math.floor(Math.min(...dots.map((dot) => dot.from))),
    Math.ceil(Math.max(...dots.map((dot) => dot.to))),
  ] as const;
  const doublings = claims.map(({ tokens }) => Math.log2(tokens));
  const levels = [Math.min(...doublings) - 0.7, Math.max(...doublings) + 0.7] as const;
  const px = (year: number) =>
    size.left + ((year - years[0]) / (years[1] - years[0])) * (size.width - size.left - size.right);
  const py = (tokens: number) =>
    size.height -
    size.bottom -
    ((Math.log2(tokens) - levels[0]) / (levels[1] - levels[0])) * (size.height - size.top - size.bottom);
  const placed = dots.map((dot) => ({ ...dot, x: px(dot.at), y: py(dot.claim.tokens) }));
  const ticks = Array.from({ length: 16 }, (_, k) => 4 ** k).filter(
    (tokens) => Math.log2(tokens) >= levels[0] && Math.log2(tokens) <= levels[1],
  );
  const grid = plotPanel({
    width: size.width,
    height: size.height,
    marginLeft: size.left,
    marginRight: size.right,
    marginTop: size.top,
    marginBottom: size.bottom,
    x: { domain: [...years], axis: null },
    y: { type: "log", base: 2, domain: levels.map((level) => 2 ** level), axis: null },
    marks: [
      Plot.ruleY(ticks, { stroke: faint }),
      Plot.text(ticks, {
        y: (v: number) => v,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: int,
      }),
      Plot.ruleX(yearsBetween(years), { stroke: faint, strokeDasharray: "2 4" }),
      Plot.text(yearsBetween(years).slice(0, -1), {
        x: (year: number) => year + 0.5,
        frameAnchor: "bottom",
        dy: 14,
        fill: muted,
        text: String,
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
    ],
  });
  const labels = placeLabels(
    [...placed]
      .sort((a, b) => rank[a.who] - rank[b.who] || b.claim.tokens - a.claim.tokens)
      .map((dot) => ({ ...dot, text: dot.claim.model })),
    { left: size.left, right: size.width, top: size.top, bottom: size.height - size.bottom },
    { points: placed.flatMap(({ from, to, y }) => alongBar(px(from), px(to)).map((x) => ({ x, y }))) },
  );
  const marks: Panel = {
    width: size.width,
    height: size.height,
    x: 0,
    y: 0,
    content: svg(
      "g",
      {},
      ...placed.map(({ from, to, y, who }) =>
        svg("path", {
          d: `M${px(from)} ${y}H${px(to)}`,
          stroke: audienceLooks[who].colour,
          "stroke-width": 2,
          "stroke-opacity": 0.35,
        }),
      ),
      ...placed.map(({ x, y, who }) =>
        svg("path", {
          d: audienceShape(who),
          transform: `translate(${x},${y})`,
          fill: audienceLooks[who].colour,
          stroke: "white",
          "stroke-width": 0.75,
        }),
      ),
      ...labels
        .filter(({ dy }) => Math.abs(dy) >= 22)
        .map(({ x, y, dx, dy }) =>
          svg("path", {
            d: `M${x} ${y + Math.sign(dy) * 5}L${x + dx} ${y + dy - Math.sign(dy) * 6}`,
            stroke: muted,
            "stroke-width": 0.75,
          }),
        ),
      ...labels.map(({ x, y, dx, dy, anchor, text }) =>
        svg(
          "text",
          {
            x: x + dx,
            y: y + dy + 3.5,
            "text-anchor": anchor,
            "font-size": 11,
            fill: ink,
            stroke: "white",
            "stroke-width": 3,
            "paint-order": "stroke",
          },
          text,
        ),
      ),
    ),
  };
  const present = (Object.keys(rank) as Audience[]).filter((who) => dots.some((dot) => dot.who === who));
  const extreme = (pick: (...xs: number[]) => number) => {
    const tokens = pick(...claims.map((claim) => claim.tokens));
    const { model, date } = claims.find((claim) => claim.tokens === tokens)!;
    return `${int(tokens)} tokens (${model}, ${date})`;
  };
  const groups = present.map(
    (who) => `${audienceLooks[who].says}: ${int(dots.filter((dot) => dot.who === who).length)}`,
  );
  const alt = `${title}. ${count(claims.length, "claim")} from ${extreme(Math.min)} to ${extreme(Math.max)}, by audience: ${groups.join("; ")}.`;
  const nameless = placed.filter((dot) => !labels.some(({ claim }) => claim === dot.claim));
  const names = [...new Set(nameless.map(({ claim }) => claim.model))];
  const caption =
    names.length > 0 ? `Between these stand, without room for a name: ${names.join(", ")}.` : undefined;
  return figure({ title, subtitle, caption, alt }, [
    audienceKey(present),
    stack([{ ...grid, x: 0, y: 0 }, marks]),
  ]);
}

const rank: Readonly<Record<Audience, number>> = {
  everybody: 0,
  "by invitation": 1,
  "the vendor alone": 2,
  "a catalogue": 3,
};

/** Places on a date's bar, which no name should cover: a covered bar looks like a line to its neighbour. */
const alongBar = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / 8) + 1 }, (_, k) => from + 8 * k);

const yearsBetween = ([first, last]: readonly [number, number]): number[] =>
  Array.from({ length: last - first + 1 }, (_, k) => first + k);
