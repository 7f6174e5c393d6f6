import { type AttentionPart, mergeParts, partShare } from "../attention/parts.js";
import { fixed, percent } from "../ink/format.js";
import { ink, inner, matrixColour, palette, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, box, group, quiet, stroke, words } from "./svg.js";

/** A part of the cache, and what attention over it left. */
export interface NamedPart extends AttentionPart {
  readonly name: string;
}

const line = 46;
const columns = { m: 142, l: 196, share: 252, bar: 104, o: 372 } as const;
const mostNumbers = 6;

/**
 * Attention over the parts of a cache, each with its m, its ℓ and its output, and under them the whole: the mean of the
 * outputs by their shares.
 * @param parts two or more, each with at most 6 numbers of output
 * @throws RangeError when there are fewer than two parts, or the outputs are too long to draw
 */
export function mergedParts(parts: readonly NamedPart[], options: Titles = {}): Picture {
  if (parts.length < 2)
    throw new RangeError(`mergedParts: there are ${parts.length} parts; merging needs at least two`);
  const dv = parts[0]!.o.length;
  if (dv > mostNumbers)
    throw new RangeError(`mergedParts: an output has ${dv} numbers; up to ${mostNumbers} have room`);
  const whole = parts.reduce<AttentionPart>(mergeParts, { m: -Infinity, l: 0, o: parts[0]!.o });
  const { title = "Attention, attention, merge" } = options;
  const {
    subtitle = "Each part of the cache is read by itself; three kinds of numbers join what they found",
  } = options;
  const lines = parts.map((part) => ({ ...part, share: partShare(part, whole) }));
  const said = lines.map(
    ({ name, m, l, share }) => `${name}: m = ${fixed(m)}, ℓ = ${fixed(l, 3)}, share ${percent(share, 1)}`,
  );
  const alt = `${title}. ${said.join("; ")}. Together: m = ${fixed(whole.m)}, ℓ = ${fixed(whole.l, 3)}, output ${whole.o.map((x) => fixed(x)).join(", ")}.`;
  const caption =
    "Share: e^(m of the part − m) · ℓ of the part / ℓ. The output of the whole is the mean of the outputs by these shares.";
  return pictureOf({ title, subtitle, caption, alt }, [drawn(lines, whole)]);
}

function drawn(parts: readonly (NamedPart & { readonly share: number })[], whole: AttentionPart): Panel {
  const largest = Math.max(...[...parts, whole].flatMap(({ o }) => o.map(Math.abs))) || 1;
  const top = 26;
  const foot = top + parts.length * line;
  const head = (x: number, text: string) => quiet(x, 14, text);
  const content = group(
    head(0, "part of the cache"),
    head(columns.m, "m"),
    head(columns.l, "ℓ"),
    head(columns.share, "share"),
    head(columns.o, "output o"),
    ...parts.map((part, k) =>
      at(
        0,
        top + k * line,
        words(0, 18, part.name, { weight: 600, central: true }),
        ...stats(part),
        box(columns.share, 4, columns.bar, 28, "none", { stroke: rule }),
        box(columns.share, 4, columns.bar * part.share, 28, tint(palette.orange, 0.6)),
        words(columns.share + 8, 18, `× ${fixed(part.share, 3)}`, { central: true }),
        output(part.o, largest),
      ),
    ),
    stroke(`M0 ${foot}H${inner}`, ink, { "stroke-width": 1.5 }),
    at(
      0,
      foot + 6,
      words(0, 18, "together", { weight: 600, central: true }),
      ...stats(whole),
      words(columns.share + 8, 18, "sum = 1", { central: true }),
      output(whole.o, largest),
    ),
  );
  return { content, width: inner, height: foot + line };
}

const stats = ({ m, l }: AttentionPart): SvgElement[] => [
  words(columns.m, 18, fixed(m), { central: true }),
  words(columns.l, 18, fixed(l, 3), { central: true }),
];

/** The numbers of an output: stronger where they are farther from 0. */
function output(o: readonly number[], largest: number): SvgElement {
  const wide = Math.min(54, (inner - columns.o) / o.length);
  return group(
    ...o.flatMap((x, c) => [
      box(columns.o + c * wide, 4, wide, 28, tint(matrixColour.O, 0.08 + (0.55 * Math.abs(x)) / largest), {
        stroke: rule,
      }),
      words(columns.o + (c + 0.5) * wide, 18, fixed(x), { anchor: "middle", central: true }),
    ]),
  );
}
