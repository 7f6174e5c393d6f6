import { chart } from "../ink/chart.js";
import { fixed, int } from "../ink/format.js";
import { look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent, log, multiples, samples, steps } from "../ink/scale.js";
import { deltaError, leastSquaresError, sumError } from "../linear/capacity-theory.js";
import { dimension } from "../tensor/check.js";
import { differentLengths } from "./check.js";
import { dots, line, turn } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** What was measured with some numbers of pairs: the mean squared error of a sum and of the delta rule. */
export interface Capacity {
  readonly d: number;
  /** At least two, ascending. */
  readonly measured: readonly { readonly n: number; readonly sum: number; readonly delta: number }[];
}

/** Error of what is read back against the number of pairs: theory as lines, measurements as dots. */
export function capacityCurves({ d, measured }: Capacity, options: Titles = {}): Picture {
  dimension("capacityCurves", "d", d);
  for (const { n } of measured) dimension("capacityCurves", "n", n);
  const ends = differentLengths("capacityCurves", extent(measured.map(({ n }) => n))) as [number, number];
  const series = [
    { name: "sum", of: sumError, key: "sum", look: look.vermilion },
    { name: "delta rule", of: deltaError, key: "delta", look: look.blue },
    { name: "best possible", of: leastSquaresError, key: undefined, look: look.green },
  ] as const;
  const counts = [...new Set(samples(log(ends), 61).map(Math.round))];
  const most = Math.max(sumError(ends[1], d), ...measured.map(({ sum, delta }) => Math.max(sum, delta)));
  const { title = "How many pairs a state holds" } = options;
  const {
    subtitle = `Mean squared error of what is read from ${d} × ${d} numbers; lines theory, dots measured`,
  } = options;
  const panel = plotPanel(
    chart(
      {
        height: 310,
        x: { type: "log", domain: ends, ticks: multiples(ends), written: int, caption: "pairs written" },
        y: {
          domain: [0, most * 1.05],
          ticks: steps([0, most], 1),
          written: (y) => fixed(y, 0),
          caption: "error",
        },
        ends: series.map(({ name, of, look }) => {
          const y = of(ends[1], d);
          return { y, name, value: fixed(y), fill: look.text };
        }),
      },
      [
        ...turn(d, `${d} pairs`),
        ...series.flatMap(({ of, key, look }) => [
          ...line(
            counts.map((n) => ({ n, y: of(n, d) })),
            { x: "n", y: "y" },
            look,
          ),
          ...(key
            ? [
                dots(
                  measured.map((one) => ({ n: one.n, y: one[key] })),
                  { x: "n", y: "y" },
                  look,
                ),
              ]
            : []),
        ]),
      ],
    ),
  );
  const said = measured.map(
    ({ n, sum, delta }) =>
      `${int(n)} pairs: sum ${fixed(sum, 3)}, delta rule ${fixed(delta, 3)}, best ${fixed(leastSquaresError(n, d), 3)}`,
  );
  return pictureOf({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, [panel]);
}
