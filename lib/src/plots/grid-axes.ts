import { ink, muted } from "../ink/palette.js";
import * as Plot from "../ink/plot.js";

/** What is written along one side of a grid. */
export interface GridAxis {
  /** Places in the axis's values, each with its words. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** At the outer edge. */
  readonly caption?: string | undefined;
  /** px from the grid to the outer edge. */
  readonly offset: number;
  /** px of words that stand in for numbers; numbers are quieter. */
  readonly size?: number | undefined;
  /** True: the words are turned, for columns too narrow for them. */
  readonly upright?: boolean;
}

/** The columns of a grid named above it, its rows at its left: what is read, and who reads. */
export const gridAxes = (columns: GridAxis, rows: GridAxis): Plot.Markish[] => [
  Plot.axisX(places(columns), { ...numbers(columns), anchor: "top", ...(columns.upright ? turned : level) }),
  Plot.axisX([], { ...caption(columns), anchor: "top" }),
  Plot.axisY(places(rows), { ...numbers(rows), tickPadding: 8 }),
  Plot.axisY([], caption(rows)),
];

const turned = { tickRotate: -90, textAnchor: "start", tickPadding: 6 } as const;
const level = { tickPadding: 5 } as const;

const places = ({ ticks }: GridAxis) => ticks.map(({ at }) => at);

const numbers = ({ ticks, size }: GridAxis) => ({
  tickSize: 0,
  label: null,
  fill: size ? ink : muted,
  text: (_: number, k: number) => ticks[k]!.text,
  ...(size && { fontSize: size }),
});

const caption = ({ caption, offset }: GridAxis) =>
  ({
    fill: muted,
    label: caption ?? null,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: offset - 2,
  }) as const;
