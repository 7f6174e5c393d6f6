import { int, percent } from "../ink/format.js";
import { ink, inner, muted, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import { density } from "../sparse/measure.js";
import type { Pattern } from "../sparse/pattern.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

/** One pattern and how its mask is labelled. */
export interface MaskGrid {
  readonly pattern: Pattern;
  /** Above the grid. Default: the pattern's name. */
  readonly title?: string;
  /** One word for each token, such as the sentence with [cls] before it. Default: the figure's words. */
  readonly words?: readonly string[];
  /** A letter for the pairs that a part of the pattern reads; the first part that reads a pair names it. */
  readonly parts?: Readonly<Record<string, Pattern>>;
}

export interface MaskGridOptions extends Titles {
  readonly words?: readonly string[];
  /** What the letters stand for, such as { R: "random" }. */
  readonly letters?: Readonly<Record<string, string>>;
}

/** Pairs without a letter are sky blue, and so is a window; other letters take the next colours in their order. */
const plain = tint(palette.sky, 0.75);
const known: Readonly<Record<string, string>> = {
  W: plain,
  G: tint(palette.orange, 0.75),
  S: tint(palette.orange, 0.75),
  R: tint(palette.pink, 0.75),
};
const others = [palette.green, palette.yellow].map((c) => tint(c, 0.75));

const gap = 26;
const mostTokens = 256;

/**
 * Masks side by side, up to three in a row: queries downwards, keys to the right; a filled cell is a pair
 * that is read, stripes are not. Under each its exact number of pairs.
 * @throws RangeError when there is no grid, words do not fit, or a pattern is too large to draw
 */
export function maskGrids(grids: readonly MaskGrid[], options: MaskGridOptions = {}): Picture {
  const { title = "Who may read whom", letters = {} } = options;
  const { subtitle = "A row is a query, a column a key; filled: read, striped: not" } = options;
  if (grids.length === 0)
    throw new RangeError("maskGrids: there are no grids; give at least one { pattern }");
  const names = Object.keys(letters);
  const rest = names.filter((letter) => !(letter in known));
  const colour = (letter: string) => known[letter] ?? others[rest.indexOf(letter) % others.length]!;
  for (const { parts = {} } of grids)
    for (const letter of Object.keys(parts))
      if (!names.includes(letter))
        throw new RangeError(`maskGrids: a part has the letter ${letter}; say in letters what it stands for`);
  const across = Math.min(grids.length, grids.length === 4 ? 2 : 3);
  const room = (inner - gap * (across - 1)) / across;
  const panels: Panel[] = [];
  let y = 0;
  for (let first = 0; first < grids.length; first += across) {
    const row = grids.slice(first, first + across).map((grid, k) => {
      const words = wordsOf(grid, options.words);
      return { ...oneGrid(grid, words, room, colour), x: k * (room + gap), y };
    });
    panels.push(...row);
    y += Math.max(...row.map(({ height }) => height)) + 14;
  }
  if (names.length > 0) panels.push({ ...legend(letters, colour), x: 0, y });
  const each = grids.map(
    ({ title, pattern: p }) =>
      `${title ?? p.name}: ${int(p.nnz)} of ${int(p.T * p.M)} pairs, ${percent(density(p), 1)}`,
  );
  const alt = `${title}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, panels);
}

/** Each letter in its colour with what it stands for, in one line. */
function legend(letters: Readonly<Record<string, string>>, colour: (letter: string) => string): Panel {
  let x = 0;
  const marks = Object.entries(letters).flatMap(([letter, says]) => {
    const at = x;
    x += 24 + textWidth(says, 12) + 14;
    return [
      svg("rect", { x: at, y: 2, width: 16, height: 16, fill: colour(letter) }),
      svg("text", { x: at + 8, y: 14, "font-size": 11, "text-anchor": "middle" }, letter),
      svg("text", { x: at + 22, y: 14, "font-size": 12, fill: muted }, says),
    ];
  });
  return { content: svg("g", {}, ...marks), width: x, height: 20 };
}

function wordsOf({ pattern: p, words }: MaskGrid, shared?: readonly string[]) {
  if (p.T > mostTokens || p.M > mostTokens)
    throw new RangeError(
      `maskGrids: ${p.name} is [${p.T},${p.M}]; at most ${mostTokens} tokens can be told apart`,
    );
  if (words && (words.length !== p.T || p.T !== p.M))
    throw new RangeError(
      `maskGrids: ${p.name} is [${p.T},${p.M}] but has ${words.length} words; give one for each token`,
    );
  return words ?? (shared?.length === p.T && p.T === p.M ? shared : undefined);
}

function oneGrid(
  { pattern: p, title = p.name, parts = {} }: MaskGrid,
  words: readonly string[] | undefined,
  room: number,
  colour: (letter: string) => string,
): Panel {
  const long = words ? Math.max(...words.map((word) => textWidth(word, 11))) + 6 : 0;
  const cell = Math.min(34, (room - long - 1) / p.M, 400 / p.T);
  const top = 24 + long;
  const spaced = cell >= 8;
  const frame = svg("rect", {
    x: long,
    y: top,
    width: p.M * cell,
    height: p.T * cell,
    fill: hatched,
    stroke: rule,
  });
  const marks: SvgElement[] = [
    svg("text", { x: long, y: 12, "font-size": 13, "font-weight": 600 }, title),
    frame,
  ];
  const at = { x: (j: number) => long + j * cell, y: (i: number) => top + i * cell };
  const sets = Object.entries(parts).map(([letter, part]) => ({ letter, part }));
  for (let i = 0; i < p.T; i++) {
    const reads = sets.map(({ letter, part }) => ({ letter, keys: new Set(part.keys(i)) }));
    for (const { from, to, letter } of runs(
      p.keys(i),
      spaced,
      (j) => reads.find((r) => r.keys.has(j))?.letter,
    )) {
      const look = { fill: letter ? colour(letter) : plain, ...(spaced && { stroke: paper }) };
      marks.push(
        svg("rect", { x: at.x(from), y: at.y(i), width: (to - from) * cell, height: cell, ...look }),
      );
      if (letter && cell >= 13)
        marks.push(
          svg(
            "text",
            {
              x: at.x(from + 0.5),
              y: at.y(i + 0.5) + 4,
              "font-size": 11,
              "text-anchor": "middle",
              fill: ink,
            },
            letter,
          ),
        );
    }
  }
  words?.forEach((word, k) => {
    const [x, y] = [at.x(k + 0.5) + 4, top - 5];
    marks.push(
      svg(
        "text",
        { x: long - 5, y: at.y(k + 0.5) + 4, "font-size": 11, "text-anchor": "end", fill: muted },
        word,
      ),
      svg("text", { x, y, "font-size": 11, fill: muted, transform: `rotate(-90 ${x} ${y})` }, word),
    );
  });
  const below = top + p.T * cell + 16;
  const share = percent(density(p), density(p) < 0.2 ? 2 : 0);
  marks.push(
    svg(
      "text",
      { x: long, y: below, "font-size": 12, fill: ink },
      `${int(p.nnz)} of ${int(p.T * p.M)}, ${share}`,
    ),
  );
  const width = Math.max(long + p.M * cell, long + textWidth(title, 13) * 0.95);
  return { content: svg("g", {}, ...marks), width, height: below + 4 };
}

/** Neighbouring keys of one letter as one rectangle when cells are too small for gaps: fewer elements. */
function runs(keys: readonly number[], single: boolean, letterOf: (j: number) => string | undefined) {
  const found: { from: number; to: number; letter: string | undefined }[] = [];
  for (const j of keys) {
    const letter = letterOf(j);
    const last = found.at(-1);
    if (!single && last?.to === j && last.letter === letter) last.to = j + 1;
    else found.push({ from: j, to: j + 1, letter });
  }
  return found;
}
