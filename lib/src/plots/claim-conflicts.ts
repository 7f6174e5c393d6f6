import { type Audience, audience } from "../facts/audience.js";
import type { Claim } from "../facts/types.js";
import { count, int } from "../ink/format.js";
import { faint, ink, inner, muted, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import { audienceKey, audienceLooks, audienceShape } from "./audiences.js";
import { svg } from "./dom.js";
import { figure, type Panel, type Titles } from "./svg.js";

const rowHeight = 24;
const plot = { left: 14, right: inner - 266, axis: 22 } as const;

/**
 * The claims of each model that has several, one row a claim: how far apart are the numbers that go by one name?
 * Models with a single claim are left out.
 * @throws RangeError when no model has two claims
 */
export function claimConflicts(claims: readonly Claim[], options: Titles = {}): Picture {
  for (const { model, tokens } of claims) dimension("claimConflicts", `tokens of ${model}`, tokens);
  const models = [...new Set(claims.map(({ model }) => model))]
    .map((model) => ({ model, own: claims.filter((claim) => claim.model === model) }))
    .filter(({ own }) => own.length > 1);
  if (models.length === 0)
    throw new RangeError("claimConflicts: no model has two claims; there is nothing to compare");
  const {
    title = "One name, several context lengths",
    subtitle = "Tokens on a logarithmic axis: each line is twice the one before",
  } = options;
  const all = models.flatMap(({ own }) => own.map(({ tokens }) => Math.log2(tokens)));
  const [low, high] = [Math.floor(Math.min(...all)) - 0.5, Math.ceil(Math.max(...all)) + 0.5];
  const px = (tokens: number) =>
    plot.left + ((Math.log2(tokens) - low) / (high - low)) * (plot.right - plot.left);
  const doublings = Array.from(
    { length: Math.floor(high) - Math.ceil(low) + 1 },
    (_, k) => Math.ceil(low) + k,
  );

  let y = plot.axis;
  const drawn = models.map(({ model, own }) => {
    const title = svg("text", { x: 0, y: y + 15, "font-size": 13, "font-weight": 600 }, model);
    y += 24;
    const top = y;
    const rows = own.map((claim) => {
      const row = claimRow(claim, px(claim.tokens), y);
      y += rowHeight;
      return row;
    });
    const xs = own.map(({ tokens }) => px(tokens));
    const span = svg("rect", {
      x: Math.min(...xs) - 7,
      y: top + 2,
      width: Math.max(...xs) - Math.min(...xs) + 14,
      height: y - top - 4,
      rx: 7,
      fill: "none",
      stroke: rule,
    });
    y += 10;
    return svg("g", {}, title, span, ...rows);
  });
  const lines = doublings.map((k) =>
    svg("path", { d: `M${px(2 ** k)} ${plot.axis - 2}V${y - 8}`, stroke: faint }),
  );
  const ticks = doublings
    .filter((k) => k % 4 === 0)
    .map((k) =>
      svg(
        "text",
        { x: px(2 ** k), y: 12, "font-size": 11, fill: muted, "text-anchor": "middle" },
        int(2 ** k),
      ),
    );
  const panel: Panel = {
    content: svg("g", {}, ...lines, ...ticks, ...drawn),
    width: inner,
    height: y,
  };
  const present = [
    ...new Set(models.flatMap(({ own }) => own.map(({ tier }) => audience(tier)))),
  ] as Audience[];
  const each = models.map(({ model, own }) => {
    const tokens = own.map((claim) => claim.tokens);
    return `${model}, ${count(own.length, "claim")} from ${int(Math.min(...tokens))} to ${int(Math.max(...tokens))}`;
  });
  return figure({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, [audienceKey(present), panel]);
}

function claimRow(claim: Claim, x: number, y: number) {
  const { colour } = audienceLooks[audience(claim.tier)];
  const number = int(claim.tokens);
  return svg(
    "g",
    {},
    svg("path", {
      d: audienceShape(audience(claim.tier)),
      fill: colour,
      transform: `translate(${x},${y + rowHeight / 2})`,
    }),
    svg("path", {
      d: `M${x + 9} ${y + rowHeight / 2}H${plot.right + 8}`,
      stroke: rule,
      "stroke-dasharray": "1 4",
    }),
    svg(
      "text",
      { x: plot.right + 86, y: y + 16, "font-size": 12, "font-weight": 600, fill: ink, "text-anchor": "end" },
      number,
    ),
    svg(
      "text",
      { x: plot.right + 94, y: y + 16, "font-size": 12, fill: muted },
      `${claim.tier}, ${claim.dateIs === "seen" ? "seen " : ""}${claim.date}`,
    ),
  );
}
