import { chart } from "../ink/chart.js";
import { int } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import { paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { log, multiples, samples, steps } from "../ink/scale.js";
import type { NsaSizes } from "../select/nsa.js";
import { nsaRows } from "../select/nsa-rows.js";
import { dimension } from "../tensor/check.js";
import { differentLengths } from "./check.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** The sizes, and the lengths between which rows are counted. */
export interface RowsRead {
  readonly sizes: NsaSizes;
  readonly Ts: readonly [number, number];
}

const looks: readonly Look[] = [look.blue, look.green, look.orange];

/** What the last of T tokens reads in each of NSA's branches, stacked, against T. */
export function rowsRead({ sizes, Ts }: RowsRead, options: Titles = {}): Picture {
  for (const T of Ts) dimension("rowsRead", "each of Ts", T);
  const [first, last] = differentLengths("rowsRead", Ts) as [number, number];
  // Between whole blocks the selected branch reads up to a block less: a saw that no line this long can show.
  const whole = (T: number) => Math.round(T / sizes.lp) * sizes.lp;
  const lengths = [...new Set(samples(log([first, last]), 161).map(whole))];
  const points = lengths.map((T) => {
    const { compressed, selected, sliding } = nsaRows(T - 1, sizes);
    return { T, steps: [0, sliding, sliding + selected, sliding + selected + compressed] };
  });
  const total = (T: number) => Object.values(nsaRows(T - 1, sizes)).reduce((a, b) => a + b);
  const names = ["sliding", "selected", "compressed"];
  const top = points.at(-1)!.steps;
  const { title = "What a query reads" } = options;
  const { subtitle = "Rows of the three branches, stacked; the length is on a logarithmic axis" } = options;
  const most = total(last);
  const panel = plotPanel(
    chart(
      {
        height: 330,
        x: {
          type: "log",
          domain: [first, last],
          ticks: multiples([first, last]),
          written: int,
          caption: "tokens T",
        },
        y: { domain: [0, most * 1.06], ticks: steps([0, most], 1000), written: int, caption: "rows read" },
        ends: names.map((name, k) => {
          const value = int(top[k + 1]! - top[k]!);
          return { y: (top[k]! + top[k + 1]!) / 2, name, value, fill: looks[k]!.text };
        }),
      },
      names.map((_, k) =>
        Plot.areaY(points, {
          x: "T",
          y1: ({ steps }) => steps[k]!,
          y2: ({ steps }) => steps[k + 1]!,
          fill: looks[k]!.colour,
          fillOpacity: 0.55,
          stroke: paper,
        }),
      ),
    ),
  );
  const said = [first, last].map((T) => {
    const rows = nsaRows(T - 1, sizes);
    return `at ${int(T)} tokens ${int(rows.compressed)} compressed, ${int(rows.selected)} selected and ${int(rows.sliding)} sliding, ${int(total(T))} in all`;
  });
  return pictureOf({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, [panel]);
}
