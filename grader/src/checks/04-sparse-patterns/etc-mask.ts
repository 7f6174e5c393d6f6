import fc from "fast-check";
import { etcMask as mask } from "long-attention/sparse";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { odd, pairs } from "./pairs.js";

type Input = [T: number, c: number, g: number];

const expect = (input: Input) => mask(...input);

export const etcMask: Exercise = {
  id: "04.3",
  name: "etcMask",
  title: "New tokens for everyone to meet at",
  points: 4,
  difficulty: "M",
  params: ["T", "c", "g"],
  checks: [
    matches<Input>({
      id: "sentence",
      title: "puts [cls] before the notebook's six words",
      holds: ["are put *before* the text", "[T + g, T + g]"],
      examples: [[6, 3, 1]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any",
      title: "works for any text, window and number of new tokens",
      weight: 2,
      holds: [
        "A new token reads everything and is read by everyone",
        "The words keep their window of c among themselves;",
        "word i now stands at position g + i.",
        "the window of the words",
      ],
      examples: [
        [7, 3, 2],
        [5, 1, 3],
      ],
      inputs: fc.tuple(whole(1, 9), odd(4), whole(1, 3)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "edges",
      title: "is the plain window for g = 0, and copes with a single word",
      visibility: "hidden",
      holds: ["g new tokens, 0 or more"],
      examples: [
        [6, 3, 0],
        [1, 1, 1],
        [1, 5, 2],
        [8, 1, 2],
        [3, 9, 1],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  background: ["T words of the text"],
  mutants: [
    {
      id: "rows-only",
      misconception:
        "Your new tokens read everything, but nobody reads them: they can listen and not tell. Fill their columns as well.",
      solution: bent((i, _j, g) => i < g),
    },
    {
      id: "columns-only",
      misconception:
        "Everyone reads your new tokens, but they read only one another: they can tell and not listen. Fill their rows as well.",
      solution: bent((_i, j, g) => j < g),
    },
    {
      id: "itc",
      misconception:
        "You made g words of the text global (that is ITC, and the mask stays [T, T]). ETC adds g new tokens before the text: the mask is [T + g, T + g].",
      solution: (T: number, c: number, g: number) =>
        pairs(T, (i, j) => i < g || j < g || 2 * Math.abs(i - j) < c),
    },
    {
      id: "no-corner",
      misconception:
        "Your new tokens do not read one another. They read everything: the corner of g × g pairs is filled, too.",
      solution: bent((i, j, g) => i < g !== j < g, false),
    },
    {
      id: "at-the-end",
      misconception:
        "You put the new tokens after the text. They stand before it, at positions 0 to g − 1, and word i moves to g + i.",
      solution: (T: number, c: number, g: number) =>
        pairs(T + g, (i, j) => i >= T || j >= T || 2 * Math.abs(i - j) < c),
    },
    {
      id: "one-global",
      misconception:
        "You make room for g new tokens, but only the first one is global. All g of them read everything and are read by everyone.",
      solution: bent((i, j) => i < 1 || j < 1),
    },
    {
      id: "no-window",
      misconception:
        "Your words read the new tokens and themselves, but not their neighbours. They keep their window of c among themselves.",
      solution: (T: number, _c: number, g: number) => pairs(T + g, (i, j) => i < g || j < g || i === j),
    },
    {
      id: "half-width-c",
      misconception:
        "Your words reach c steps to each side. c counts all keys of the window, so they reach (c − 1)/2.",
      solution: (T: number, c: number, g: number) =>
        pairs(T + g, (i, j) => i < g || j < g || Math.abs(i - j) <= c),
    },
    {
      id: "one-too-many",
      misconception:
        "You make the word at position g global, too. Positions count from 0: the new tokens are 0 to g − 1.",
      solution: (T: number, c: number, g: number) =>
        pairs(T + g, (i, j) => i <= g || j <= g || 2 * Math.abs(i - j) < c),
    },
  ],
};

/** A window among the words, and what `global` adds; the corner of the new tokens is filled unless told. */
function bent(global: (i: number, j: number, g: number) => boolean, corner = true) {
  return (T: number, c: number, g: number) =>
    pairs(T + g, (i, j) => {
      if (i < g && j < g) return corner;
      return (i >= g && j >= g && 2 * Math.abs(i - j) < c) || global(i, j, g);
    });
}
