import { count, int } from "../ink/format.js";
import { ink, inner, matrixColour, muted, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import type { Pattern } from "../sparse/pattern.js";
import { layersToReach } from "../sparse/reach.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

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
  const room = (inner - gap * (across - 1)) / across;
  const drawn = cones.map((cone) => ({ cone, hops: layersToReach(cone.pattern, cone.from) }));
  const panels: Panel[] = [];
  let y = 0;
  for (let first = 0; first < drawn.length; first += across) {
    const row = drawn
      .slice(first, first + across)
      .map(({ cone, hops }, k) => ({ ...draw(cone, hops, layers, room), x: k * (room + gap), y }));
    panels.push(...row);
    y += Math.max(...row.map(({ height }) => height)) + 12;
  }
  const each = drawn.map(({ cone, hops }) => `${cone.title ?? cone.pattern.name}: ${verdict(hops)}`);
  return pictureOf({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, panels);
}

/** In words, when everything or how much in the end is known. */
function verdict(hops: readonly number[]): string {
  const most = Math.max(...hops);
  if (most < Infinity) return `everything after ${count(most, "layer")}`;
  return `never more than ${int(hops.filter((k) => k < Infinity).length)} of ${int(hops.length)}`;
}

function draw(
  { pattern: p, title = p.name }: ReachCone,
  hops: number[],
  layers: number,
  room: number,
): Panel {
  const left = 16;
  const cell = Math.min(22, (room - left - 1) / p.T);
  const top = 24;
  const marks: SvgElement[] = [
    svg("text", { x: left, y: 12, "font-size": 13, "font-weight": 600 }, title),
    svg("rect", {
      x: left,
      y: top,
      width: p.T * cell,
      height: (layers + 1) * cell,
      fill: hatched,
      stroke: rule,
    }),
  ];
  const small = { "font-size": Math.min(10, cell * 0.75), "text-anchor": "middle" };
  for (let layer = 0; layer <= layers; layer++) {
    const y = top + (layer + 0.5) * cell + 3.5;
    marks.push(svg("text", { ...small, x: left - 8, y, fill: muted }, String(layer)));
  }
  for (const [j, k] of hops.entries()) {
    if (k > layers) continue;
    const [x, y] = [left + j * cell, top + k * cell];
    const column = { x, width: cell, stroke: paper, "stroke-width": 0.75 };
    const known = tint(matrixColour.S, 0.35);
    marks.push(
      svg("rect", { ...column, y, height: (layers + 1 - k) * cell, fill: known }),
      svg("rect", { ...column, y, height: cell, fill: tint(matrixColour.S, 0.85) }),
    );
    const at = { x: x + cell / 2, y: y + cell / 2 + 3.5, fill: ink };
    if (cell >= 9) marks.push(svg("text", { ...small, ...at }, k === 0 ? "★" : String(k)));
  }
  const below = top + (layers + 1) * cell + 16;
  marks.push(svg("text", { x: left, y: below, "font-size": 12 }, verdict(hops)));
  const width = Math.max(left + p.T * cell, left + 0.95 * textWidth(title, 13));
  return { content: svg("g", {}, ...marks), width, height: below + 4 };
}
