import { ink, palette, textColour } from "./palette.js";

/** How a series is drawn: colour, dashes and the shape of its dots, so that colour never stands alone. */
export interface Look {
  /** Of lines and areas. */
  readonly colour: string;
  /** Of words: the same hue, dark enough to be read on white. */
  readonly text: string;
  /** SVG's stroke-dasharray. */
  readonly dash: string;
  readonly symbol: "circle" | "square" | "triangle" | "diamond" | "star" | "cross";
}

/** The looks of series, each told from the others by any one of its marks. */
export const look = {
  ink: { colour: ink, text: ink, dash: "2 3", symbol: "cross" },
  blue: { colour: palette.blue, text: textColour.Q, dash: "none", symbol: "circle" },
  vermilion: { colour: palette.vermilion, text: textColour.warn, dash: "8 4", symbol: "square" },
  green: { colour: palette.green, text: textColour.V, dash: "2 4", symbol: "triangle" },
  pink: { colour: palette.pink, text: textColour.O, dash: "9 3 2 3", symbol: "diamond" },
  orange: { colour: palette.orange, text: textColour.K, dash: "14 3", symbol: "star" },
  sky: { colour: palette.sky, text: textColour.S, dash: "5 2 2 2 2 2", symbol: "cross" },
} as const satisfies Record<string, Look>;

/** The looks of the first, second, … series of a figure. */
export const looks: readonly Look[] = [
  look.blue,
  look.vermilion,
  look.green,
  look.pink,
  look.orange,
  look.sky,
];
