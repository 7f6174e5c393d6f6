/** One look for every figure: Okabe and Ito's palette, which colour-blind readers can tell apart. */
export const palette = {
  black: "#000000",
  orange: "#E69F00",
  sky: "#56B4E9",
  green: "#009E73",
  yellow: "#F0E442",
  blue: "#0072B2",
  vermilion: "#D55E00",
  pink: "#CC79A7",
} as const;

/** The colour of each of attention's matrices, for areas and lines. */
export const matrixColour = {
  Q: palette.blue,
  K: palette.orange,
  V: palette.green,
  O: palette.pink,
  S: palette.sky,
  P: palette.sky,
} as const;

/** The colour of a pair in a mask by what reads it: W window, G global, S sink, B block, R random. */
export const letterColour = {
  W: palette.sky,
  G: palette.orange,
  S: palette.orange,
  B: palette.green,
  R: palette.pink,
} as const;

/** The same hues dark enough to be read as text on white (contrast at least 4.5 to 1). */
export const textColour = {
  Q: "#005B8F",
  K: "#8A5A00",
  V: "#00694D",
  O: "#93406E",
  S: "#1A6A9C",
  P: "#1A6A9C",
  warn: "#A84600",
} as const;

/** Words and frames. */
export const ink = "#1b1e23";
/** Words of less weight: captions, numbers on axes. */
export const muted = "#59616e";
/** Lines that part. */
export const rule = "#b9c0ca";
/** Lines of a grid. */
export const faint = "#e6e9ee";
/** The ground of a picture. */
export const paper = "#ffffff";
/** Ground and lines of what is masked, skipped or empty. */
export const hatch = { ground: "#f4f5f7", line: "#c3c9d2" } as const;
/** Words on a hue itself, bright or deep: like the hue they are the same by day and by night. */
export const onHue = { bright: "#15181d", deep: "#fefefe" } as const;

/** What words are set in: the reader's own system font. */
export const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** Width of a figure and the margin around its content, in px. */
export const width = 640;
/** Around a figure's content, in px. */
export const margin = 16;
/** Width of a figure's content, in px. */
export const inner = width - 2 * margin;
/** The same where there is much to see: JupyterLab gives a figure 900 px on a page of 1,100. */
export const innerWide = 900 - 2 * margin;

/** Red, green and blue of #rrggbb, 0 to 255. */
export const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Two colours mixed, as #rrggbb. @param part of the first, 0 to 1 */
export function mixed(colour: string, part: number, ground: string): string {
  const under = channels(ground);
  const both = channels(colour).map((c, k) => Math.round(under[k]! + (c - under[k]!) * part));
  return `#${both.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}

/** Tints come in so many steps, so that rasters compress. */
export const tints = 64;

/**
 * `colour` at opacity `t` on white, as #rrggbb; the last step falls just short of the colour itself, which night leaves
 * as it is.
 */
export const tint = (colour: string, t: number): string =>
  mixed(colour, Math.round(Math.min(1, Math.max(0, t)) * (tints - 1)) / tints, paper);
