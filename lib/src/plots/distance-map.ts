import { count, int } from "../ink/format.js";
import { innerWide, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { at, box, group, heading, quiet, words } from "./svg.js";

/** One way of telling positions, as a grid of distances. */
export interface DistanceGrid {
  readonly name: string;
  /** Row i: the keys that query i reads, and the distance that its position encoding is given for each. */
  readonly rows: readonly { readonly keys: readonly number[]; readonly distances: readonly number[] }[];
}

/** Which distances each way of telling positions comes to. */
export interface DistanceMap {
  readonly grids: readonly DistanceGrid[];
  /** The largest distance seen in training; larger ones are marked. */
  readonly trained: number;
}

const gap = 22;

/**
 * The distances that a relative position encoding is fed with, a grid for each way of counting: darker is
 * further, and what is further than anything in training has a bold frame.
 * @throws RangeError when a row has not one distance for each key
 */
export function distanceMap({ grids, trained }: DistanceMap, options: Titles = {}): Picture {
  dimension("distanceMap", "trained", trained);
  if (grids.length === 0 || grids.length > 3)
    throw new RangeError(`distanceMap: grids has ${grids.length} entries; give one to three`);
  for (const { name, rows } of grids)
    rows.forEach(({ keys, distances }, i) => {
      if (keys.length !== distances.length)
        throw new RangeError(
          `distanceMap: row ${i} of “${name}” has ${keys.length} keys but ${distances.length} distances`,
        );
    });
  const {
    title = "Which distance is the position encoding given?",
    subtitle = "A row is a query, a column a key; the number is the distance",
  } = options;
  const most = Math.max(
    trained,
    ...grids.flatMap(({ rows }) => rows.flatMap(({ distances }) => [...distances])),
  );
  const room = (innerWide - gap * (grids.length - 1)) / grids.length;
  const panels = grids.map((grid, k) => ({ ...drawn(grid, room, trained, most), x: k * (room + gap), y: 0 }));
  const each = grids.map(({ name, rows }) => {
    const all = rows.flatMap(({ distances }) => [...distances]);
    const far = all.filter((distance) => distance > trained).length;
    return `${name}: distances up to ${int(Math.max(...all))}, ${count(far, "pair")} beyond training`;
  });
  const alt = `${title} Training went up to distance ${int(trained)}. ${each.join("; ")}.`;
  return pictureOf(
    { title, subtitle, caption: `Framed in orange: further than the ${int(trained)} of training.`, alt },
    panels,
  );
}

function drawn({ name, rows }: DistanceGrid, room: number, trained: number, most: number): Panel {
  const T = rows.length;
  const cell = Math.min(30, room / T);
  const top = 24;
  const cells = rows.flatMap(({ keys, distances }, i) =>
    keys.map((j, k) => {
      const distance = distances[k]!;
      const far = distance > trained;
      const inset = far ? 1 : 0.5;
      const fill = tint(palette.sky, 0.08 + (0.8 * distance) / most);
      const rim = { stroke: far ? palette.vermilion : paper, "stroke-width": far ? 1.5 : 0.5 };
      return at(
        j * cell,
        top + i * cell,
        box(inset, inset, cell - 2 * inset, cell - 2 * inset, fill, rim),
        ...(cell >= 19 ? [words(cell / 2, cell / 2 + 4, int(distance), { size: 11, anchor: "middle" })] : []),
      );
    }),
  );
  const furthest = Math.max(...rows.flatMap(({ distances }) => [...distances]));
  return {
    width: room,
    height: top + T * cell + 22,
    content: group(
      heading(0, 14, name),
      box(0, top, T * cell, T * cell, hatched, { stroke: rule }),
      ...cells,
      quiet(0, top + T * cell + 16, `largest distance: ${int(furthest)}`),
    ),
  };
}
