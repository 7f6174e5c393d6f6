import { count } from "../ink/format.js";
import { inner, muted, palette, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { type Compression, entries } from "../select/compress.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, quiet, stroke, words } from "./svg.js";

/** Words, the sizes of their blocks, and who looks. */
export interface Signposts extends Compression {
  readonly words: readonly string[];
  /** The query, by its token: later tokens are drawn open. Default: the last. */
  readonly t?: number;
}

const row = 27;

/** Words with a brace over every block, and a signpost where a block is complete; the query sees these only. */
export function signposts(
  { words: tokens, l, s, t = tokens.length - 1 }: Signposts,
  options: Titles = {},
): Picture {
  const T = tokens.length;
  dimension("signposts", "t", t, 0);
  const seen = entries(t + 1, { l, s });
  if (T > 16 || t >= T)
    throw new RangeError(
      `signposts: there are ${count(T, "word")} and t is ${t}; give at most 16 words, and t one of them`,
    );
  const { title = "A signpost for every complete block" } = options;
  const {
    subtitle = `Blocks of l = ${l} tokens, one begins every s = ${s}; query ${t} sees what is filled`,
  } = options;
  const wide = inner / T;
  const starts = Array.from({ length: Math.ceil(T / s) }, (_, i) => i).filter((i) => i * s <= t);
  const levels = Math.ceil(l / s);
  const middle = (i: number) => (i * s + l / 2) * wide;
  const marks = tokens.flatMap((word, j): SvgElement[] => [
    box(j * wide + 1, 20, wide - 2, 28, j > t ? "none" : tint(palette.sky, j === t ? 0.6 : 0.22), {
      rx: 4,
      stroke: j > t ? muted : palette.sky,
      "stroke-dasharray": j > t ? "3 3" : undefined,
    }),
    words((j + 0.5) * wide, 38, word, { size: 12, anchor: "middle", weight: j === t ? 700 : 400 }),
    quiet((j + 0.5) * wide, 13, `${j}`, { size: 11, anchor: "middle" }),
  ]);
  const braces = starts.flatMap((i): SvgElement[] => {
    const [open, y] = [i >= seen, 60 + (i % levels) * row];
    const [from, to] = [i * s * wide + 4, Math.min((i * s + l) * wide - 4, inner)];
    const line = stroke(`M${from} ${y - 6}V${y}H${to}V${y - 6}`, open ? muted : palette.orange, {
      "stroke-width": open ? 1.25 : 2,
      "stroke-dasharray": open ? "4 3" : undefined,
    });
    const at = Math.min(middle(i), inner - 40);
    const sign = open
      ? quiet(at, y + 15, "open", { size: 11, anchor: "middle" })
      : group(
          box(at - 13, y + 2, 26, 17, tint(palette.orange, 0.3), { rx: 3, stroke: palette.orange }),
          words(at, y + 14.5, `${i}`, { size: 11.5, weight: 700, anchor: "middle", fill: textColour.K }),
        );
    return [line, sign];
  });
  const height = 60 + levels * row + 2;
  const open = starts.length - seen;
  const alt = `${title}. ${count(T, "word")}, l = ${l}, s = ${s}: query ${t} sees ${count(seen, "signpost")}, and ${count(open, "block")} ${open === 1 ? "is" : "are"} still open.`;
  return pictureOf({ title, subtitle, alt }, [{ content: group(...marks, ...braces), width: inner, height }]);
}
