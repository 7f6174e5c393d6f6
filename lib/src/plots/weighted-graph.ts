import { clockwise, polar } from "../ink/circle.js";
import { count, fixed } from "../ink/format.js";
import { ink, matrixColour, palette, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, toRows } from "../tensor/matrix.js";
import { weightScale } from "./colour-scale.js";
import { checkWords, heatmap } from "./heatmap.js";
import { type Panel, stack } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, stroke, svg, words as written } from "./svg.js";

/** The words round the graph, and what stands above. */
export interface WeightedGraphOptions extends Titles {
  /** One word for each token. */
  readonly words: readonly string[];
}

const most = 8;
const [side, R, vertex] = [286, 92, 15];
const centre = side / 2;
/** The thickest arc, in px. */
const thickest = 9;

type Point = readonly [number, number];

/**
 * Attention as a weighted graph, beside its matrix: an arc from i to j for each pair that is read, as thick as its weight
 * says, and round each token a ring for what it gives itself. Two tokens that read one another have two arcs.
 * @param W [T, T], at most 8 tokens, every weight ≥ 0; 0 is no edge
 * @throws RangeError when W is not square, is too large, or there is not one word for each token
 */
export function weightedGraph(W: Matrix, { words, ...titles }: WeightedGraphOptions): Picture {
  isMatrix("weightedGraph", "W", W);
  const [T, M] = W.shape as [number, number];
  if (T !== M || T > most)
    throw new RangeError(
      `weightedGraph: W is [${W.shape}]; it needs as many columns as rows, at most ${most}`,
    );
  checkWords("weightedGraph", words, W);
  const {
    title = "A weighted graph",
    subtitle = "An arc from i to j: i reads j; the thicker, the larger the weight",
  } = titles;
  const rows = toRows(W);
  const edges = rows.flatMap((row, i) => row.flatMap((w, j) => (w > 0 && i !== j ? [{ i, j, w }] : [])));
  const strongest = edges.reduce((a, b) => (b.w > a.w ? b : a));
  const alt = `${title}. ${count(T, "token")}, ${count(edges.length, "edge")} between different ones. The heaviest, ${fixed(strongest.w)}: “${words[strongest.i]}” reads “${words[strongest.j]}”. To themselves: ${rows.map((row, i) => `${words[i]} ${fixed(row[i]!)}`).join(", ")}.`;
  const scale = weightScale([W], true, false);
  const matrix = heatmap(W, { words, colour: scale.colour, masked: (w) => w === 0, width: 314 });
  const caption = "The ring round a word: what it gives itself. With a number: the heaviest arc of each row.";
  return pictureOf({ title, subtitle, caption, alt }, [
    stack([
      { ...graph(rows, edges, words), x: 0, y: 0 },
      { ...matrix, x: side + 8, y: 6 },
    ]),
  ]);
}

interface Edge {
  readonly i: number;
  readonly j: number;
  readonly w: number;
}

function graph(
  rows: readonly (readonly number[])[],
  edges: readonly Edge[],
  words: readonly string[],
): Panel {
  const T = rows.length;
  const most = Math.max(...rows.flat());
  const at = (i: number, r = R): Point => {
    const [x, y] = polar(clockwise(i / T), r);
    return [centre + x, centre + y];
  };
  const heaviest = edges.filter((edge) => edges.every((other) => other.i !== edge.i || other.w <= edge.w));
  const light = edges.filter((edge) => !heaviest.includes(edge));
  const thick = (w: number) => Math.max(0.75, (thickest * w) / most);
  const drawn = (edge: Edge, colour: string) => arc(at(edge.i), at(edge.j), thick(edge.w), colour);
  const content = group(
    ...light.flatMap((edge) => drawn(edge, palette.sky)),
    ...heaviest.flatMap((edge) => drawn(edge, palette.blue)),
    ...rows.flatMap((row, i) => {
      const [cx, cy] = at(i);
      const [x, y] = at(i, R + vertex + 9);
      const beside = Math.abs(x - centre) < 9 ? "middle" : x < centre ? "end" : "start";
      const ring = thick(row[i]!);
      return [
        svg("circle", {
          cx,
          cy,
          r: vertex - ring / 2,
          fill: paper,
          stroke: matrixColour.P,
          "stroke-width": ring,
        }),
        svg("circle", { cx, cy, r: 3, fill: ink }),
        written(x, y, words[i]!, { anchor: beside, central: true, weight: 600 }),
      ];
    }),
    ...heaviest.flatMap((edge) => {
      const [x, y] = along(at(edge.i), at(edge.j), 0.5);
      return [
        box(x - 15, y - 8, 30, 16, paper, { rx: 5, opacity: 0.9 }),
        written(x, y, fixed(edge.w), { anchor: "middle", central: true }),
      ];
    }),
  );
  return { content, width: side, height: side };
}

/** Bent to the right of its way, so that there and back do not cover each other. */
function control([x1, y1]: Point, [x2, y2]: Point): Point {
  return [(x1 + x2) / 2 - 0.16 * (y2 - y1), (y1 + y2) / 2 + 0.16 * (x2 - x1)];
}

function along(a: Point, b: Point, t: number): Point {
  const c = control(a, b);
  const mix = (k: 0 | 1) => (1 - t) ** 2 * a[k] + 2 * t * (1 - t) * c[k] + t ** 2 * b[k];
  return [mix(0), mix(1)];
}

/** From rim to rim, with a tip where it is read. */
function arc(a: Point, b: Point, thick: number, colour: string) {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [from, tip] = [(vertex + 2) / length, 1 - (vertex + 2) / length];
  const base = tip - (6 + thick) / length;
  const points = Array.from({ length: 17 }, (_, k) => along(a, b, from + ((base - from) * k) / 16));
  const path = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  const [end, foot] = [along(a, b, tip), along(a, b, base)];
  const [dx, dy] = [end[0] - foot[0], end[1] - foot[1]];
  const wide = (thick / 2 + 2.5) / Math.hypot(dx, dy);
  const corner = (s: number) =>
    `${(foot[0] - s * wide * dy).toFixed(1)} ${(foot[1] + s * wide * dx).toFixed(1)}`;
  return [
    stroke(path, colour, { "stroke-width": thick.toFixed(2), opacity: 0.85 }),
    svg("path", {
      d: `M${corner(1)}L${end[0].toFixed(1)} ${end[1].toFixed(1)}L${corner(-1)}Z`,
      fill: colour,
    }),
  ];
}
