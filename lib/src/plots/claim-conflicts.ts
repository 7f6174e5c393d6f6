import { audience } from "../facts/audience.js";
import type { Claim } from "../facts/types.js";
import { count, int } from "../ink/format.js";
import { faint, innerWide, muted, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { extent, log, powers, type Scale } from "../ink/scale.js";
import { dimension } from "../tensor/check.js";
import { audienceDot, audienceKey } from "./audiences.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, heading, quiet, stroke, words } from "./svg.js";

const rowHeight = 24;
const plot = { left: 14, right: innerWide - 266, axis: 22 } as const;

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
  const all = models.flatMap(({ own }) => own);
  const [least, most] = extent(all.map(({ tokens }) => tokens));
  const half = Math.SQRT2;
  const domain = [2 ** Math.floor(Math.log2(least)) / half, 2 ** Math.ceil(Math.log2(most)) * half] as const;
  const x = log(domain, [plot.left, plot.right]);
  let y: number = plot.axis;
  const drawn = models.map((one) => {
    const top = y;
    y += 34 + one.own.length * rowHeight;
    return modelRows(one, x, top);
  });
  const lines = powers(domain, 2).map((tokens) => stroke(`M${x(tokens)} ${plot.axis - 2}V${y - 8}`, faint));
  const ticks = powers(domain, 16).map((tokens) =>
    quiet(x(tokens), 12, int(tokens), { size: 11, anchor: "middle" }),
  );
  const panel: Panel = { content: group(...lines, ...ticks, ...drawn), width: innerWide, height: y };
  const present = [...new Set(all.map(({ tier }) => audience(tier)))];
  const each = models.map(({ model, own }) => {
    const [from, to] = extent(own.map(({ tokens }) => tokens));
    return `${model}, ${count(own.length, "claim")} from ${int(from)} to ${int(to)}`;
  });
  return pictureOf({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, [audienceKey(present), panel]);
}

/** A model's name, its claims one below the other, and a rim around their dots. */
function modelRows(
  { model, own }: { readonly model: string; readonly own: readonly Claim[] },
  x: Scale,
  y: number,
): SvgElement {
  const [left, right] = extent(own.map(({ tokens }) => x(tokens)));
  const rim = { rx: 7, stroke: rule };
  return group(
    heading(0, y + 15, model),
    box(left - 7, y + 26, right - left + 14, own.length * rowHeight - 4, "none", rim),
    ...own.map((claim, k) => claimRow(claim, x(claim.tokens), y + 24 + k * rowHeight)),
  );
}

function claimRow({ tier, tokens, date, dateIs }: Claim, x: number, y: number): SvgElement {
  const middle = y + rowHeight / 2;
  return group(
    audienceDot(audience(tier), x, middle),
    stroke(`M${x + 9} ${middle}H${plot.right + 8}`, rule, { "stroke-dasharray": "1 4" }),
    words(plot.right + 86, y + 16, int(tokens), { weight: 600, anchor: "end" }),
    words(plot.right + 94, y + 16, `${tier}, ${dateIs === "seen" ? "seen " : ""}${date}`, { fill: muted }),
  );
}
