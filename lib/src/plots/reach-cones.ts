import { count, int } from "../ink/format.js";
import { innerWide, matrixColour, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import type { Pattern } from "../sparse/pattern.js";
import { layersToReach } from "../sparse/reach.js";
import { dimension } from "../tensor/check.js";
import { inRows, type Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { box, group, heading, quiet, words } from "./svg.js";

/** One pattern, and the query whose view is drawn. */
export interface ReachCone {
  readonly pattern: Pattern;
  /** The query. */
  readonly from: number;
  /** Above the cone. Default: the pattern's name. */
  readonly title?: string;
}

const gap = 24;

/**
 * What one token knows of, layer by layer: columns are tokens, rows layers, and a cell is filled from the
 * layer on in which news of that token arrives. Its number stands where it is new.
 * @param options layers: rows to draw below the first. Default 8
 */
export function reachCones(
  cones: readonly ReachCone[],
  options: Titles & { readonly layers?: number } = {},
): Picture {
  const { title = "How far news travels, layer by layer", layers = 8 } = options;
  const { subtitle = "Rows are layers, columns tokens; filled once the starred token knows of that token" } =
    options;
  if (cones.length === 0)
    throw new RangeError("reachCones: there are no cones; give at least one { pattern, from }");
  dimension("reachCones", "layers", layers);
  const across = Math.min(cones.length, cones.length === 4 ? 2 : 3);
  const room = (innerWide - gap * (across - 1)) / across;
  const drawn = cones.map((cone) => ({ cone, hops: layersToReach(cone.pattern, cone.from) }));
  const panels = drawn.map(({ cone, hops }) => draw(cone, hops, layers, room));
  const each = drawn.map(({ cone, hops }) => `${cone.title ?? cone.pattern.name}: ${verdict(hops)}`);
  return pictureOf({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, [
    inRows(panels, across, room + gap, 12),
  ]);
}

/** In words, when everything or how much in the end is known. */
function verdict(hops: readonly number[]): string {
  const most = Math.max(...hops);
  if (most < Infinity) return `everything after ${count(most, "layer")}`;
  return `never more than ${int(hops.filter((k) => k < Infinity).length)} of ${int(hops.length)}`;
}

function draw(
  { pattern: p, title = p.name }: ReachCone,
  hops: readonly number[],
  layers: number,
  room: number,
): Panel {
  const left = 20;
  const top = 24;
  const cell = Math.min(22, (room - left - 1) / p.T);
  const below = top + (layers + 1) * cell + 16;
  const small = { size: 11, anchor: "middle" } as const;
  const numbers = Array.from({ length: layers + 1 }, (_, layer) =>
    quiet(left - 8, top + (layer + 0.5) * cell + 4, String(layer), small),
  );
  const columns = hops.flatMap((k, j) => {
    if (k > layers) return [];
    const [x, y] = [left + j * cell, top + k * cell];
    const rim = { stroke: paper, "stroke-width": 0.75 };
    const news = words(x + cell / 2, y + cell / 2 + 4, k === 0 ? "★" : String(k), small);
    return [
      box(x, y, cell, (layers + 1 - k) * cell, tint(matrixColour.S, 0.35), rim),
      box(x, y, cell, cell, tint(matrixColour.S, 0.85), rim),
      ...(cell >= 13 ? [news] : []),
    ];
  });
  const content = group(
    heading(left, 12, title),
    box(left, top, p.T * cell, (layers + 1) * cell, hatched, { stroke: rule }),
    ...numbers,
    ...columns,
    words(left, below, verdict(hops)),
  );
  const width = Math.max(left + p.T * cell, left + 0.95 * textWidth(title, 13));
  return { content, width, height: below + 4 };
}
