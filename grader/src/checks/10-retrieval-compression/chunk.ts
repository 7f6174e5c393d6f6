import fc from "fast-check";
import { chunk as windows } from "long-attention/memory-systems";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [tokens: string[], size: number, overlap: number];

const planet = "Our planet is a lonely speck in the great enveloping cosmic dark".split(" ");
/** Texts in which words come again, and one of which is empty. */
const repeating = fc.array(fc.constantFrom("the", "sea", "", "a"), { maxLength: 14 });
const words = (n: number) => Array.from({ length: n }, (_, i) => `w${i}`);

const inputs = (overlap: (size: number) => fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  whole(1, 6).chain((size) =>
    fc.tuple(fc.oneof(whole(0, 14).map(words), repeating), fc.constant(size), overlap(size)),
  );

/** The library refuses an overlap that large; the exercise takes the largest that moves on. */
const expect = ([tokens, size, overlap]: Input) => windows(tokens, size, Math.min(overlap, size - 1));

export const chunk: Exercise = {
  id: "10.4",
  name: "chunk",
  title: "Windows that cover everything",
  points: 3,
  difficulty: "E",
  params: ["tokens", "size", "overlap"],
  background: ["Beware of an overlap of `size` or more"],
  checks: [
    matches<Input>({
      id: "planet",
      holds: ["the windows, in order"],
      title: "cuts the notebook's text into windows of five that share two words",
      examples: [[planet, 5, 2]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any",
      holds: [
        "Every token is in a window",
        "the last window may be shorter, but always brings something new",
        "tokens the text",
        "overlap tokens shared by neighbouring windows, 0 or more",
      ],
      title: "covers every token, and the last window brings something new",
      weight: 2,
      examples: [
        [words(10), 4, 1],
        [words(11), 4, 1],
        [words(12), 4, 1],
        [words(8), 4, 0],
        [words(9), 4, 2],
        [[], 5, 0],
      ],
      inputs: inputs((size) => whole(0, size - 1)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "moves-on",
      holds: ["Treat it as size − 1"],
      title: "moves on by one token at least, however large the overlap",
      examples: [
        [words(6), 3, 3],
        [words(6), 3, 5],
        [words(3), 1, 1],
        [[], 6, 6],
        [words(1), 4, 4],
        [["the", "the"], 1, 1],
      ],
      inputs: inputs((size) => whole(size, size + 3)),
      runs: 6,
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "long",
      holds: ["Cut a long text into windows of `size` tokens"],
      title: "cuts a text into hundreds of windows",
      examples: [[words(400), 3, 1]],
      inputs: fc.tuple(whole(210, 300).map(words), whole(1, 2), fc.constant(0)),
      runs: 2,
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "short",
      holds: ["An empty text has no windows", "size tokens in a window, at least 1"],
      title: "copes with texts that fit into one window, and with no text at all",
      visibility: "hidden",
      examples: [
        [words(3), 5, 2],
        [words(5), 5, 4],
        [words(4), 5, 4],
        [words(1), 1, 0],
        [words(2), 6, 5],
        [[], 4, 1],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "loses-tail",
      misconception:
        "You only keep full windows, so the end of the text is lost. The last window may be shorter.",
      solution: bent({ goOn: (start, size, n) => start + size <= n }),
    },
    {
      id: "tail-twice",
      misconception:
        "You open windows as long as one can begin, so the last may hold only tokens that the one before has already. Stop as soon as a window has reached the end of the text.",
      solution: bent({ goOn: (start, _size, n) => start < n }),
    },
    {
      id: "never-moves-on",
      misconception:
        "With an overlap of `size` or more your windows do not move on, and without a limit you would open them for ever. Let the step be at least 1.",
      solution: bent({ step: (size, overlap) => Math.max(0, size - overlap) }),
    },
    {
      id: "no-overlap",
      misconception:
        "Your windows stand side by side. Each begins with the last `overlap` tokens of the one before: the step is size − overlap.",
      solution: bent({ step: (size) => size }),
    },
    {
      id: "overlap-as-step",
      misconception:
        "You move on by `overlap` tokens. That is what neighbours share; what is new in each is size − overlap, and this is the step.",
      solution: bent({ step: (_size, overlap) => Math.max(1, overlap) }),
    },
    {
      id: "moved-back",
      misconception:
        "You move the last window back so that it is full. Then it shares more than `overlap` tokens with the one before; let it be short instead.",
      solution: (tokens: string[], size: number, overlap: number) =>
        expect([tokens, size, overlap]).map((window, i) => {
          const start = i * Math.max(1, size - overlap);
          return window.length < size
            ? tokens.slice(Math.max(0, tokens.length - size))
            : tokens.slice(start, start + size);
        }),
    },
    {
      id: "one-too-few",
      misconception:
        "Neighbours share one token less than `overlap`. The next window begins size − overlap after the last one, not one later.",
      solution: bent({ step: (size, overlap) => Math.max(1, Math.min(size, size - overlap + 1)) }),
    },
    {
      id: "no-overlap-when-large",
      misconception:
        "You drop an overlap of `size` or more. Treat it as size − 1: windows then move on by one token.",
      solution: bent({ step: (size, overlap) => (overlap >= size ? size : size - overlap) }),
    },
    {
      id: "hundred-windows",
      misconception: "You stop after a hundred windows. A long text has more; stop when its end is reached.",
      solution: (...input: Input) => expect(input).slice(0, 100),
    },
    {
      id: "empty-window",
      misconception: "You give an empty text one empty window. It has none: no window would bring anything.",
      solution: (...input: Input) => (input[0].length === 0 ? [[]] : expect(input)),
    },
    {
      id: "each-word-once",
      misconception:
        "You leave out words that came before. A text may say the same word twice, and both times it is a token.",
      solution: (tokens: string[], size: number, overlap: number) =>
        expect([[...new Set(tokens)], size, overlap]),
    },
    {
      id: "as-text",
      misconception: "You give each window as one text. A window is a list of its tokens.",
      solution: (...input: Input) => expect(input).map((window) => window.join(" ")),
    },
  ],
};

interface Bend {
  readonly step?: (size: number, overlap: number) => number;
  /** Whether one more window begins at `start`. */
  readonly goOn?: (start: number, size: number, n: number, overlap: number) => boolean;
}

/** Windows with one rule bent. A mutant must end, so nobody gets more than this many. */
const mostWindows = 100;

function bent({
  step = (size, overlap) => Math.max(1, size - overlap),
  goOn = (start, _size, n, overlap) => (start === 0 ? n > 0 : start + overlap < n),
}: Bend): (tokens: string[], size: number, overlap: number) => string[][] {
  return (tokens, size, overlap) => {
    const move = step(size, overlap);
    const shared = size - Math.max(1, size - overlap);
    const found: string[][] = [];
    for (let start = 0; goOn(start, size, tokens.length, shared); start += move) {
      found.push(tokens.slice(start, start + size));
      if (found.length === mostWindows) break;
    }
    return found;
  };
}
