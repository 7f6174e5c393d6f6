import { ink, inner, muted, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { wrap } from "../ink/wrap.js";
import { dimension } from "../tensor/check.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

/** One station of the map. */
export interface MapStop {
  readonly number: string;
  readonly short: string;
  readonly minutes: number;
  readonly optional?: boolean;
  readonly part: string;
  /** Numbers of the stops it builds on; they must come before it. */
  readonly needs: readonly string[];
}

const colours = [palette.blue, palette.orange, palette.green, palette.pink];
const card = { width: 104, height: 62, down: 84 } as const;

/**
 * Which notebook builds on which, from left to right. An arrow that others imply is left out.
 * @throws RangeError when a stop needs one that does not come before it, or there are more than four parts
 */
export function courseMap(stops: readonly MapStop[], options: Titles = {}): Picture {
  dimension("courseMap", "the number of stops", stops.length);
  const parts = [...new Set(stops.map(({ part }) => part))];
  if (parts.length > colours.length)
    throw new RangeError(
      `courseMap: there are ${parts.length} parts; at most ${colours.length} can be told apart`,
    );
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

  const levels = Math.max(...level.values()) + 1;
  const columns = Array.from({ length: levels }, (_, c) => stops.filter((s) => level.get(s.number) === c));
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = tallest * card.down;
  const step = levels === 1 ? 0 : (inner - card.width - 2) / (levels - 1);
  const place = new Map(
    columns.flatMap((column, c) =>
      column.map(({ number }, r) => {
        const y = ((r + 0.5) * height) / column.length - card.height / 2;
        return [number, { x: 1 + c * step, y }] as const;
      }),
    ),
  );
  const lines = arrows.map(({ from, to }) => {
    const [a, b] = [place.get(from)!, place.get(to)!];
    const [x1, y1] = [a.x + card.width, a.y + card.height / 2];
    const [x2, y2] = [b.x - 1, b.y + card.height / 2];
    const middle = x2 - step + card.width + (step - card.width) / 2;
    const d = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - 6} ${y2}`;
    const tip = `M${x2} ${y2}l-7 -4v8z`;
    return svg(
      "g",
      {},
      svg("path", { d, fill: "none", stroke: muted, "stroke-width": 1.75 }),
      svg("path", { d: tip, fill: muted }),
    );
  });
  const cards = stops.map((stop) => draw(stop, place.get(stop.number)!, parts.indexOf(stop.part)));
  const map: Panel = { content: svg("g", {}, ...lines, ...cards), width: inner, height };
  const total = stops.reduce((sum, stop) => sum + stop.minutes, 0);
  const { title = "The course, and what builds on what" } = options;
  const {
    subtitle = `${stops.length} notebooks, about ${Math.round(total / 60)} hours; an arrow means: first this, then that; dashed: optional`,
  } = options;
  const each = stops.map(({ number, short, minutes, needs }) => {
    const after = needs.length > 0 ? `, after ${needs.join(" and ")}` : "";
    return `${number} ${short}, ${minutes} minutes${after}`;
  });
  return pictureOf({ title, subtitle, alt: `${title}. ${each.join("; ")}.` }, [map, legend(parts)]);
}

function draw(stop: MapStop, { x, y }: { readonly x: number; readonly y: number }, part: number) {
  const colour = colours[part]!;
  const name = wrap(stop.short, 12, card.width - 14).map((words, k) =>
    svg("text", { x: 7, y: 35 + 14 * k, "font-size": 11, "font-weight": 600 }, words),
  );
  return svg(
    "g",
    { transform: `translate(${x},${y})` },
    svg("rect", {
      width: card.width,
      height: card.height,
      rx: 8,
      fill: paper,
    }),
    svg("rect", {
      width: card.width,
      height: card.height,
      rx: 8,
      fill: tint(colour, 0.14),
      stroke: colour,
      "stroke-width": 1.5,
      ...(stop.optional ? { "stroke-dasharray": "5 3" } : {}),
    }),
    svg("text", { x: 7, y: 18, "font-size": 13, "font-weight": 700, fill: ink }, stop.number),
    svg(
      "text",
      { x: card.width - 8, y: 17, "font-size": 11, "text-anchor": "end", fill: muted },
      `${letter(part)} · ${stop.minutes} min`,
    ),
    ...name,
  );
}

/** Colours also have letters. */
const letter = (part: number) => "ABCD"[part]!;

function legend(parts: readonly string[]): Panel {
  const width = inner / Math.max(parts.length, 2);
  const entries = parts.flatMap((part, k) => [
    svg("rect", {
      x: k * width,
      y: 9,
      width: 14,
      height: 14,
      rx: 3,
      fill: tint(colours[k]!, 0.3),
      stroke: colours[k],
    }),
    svg("text", { x: k * width + 21, y: 20, "font-size": 12 }, `${letter(k)}: ${part}`),
  ]);
  const line = svg("path", { d: `M0 0H${inner}`, stroke: rule });
  return { content: svg("g", {}, line, ...entries), width: inner, height: 30 };
}
