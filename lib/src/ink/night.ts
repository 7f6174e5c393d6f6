/**
 * Pictures by night. A drawing is made for white paper; where the page around it is dark, a stylesheet inside the SVG
 * puts another colour in place of each that it uses. So no plot knows of night, and a viewer without CSS shows the day.
 */
import { bucketColours } from "./bucket-colour.js";
import { contrast } from "./contrast.js";
import { faint, hatch, ink, mixed, muted, palette, paper, rule, textColour, tint, tints } from "./palette.js";

/** What stands in for the colours of the same names; the paper is that of JupyterLab's dark theme. */
export const night = {
  ink: "#e8eaed",
  muted: "#a9b1bc",
  rule: "#515966",
  faint: "#2a2e35",
  paper: "#111111",
} as const;

/** Where a picture stands on a dark page: what an <img>'s own color-scheme says, or else the reader's system. */
export const byNight = "@media (prefers-color-scheme:dark)";

/**
 * What tells the pictures in an output which theme JupyterLab has, or VS Code: it is seldom the system's. On paper, what
 * would scroll on a screen shrinks.
 */
export const pageTheme = `<style>${[
  "[data-jp-theme-light=true] .long-attention{color-scheme:light}",
  "[data-jp-theme-light=false] .long-attention,.vscode-dark .long-attention{color-scheme:dark}",
  "@media print{.long-attention{color-scheme:light!important}.long-attention img{min-width:0!important}}",
].join("")}</style>`;

/** The colour that stands by night for one of the day: names and tints of the palette; others, hues too, stay. */
export const atNight = (colour: string): string => counterparts().get(colour) ?? colour;

/** Classes of what only one of the two shows, such as bitmaps. */
export const dayOrNight = { day: "day", night: "night" } as const;

/** Rules for every colour of day in an SVG's attributes; "" when night changes none. */
export function nightRules(svg: string): string {
  const used = new Set(svg.match(/(?<=\s)(fill|stroke|color)="#[0-9a-f]{6}"/gi));
  const rules = [...used].flatMap((attribute) => {
    const [property, colour] = attribute.replaceAll('"', "").split("=") as [string, string];
    const other = atNight(colour);
    return other === colour ? [] : [`[${property}=\\${colour}]{${property}:${other}}`];
  });
  const { day, night } = dayOrNight;
  const twice = svg.includes(`class="${night}"`);
  const hidden = (which: string) => (twice ? `.${which}{display:none}` : "");
  if (twice) rules.push(hidden(day), `.${night}{display:inline}`);
  return rules.length === 0 ? "" : `${hidden(night)}${byNight}{${rules.join("")}}`;
}

/** Words on a full tint have at least this contrast. */
const readable = 4.5;

let known: ReadonlyMap<string, string> | undefined;

function counterparts(): ReadonlyMap<string, string> {
  known ??= new Map([
    ...[...new Set([...Object.values(palette), ...bucketColours, muted])].flatMap(tintsOf),
    [ink, night.ink],
    [muted, night.muted],
    [rule, night.rule],
    [faint, night.faint],
    [paper, night.paper],
    [hatch.ground, "#1c1f24"],
    [hatch.line, "#434a54"],
    ...Object.entries(textColour).map(([name, colour]): [string, string] => [colour, words(hueOf[name]!)]),
  ]);
  return known;
}

/** Every tint of a hue with the same part of it on dark paper, as much of it as words on it allow. */
function tintsOf(hue: string): [string, string][] {
  const full = Array.from({ length: tints }, (_, k) => 1 - k / tints).find(
    (part) => contrast(mixed(hue, part, night.paper), night.ink) >= readable,
  )!;
  return Array.from({ length: tints }, (_, k) => {
    const part = k / (tints - 1);
    return [tint(hue, part), mixed(hue, full * part, night.paper)];
  });
}

/** A hue light enough to be read on dark paper. */
const words = (hue: string) => mixed(hue, 0.6, night.ink);

const hueOf: Readonly<Record<string, string>> = {
  Q: palette.blue,
  K: palette.orange,
  V: palette.green,
  O: palette.pink,
  S: palette.sky,
  P: palette.sky,
  warn: palette.vermilion,
};
