import { muted, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { wrap } from "../ink/wrap.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, box, group, quiet, stroke, svg, words } from "./svg.js";

/** One station of the map. */
export interface MapStop {
  readonly number: string;
  readonly short: string;
  readonly minutes: number;
  readonly optional?: boolean;
  /** None is an appendix, drawn in grey. */
  readonly part?: string;
  /** Numbers of the stops it builds on; they must come before it. */
  readonly needs: readonly string[];
}

const colours = [palette.blue, palette.orange, palette.green, palette.pink];
/** Five columns beside JupyterLab's list of files, on a screen of 1,280 px. */
const card = { width: 132, height: 62, across: 162, down: 84 } as const;

/**
 * Which notebook builds on which, from left to right. An arrow that others imply is left out.
 * @throws RangeError when a stop needs one that does not come before it, or there are more than four parts
 */
export function courseMap(stops: readonly MapStop[], options: Titles = {}): Picture {
  dimension("courseMap", "the number of stops", stops.length);
  const parts = [...new Set(stops.flatMap(({ part }) => part ?? []))];
  if (parts.length > colours.length)
    throw new RangeError(
      `courseMap: there are ${parts.length} parts; at most ${colours.length} can be told apart`,
    );
  const { arrows, columns } = ordered(stops);
  const height = Math.max(...columns.map((column) => column.length)) * card.down;
  const width = (columns.length - 1) * card.across + card.width + 2;
  const place = new Map(
    columns.flatMap((column, c) =>
      column.map(({ number }, r) => {
        const y = ((r + 0.5) * height) / column.length - card.height / 2;
        return [number, { x: 1 + c * card.across, y }] as const;
      }),
    ),
  );
  const lines = arrows.map(({ from, to }) => arrow(place.get(from)!, place.get(to)!));
  const cards = stops.map((stop) => draw(stop, place.get(stop.number)!, parts));
  const map: Panel = { content: group(...lines, ...cards), width, height };
  const total = stops.reduce((sum, stop) => sum + stop.minutes, 0);
  const { title = "The course, and what builds on what" } = options;
  const {
    subtitle = `${stops.length} notebooks, about ${Math.round(total / 60)} hours; an arrow means: first this, then that; dashed: optional`,
  } = options;
  const each = stops.map(({ number, short, part, minutes, needs }) => {
    const after = needs.length > 0 ? `, after ${needs.join(" and ")}` : "";
    return `${number} ${short}${part ? "" : ", an appendix"}, ${minutes} minutes${after}`;
  });
  return pictureOf({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, [map, key(parts, width)]);
}

/** The stops by how many must come before them, and the arrows that no others imply. */
function ordered(stops: readonly MapStop[]) {
  const before = new Map<string, Set<string>>();
  const level = new Map<string, number>();
  for (const { number, needs } of stops) {
    for (const need of needs)
      if (!before.has(need))
        throw new RangeError(`courseMap: ${number} needs ${need}, which does not come before it`);
    before.set(number, new Set(needs.flatMap((need) => [need, ...before.get(need)!])));
    level.set(number, Math.max(-1, ...needs.map((need) => level.get(need)!)) + 1);
  }
  const implied = (need: string, needs: readonly string[]) =>
    needs.some((other) => other !== need && before.get(other)!.has(need));
  const arrows = stops.flatMap(({ number, needs }) =>
    needs.filter((need) => !implied(need, needs)).map((need) => ({ from: need, to: number })),
  );
  const columns = Array.from({ length: Math.max(...level.values()) + 1 }, (_, c) =>
    stops.filter(({ number }) => level.get(number) === c),
  );
  return { arrows, columns };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** From the right of one card to the left of another, bent between the last two columns. */
function arrow(a: Place, b: Place): SvgElement {
  const [x1, y1] = [a.x + card.width, a.y + card.height / 2];
  const [x2, y2] = [b.x - 1, b.y + card.height / 2];
  const middle = x2 - (card.across - card.width) / 2;
  const line = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - 6} ${y2}`;
  return group(
    stroke(line, muted, { "stroke-width": 1.75 }),
    svg("path", { d: `M${x2} ${y2}l-7 -4v8z`, fill: muted }),
  );
}

function draw(stop: MapStop, { x, y }: Place, parts: readonly string[]): SvgElement {
  const part = stop.part === undefined ? -1 : parts.indexOf(stop.part);
  const colour = colours[part] ?? muted;
  const dash = { "stroke-dasharray": stop.optional ? "5 3" : undefined };
  const rim = { rx: 8, stroke: colour, "stroke-width": 1.5, ...dash };
  const time = [letter(part), `${stop.minutes} min`].filter(Boolean).join(" · ");
  return at(
    x,
    y,
    box(0, 0, card.width, card.height, paper, { rx: 8 }),
    box(0, 0, card.width, card.height, tint(colour, 0.14), rim),
    words(7, 18, stop.number, { size: 13, weight: 700 }),
    quiet(card.width - 8, 17, time, { size: 11, anchor: "end" }),
    ...wrap(stop.short, 12, card.width - 14).map((line, k) =>
      words(7, 35 + 14 * k, line, { size: 12, weight: 600 }),
    ),
  );
}

/** Colours also have letters. */
const letter = (part: number): string | undefined => "ABCD"[part];

function key(parts: readonly string[], width: number): Panel {
  const each = width / Math.max(parts.length, 2);
  const entries = parts.flatMap((part, k) => [
    box(k * each, 9, 14, 14, tint(colours[k]!, 0.3), { rx: 3, stroke: colours[k] }),
    words(k * each + 21, 20, `${letter(k)}: ${part}`),
  ]);
  return { content: group(stroke(`M0 0H${width}`, rule), ...entries), width, height: 30 };
}
