/** The rooms as a picture: what is imported lies lower, so that no arrow may climb. */
import type { Sources } from "./imports.ts";
import { HOUSE, type Room, rooms } from "./rooms.ts";
import { floorOf, imports, nameOf, roomOf } from "./rules.ts";

/** A name and what it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Which names import which, by what `named` makes of each file; a file without a name is left out. */
export function graphOf(sources: Sources, named: (file: string) => string | undefined): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of sources.keys()) {
    const name = named(file);
    if (name && !graph.has(name)) graph.set(name, new Set());
  }
  for (const { file, path } of imports(sources)) {
    const [from, to] = [named(file), path && named(path)];
    if (from && to && from !== to && graph.has(to)) graph.get(from)!.add(to);
  }
  return graph;
}

/** How many floors lie under each name: the longest way down. A graph with a circle has no such number. */
export function heights(graph: Graph): Map<string, number> {
  const known = new Map<string, number>();
  const height = (name: string, way: readonly string[]): number => {
    if (way.includes(name)) throw new RangeError(`the tree has a circle: ${[...way, name].join(" → ")}`);
    const lower = [...(graph.get(name) ?? [])].map((next) => height(next, [...way, name]) + 1);
    const result = known.get(name) ?? Math.max(0, ...lower);
    known.set(name, result);
    return result;
  };
  for (const name of graph.keys()) height(name, []);
  return known;
}

/** Without the arrows that a longer way says already: a → c where a → b → c. */
export function reduced(graph: Graph): Map<string, string[]> {
  const below = (name: string): Set<string> =>
    new Set([...(graph.get(name) ?? [])].flatMap((next) => [next, ...below(next)]));
  return new Map(
    [...graph].map(([name, next]) => {
      const further = new Set([...next].flatMap((one) => [...below(one)]));
      return [name, [...next].filter((one) => !further.has(one)).sort()];
    }),
  );
}

const [boxHeight, layerHeight, gap, margin, widest] = [26, 58, 14, 16, 900];

/** A box, or a bend of a long arrow between the boxes of a layer that it passes. */
interface Place {
  readonly name: string;
  readonly width: number;
  /** The places just below that it has a line to. */
  readonly below: readonly string[];
  readonly isBox: boolean;
}

/** The places of each layer, the lowest first. */
function layersOf(graph: Graph): Place[][] {
  const height = heights(graph);
  const layers: Place[][] = Array.from({ length: Math.max(...height.values()) + 1 }, () => []);
  for (const [name, arrows] of reduced(graph)) {
    const below = arrows.map((next) => {
      let last = next;
      for (let layer = height.get(next)! + 1; layer < height.get(name)!; layer++) {
        const bend = { name: `${name} → ${next}, ${layer}`, width: 8, below: [last], isBox: false };
        layers[layer]!.push(bend);
        last = bend.name;
      }
      return last;
    });
    layers[height.get(name)!]!.push({ name, width: Math.round(7.2 * name.length + 20), below, isBox: true });
  }
  return layers;
}

const mean = (xs: readonly number[]) => (xs.length === 0 ? 0 : xs.reduce((a, b) => a + b) / xs.length);

/** Where the middle of each place is, from the panel's middle: as near above what it imports as its neighbours let it. */
function columns(layers: readonly (readonly Place[])[]): Map<string, number> {
  const x = new Map<string, number>();
  for (const layer of layers) {
    const wish = ({ below }: Place) => mean(below.map((name) => x.get(name)!));
    const row = [...layer].sort((a, b) => wish(a) - wish(b));
    let left = -row.reduce((sum, { width }) => sum + width + gap, -gap) / 2;
    for (const { name, width } of row) {
      x.set(name, left + width / 2);
      left += width + gap;
    }
  }
  return x;
}

interface Panel {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** One graph as boxes in layers, the lowest at the bottom. */
function panel(title: string, graph: Graph): Panel {
  const layers = layersOf(graph);
  const x = columns(layers);
  const places = layers.flat();
  const half = Math.ceil(Math.max(...places.map(({ name, width }) => Math.abs(x.get(name)!) + width / 2)));
  const y = new Map(
    layers.flatMap((layer, k) => layer.map(({ name }) => [name, 40 + (layers.length - 1 - k) * layerHeight])),
  );
  const [at, box] = [
    (name: string) => Math.round(x.get(name)! + half + margin),
    new Set(places.filter(({ isBox }) => isBox).map(({ name }) => name)),
  ];
  const drawn = places.flatMap(({ name, width, below, isBox }) => {
    const [bottom, left] = [y.get(name)! + boxHeight, at(name) - width / 2];
    const lines = below.map((next) => {
      const head = box.has(next) ? ' class="head"' : "";
      return `<path${head} d="M${at(name)} ${bottom}L${at(next)} ${y.get(next)! - (head ? 1 : 0)}"/>`;
    });
    if (!isBox) return [...lines, `<path d="M${at(name)} ${bottom - boxHeight}v${boxHeight}"/>`];
    const text = `<text x="${at(name)}" y="${bottom - 9}">${name}</text>`;
    return [
      ...lines,
      `<rect x="${left}" y="${bottom - boxHeight}" width="${width}" height="${boxHeight}" rx="5"/>${text}`,
    ];
  });
  return {
    width: 2 * (half + margin),
    height: 40 + (layers.length - 1) * layerHeight + boxHeight + margin,
    body: [`<text class="title" x="${half + margin}" y="22">${title}</text>`, ...drawn].join("\n"),
  };
}

/** The house and each of its rooms, in one SVG that follows the reader's colours. */
export function treePicture(sources: Sources): string {
  const floorNames = (room: Room) => (file: string) => {
    const floor = floorOf(file, room);
    return floor && nameOf(floor, room);
  };
  const panels = [
    panel("the house", graphOf(sources, roomOf)),
    ...rooms.map((room) => panel(room.folder, graphOf(sources, floorNames(room)))),
  ];
  let [x, y, rowHeight] = [0, 0, 0];
  const placed = panels.map(({ width, height, body }) => {
    if (x + width > widest) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const group = `<g transform="translate(${x} ${y})">\n${body}\n</g>`;
    [x, rowHeight] = [x + width, Math.max(rowHeight, height)];
    return group;
  });
  const height = y + rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widest} ${height}" width="${widest}" height="${height}" role="img">
<title>Who imports whom: the house (${Object.keys(HOUSE).join(", ")}) and the floors of ${rooms.map(({ folder }) => folder).join(", ")}. Every arrow points down.</title>
<style>
text { font: 12px ui-monospace, monospace; text-anchor: middle; fill: #1f2328 }
.title { font-weight: bold }
rect { fill: #eef4fb; stroke: #0072b2 }
path { stroke: #6e7781; fill: none }
.head { marker-end: url(#head) }
#head path { fill: #6e7781; stroke: none }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #132235; stroke: #56b4e9 } }
</style>
<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
${placed.join("\n")}
</svg>
`;
}
