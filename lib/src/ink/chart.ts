import { faint, inner, muted, paper } from "./palette.js";
import * as Plot from "./plot.js";
import { pushApart } from "./push-apart.js";
import { legible, linear, log, type Range, type Scale } from "./scale.js";
import { textWidth } from "./wrap.js";

/** An axis: its values, and what is written along it. */
export interface Axis {
  /** Default: linear. */
  readonly type?: Scale["type"];
  readonly domain: Range;
  /** Values with a number; along x, those whose words would touch are left out. Default: none. */
  readonly ticks?: readonly number[];
  /** How a tick is written. Default: as a plain number. */
  readonly written?: (tick: number) => string;
  /** What the axis means: below x, at the top of y. */
  readonly caption?: string;
  /** Values with a quiet line across the frame; true: all ticks, the crowded ones too. Default: true for y alone. */
  readonly grid?: boolean | readonly number[];
}

/** Words at the right of the frame, at the height of a value: where a line ends. */
export interface EndLabel {
  /** The value at whose height they are wanted; labels that would touch are pushed apart. */
  readonly y: number;
  readonly name: string;
  /** Quietly on the next line. */
  readonly value?: string;
  readonly fill: string;
}

/** The frame of a drawing, in px; margins that are not given follow from what is written there. */
export interface Frame {
  /** Default: a figure's whole content. */
  readonly width?: number;
  readonly height: number;
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly ends?: readonly EndLabel[];
  /** True: no line below. */
  readonly bare?: boolean;
}

/** Where values stand in a frame, in px from the drawing's upper left corner. */
export interface Places {
  readonly x: Scale;
  readonly y: Scale;
  /** The px of the frame's sides. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Plot's options, with every margin settled. */
export type Drawing = Plot.PlotOptions & { readonly width: number; readonly height: number };

/**
 * A drawing in a frame: grid, marks, both axes and the words at the ends of lines.
 * @param marks what is drawn, or how it follows from where values stand
 * @returns options for Observable Plot
 */
export function chart(
  frame: Frame,
  marks: readonly Plot.Markish[] | ((at: Places) => readonly Plot.Markish[]),
): Drawing {
  const { width = inner, height, x, y, ends = [], bare = false } = frame;
  const margins = { ...marginsOf(frame), ...given(frame) };
  const at: Places = {
    ...sides(width, height, margins),
    x: scaleOf(x, [margins.left, width - margins.right]),
    y: scaleOf(y, [height - margins.bottom, margins.top]),
  };
  return {
    width,
    height,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    x: { type: at.x.type, domain: [...x.domain], axis: null },
    y: { type: at.y.type, domain: [...y.domain], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridX(gridOf(x, false), quiet),
      Plot.gridY(gridOf(y, true), quiet),
      ...(bare ? [] : [Plot.frame({ anchor: "bottom", stroke: muted })]),
      ...axisX(x, at, margins),
      ...axisY(y, margins),
      ...(typeof marks === "function" ? marks(at) : marks),
      ...endLabels(ends, x.domain[1], at),
    ],
  };
}

/** White behind words, so that lines do not run through them. */
export const halo = { stroke: paper, strokeWidth: 4 } as const;

const quiet = { stroke: faint, strokeOpacity: 1 };
const words = { tickSize: 0, fill: muted, labelArrow: "none" } as const;
const lineHeight = 15;
/** px from the frame to the words beside it. */
const beside = { tick: 8, end: 10 } as const;

/** The widest of the margins that several frames need, so that they stand one exactly below the other. */
export function alike(frames: readonly Frame[]): Pick<Margins, "left" | "right"> {
  const all = frames.map(marginsOf);
  return {
    left: Math.max(...all.map(({ left }) => left)),
    right: Math.max(...all.map(({ right }) => right)),
  };
}

type Margins = Record<"left" | "right" | "top" | "bottom", number>;

const given = (frame: Frame): Partial<Margins> =>
  Object.fromEntries(
    (["left", "right", "top", "bottom"] as const).flatMap((side) =>
      frame[side] === undefined ? [] : [[side, frame[side]]],
    ),
  );

function marginsOf({ x, y, ends = [] }: Frame): Margins {
  const widest = (texts: readonly string[], size: number) =>
    Math.max(0, ...texts.map((text) => textWidth(text, size)));
  const numbers = widest((y.ticks ?? []).map(writtenBy(y)), 12);
  const half = widest((x.ticks ?? []).slice(-1).map(writtenBy(x)), 12) / 2;
  return {
    left: numbers > 0 ? Math.ceil(numbers + beside.tick) : 28,
    right: ends.length > 0 ? Math.ceil(beside.end + widest(ends.flatMap(linesOf), 12.5)) : Math.max(16, half),
    top: y.caption ? 34 : 12,
    bottom: x.caption ? 46 : x.ticks?.length ? 26 : 14,
  };
}

const sides = (width: number, height: number, { left, right, top, bottom }: Margins) => ({
  left,
  right: width - right,
  top,
  bottom: height - bottom,
});

const scaleOf = ({ type = "linear", domain }: Axis, range: Range) =>
  (type === "log" ? log : linear)(domain, range);

/** For Plot a channel, not a tickFormat: on a logarithmic axis that would hide the ticks that Plot deems minor. */
const writtenBy =
  ({ written = String }: Axis) =>
  (tick: number) =>
    written(tick);

const gridOf = ({ grid, ticks = [] }: Axis, usual: boolean): readonly number[] =>
  typeof grid === "object" ? grid : (grid ?? usual) ? ticks : [];

function axisX(axis: Axis, { x }: Places, { bottom }: Margins): Plot.Markish[] {
  const ticks = legible(axis.ticks ?? [], x, writtenBy(axis));
  const label = axis.caption ?? null;
  if (ticks.length === 0 && !label) return [];
  const caption = { label, labelAnchor: "center", labelOffset: bottom - 5 } as const;
  return [Plot.axisX(ticks, { ...words, ...caption, tickPadding: 10, text: writtenBy(axis) })];
}

function axisY(axis: Axis, { left }: Margins): Plot.Markish[] {
  const label = axis.caption ?? null;
  if (!axis.ticks?.length && !label) return [];
  const caption = { label, labelAnchor: "top", labelOffset: left } as const;
  return [
    Plot.axisY(axis.ticks ?? [], {
      ...words,
      ...caption,
      tickPadding: beside.tick,
      text: writtenBy(axis),
    }),
  ];
}

const linesOf = ({ name, value }: EndLabel): string[] => [
  ...name.split("\n"),
  ...(value === undefined ? [] : [value]),
];

function endLabels(ends: readonly EndLabel[], last: number, { y, top }: Places): Plot.Markish[] {
  const wanted = ends.map((end) => y(end.y));
  const heights = ends.map((end) => lineHeight * linesOf(end).length + 3);
  const middles = pushApart(wanted, heights, [Math.min(top, 0), y.range[0] + lineHeight / 2]);
  return ends.flatMap((end, k) => {
    const lines = linesOf(end);
    const first = middles[k]! - wanted[k]! - ((lines.length - 1) * lineHeight) / 2;
    return lines.map((text, row) =>
      Plot.text([text], {
        x: last,
        y: end.y,
        dx: beside.end,
        dy: first + row * lineHeight,
        textAnchor: "start",
        ...(end.value !== undefined && row === lines.length - 1
          ? { fill: muted }
          : { fill: end.fill, fontWeight: 600 }),
        ...halo,
      }),
    );
  });
}
