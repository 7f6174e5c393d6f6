import { int, percent } from "../ink/format.js";
import { innerWide, letterColour, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import { type LetteredKey, letteredKeys } from "../sparse/letters.js";
import { density } from "../sparse/measure.js";
import type { Pattern } from "../sparse/pattern.js";
import type { SvgElement } from "./dom.js";
import { legend } from "./legend.js";
import { inRows, type Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { at, box, group, heading, quiet, words as written } from "./svg.js";

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

/** Pairs without a letter are sky blue, and so is a window; letters that nobody knows take colours in their order. */
const known: Readonly<Record<string, string>> = letterColour;
const others = [palette.green, palette.yellow];

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
  const colour = (letter = "W") => tint(known[letter] ?? others[rest.indexOf(letter) % others.length]!, 0.75);
  for (const { parts = {} } of grids)
    for (const letter of Object.keys(parts))
      if (!names.includes(letter))
        throw new RangeError(`maskGrids: a part has the letter ${letter}; say in letters what it stands for`);
  const across = Math.min(grids.length, grids.length === 4 ? 2 : 3);
  const room = (innerWide - gap * (across - 1)) / across;
  const drawn = grids.map((grid) => oneGrid(grid, wordsOf(grid, options.words), room, colour));
  const key = names.map((letter) => ({ letter, fill: colour(letter), says: letters[letter]! }));
  const masks = inRows(drawn, across, room + gap, 14);
  const each = grids.map(
    ({ title, pattern: p }) =>
      `${title ?? p.name}: ${int(p.nnz)} of ${int(p.T * p.M)} pairs, ${percent(density(p), 1)}`,
  );
  const alt = `${title}. ${each.join("; ")}.`;
  const below = names.length > 0 ? [{ ...legend(key), y: masks.height + 14 }] : [];
  return pictureOf({ title, subtitle, alt }, [masks, ...below]);
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
  words: readonly string[] = [],
  room: number,
  colour: (letter?: string) => string,
): Panel {
  const long = words.length > 0 ? Math.max(...words.map((word) => textWidth(word, 11))) + 6 : 0;
  const cell = Math.min(34, (room - long - 1) / p.M, 400 / p.T);
  const top = 24 + long;
  const below = top + p.T * cell + 16;
  const share = percent(density(p), density(p) < 0.2 ? 2 : 0);
  const rows = letteredKeys(p, parts).map((keys, i) => maskRow(keys, i, cell, colour));
  const content = group(
    heading(long, 12, title),
    box(long, top, p.M * cell, p.T * cell, hatched, { stroke: rule }),
    at(long, top, ...rows.flat()),
    ...words.flatMap((word, k) => {
      const [x, y] = [long + (k + 0.5) * cell + 4, top - 5];
      return [
        quiet(long - 5, top + (k + 0.5) * cell + 4, word, { size: 11, anchor: "end" }),
        quiet(x, y, word, { size: 11, more: { transform: `rotate(-90 ${x} ${y})` } }),
      ];
    }),
    written(long, below, `${int(p.nnz)} of ${int(p.T * p.M)}, ${share}`),
  );
  const width = Math.max(long + p.M * cell, long + textWidth(title, 13) * 0.95);
  return { content, width, height: below + 4 };
}

/** What query i reads: neighbouring keys of one letter as one rectangle when cells are too small for gaps. */
function maskRow(
  keys: readonly LetteredKey[],
  i: number,
  cell: number,
  colour: (letter?: string) => string,
): SvgElement[] {
  const spaced = cell >= 8;
  return runsOf(keys, spaced).flatMap(({ from, to, letter }) => [
    box(from * cell, i * cell, (to - from) * cell, cell, colour(letter), {
      stroke: spaced ? paper : undefined,
    }),
    ...(letter && cell >= 13
      ? [written((from + 0.5) * cell, (i + 0.5) * cell + 4, letter, { size: 11, anchor: "middle" })]
      : []),
  ]);
}

function runsOf(keys: readonly LetteredKey[], single: boolean) {
  const found: { from: number; to: number; letter: string | undefined }[] = [];
  for (const { j, letter } of keys) {
    const last = found.at(-1);
    if (!single && last?.to === j && last.letter === letter) last.to = j + 1;
    else found.push({ from: j, to: j + 1, letter });
  }
  return found;
}
