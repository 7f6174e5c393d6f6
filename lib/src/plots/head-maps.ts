import { count, fixed } from "../ink/format.js";
import { innerWide } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";
import { colourKey, weightScale } from "./colour-scale.js";
import { checkWords, heatmap, smallestWordCell, wordLength } from "./heatmap.js";
import { inRows, stack, textPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** The words along the axes, and a name for each head. */
export interface HeadMapOptions extends Titles {
  /** One word for each key; the words stand beside the first map of each row and above the top maps. */
  readonly words?: readonly string[];
  /** A name for each map. Default: head 0, head 1, … */
  readonly titles?: readonly string[];
}

/**
 * The attention weights of several heads side by side, all on one colour scale.
 * @param maps one or more P [N, M], all of one shape
 * @throws RangeError when there is no map, shapes differ, or words or titles do not fit
 */
export function headMaps(maps: readonly Matrix[], options: HeadMapOptions = {}): Picture {
  const { words, title = "Each head looks in its own way" } = options;
  const { subtitle = "Attention weights, one colour scale for all; each row sums to 1" } = options;
  const { titles = maps.map((_, h) => `head ${h}`) } = options;
  check(maps, words, titles);
  const [N, M] = maps[0]!.shape as [number, number];
  const across = [1, 2, 3, 2, 3, 3][maps.length - 1] ?? 4;
  const left = words ? wordLength(words) + 8 : 1;
  const cell = Math.min(40, (innerWide - left - (gap + 3) * across) / (across * M), 440 / N);
  const labelled = cell >= smallestWordCell ? words : undefined;
  const raster = N * M * maps.length > 600;
  const scale = weightScale(maps, false, N > 32 || M > 32);
  const indent = labelled ? left : 0;
  const panels = maps.map((P, h) => {
    const wordsAt = { rows: h % across === 0, columns: h < across };
    const look = { wordsAt, colour: scale.colour, masked, axes: false, values: false, raster, cell };
    const name = textPanel(titles[h]!, { size: 13, weight: 600, width: cell * M, gap: 3 });
    const map = heatmap(P, { ...look, words: labelled });
    // The words beside the first map of a row make room for it alone.
    const x = wordsAt.rows ? 0 : indent;
    return stack([
      { ...name, x: wordsAt.rows && labelled ? left : x + 1 },
      { ...map, x },
    ]);
  });
  const anyMasked = maps.some((P) => rowMajor(P).includes(0));
  return pictureOf({ title, subtitle, alt: described(title, maps, titles) }, [
    inRows(panels, across, cell * M + 3 + gap, 12),
    colourKey(scale, "weight", anyMasked),
  ]);
}

/** Between maps, in px. */
const gap = 12;
const masked = (w: number) => w === 0;

function described(title: string, maps: readonly Matrix[], titles: readonly string[]): string {
  const [N, M] = maps[0]!.shape as [number, number];
  const largest = maps.map((P, h) => `${titles[h]} ${fixed(rowMajor(P).reduce((a, b) => Math.max(a, b)))}`);
  return `${title}. ${count(maps.length, "heat map")} of ${count(N, "query", "queries")} by ${count(M, "key")}. Largest weights: ${largest.join(", ")}.`;
}

function check(
  maps: readonly Matrix[],
  words: readonly string[] | undefined,
  titles: readonly string[],
): void {
  if (maps.length === 0)
    throw new RangeError("headMaps: there are no maps; give the weights of at least one head");
  for (const [h, P] of maps.entries()) {
    isMatrix("headMaps", `maps[${h}]`, P);
    if (P.shape.join() !== maps[0]!.shape.join())
      throw new RangeError(
        `headMaps: maps[0] is [${maps[0]!.shape}] but maps[${h}] is [${P.shape}]; heads share one shape`,
      );
  }
  checkWords("headMaps", words, maps[0]!);
  if (titles.length !== maps.length)
    throw new RangeError(
      `headMaps: there are ${titles.length} titles for ${maps.length} maps; give one for each`,
    );
}
