import { softmax } from "long-attention/tensor";
import { difference, type Exercise } from "../../engine/index.js";
import { inputsThatTell } from "../inputs-that-tell.js";
import { stableSoftmax } from "./stable-softmax.js";

type Scores = readonly number[];

const most = { lists: 4, scores: 20 };

/** In one pass, as online softmax does it. */
function online(x: Float64Array): Float64Array {
  let [m, l] = [-Infinity, 0];
  for (const score of x) {
    const larger = Math.max(m, score);
    l = l * Math.exp(m - larger) + Math.exp(score - larger);
    m = larger;
  }
  return x.map((score) => Math.exp(score - m) / l);
}

function read(value: unknown): readonly Scores[] | string {
  if (!Array.isArray(value)) return "the result should be a list of inputs, each a list of scores";
  if (value.length > most.lists) return `there are ${value.length} inputs, and ${most.lists} are the most`;
  const lists: Scores[] = [];
  for (const [k, list] of value.entries()) {
    const scores: unknown = ArrayBuffer.isView(list) ? Array.from(list as Float64Array) : list;
    if (!isScores(scores)) return `input ${k} should be a list of scores, such as [1, 2, 3]`;
    if (scores.length > most.scores)
      return `input ${k} has ${scores.length} scores, and ${most.scores} are the most`;
    lists.push(scores);
  }
  return lists;
}

const isScores = (list: unknown): list is Scores =>
  Array.isArray(list) && list.every((score) => typeof score === "number");

export const tellingScores: Exercise = {
  id: "00.6",
  name: "tellingScores",
  title: "You write the test",
  points: 4,
  difficulty: "M",
  params: [],
  background: ["Now you are the grader."],
  ...inputsThatTell<Scores>({
    of: stableSoftmax,
    what: "softmax",
    kinds: {
      "no-maximum": "overflows",
      "maximum-starts-at-zero": "is right wherever one score is above 0",
      "largest-size": "confuses how large a score is with how far it is from 0",
      "fixed-shift": "is right for scores near one special number",
      "first-score": "depends on the order of the scores",
      mean: "is right while no score stands out",
      clamped: "is right while scores have a reasonable size",
      "divide-by-maximum": "changes the differences of the scores",
    },
    rights: [softmax, online],
    read,
    args: (scores) => [Float64Array.from(scores)],
    isRight: (result, scores) =>
      scores.length > 0 &&
      scores.every(Number.isFinite) &&
      difference(result, softmax(Float64Array.from(scores))) === undefined,
    holds: {
      right: [
        "Return inputs for `stableSoftmax`, each a list of scores",
        "a right solution must never be rejected, or nothing counts",
        "up to 4 lists of up to 20 scores each",
      ],
      caught: [
        "Eight wrong solutions were handed in;",
        "an input catches one when it gives other weights than a right softmax.",
      ],
    },
  }),
  mutants: [
    {
      id: "small-scores",
      misconception:
        "All your scores are small. A softmax goes wrong where $e^x$ overflows, above 709, or vanishes, below −745: add scores thousands above 0, and thousands below.",
      solution: () => [
        [1, 2, 3],
        [0.5, -0.25],
      ],
    },
    {
      id: "only-above",
      misconception:
        "Your large scores all lie above 0, and those of one list near one another. Add a list that lies thousands below 0: there every $e^x$ vanishes, and 0/0 is not a number.",
      solution: () => [
        [1, 2, 3],
        [5000, 5001],
      ],
    },
    {
      id: "close-together",
      misconception:
        "In each of your lists the scores lie close together. Who subtracts the first score, or the mean, gets through: add a list whose scores are thousands apart, and see that the largest does not come first.",
      solution: () => [
        [5000, 5001],
        [-5000, -5001],
      ],
    },
    {
      id: "largest-first",
      misconception:
        "In each of your lists the first score is nearly the largest. Who subtracts the first score gets through: let a later one be thousands larger.",
      solution: () => [
        [5000, 0, 0],
        [-5000, -5001],
      ],
    },
    {
      id: "catches-nothing",
      misconception:
        "Your inputs catch none of the wrong solutions. Small scores, and scores that are all alike, come out right whoever adds them up: try scores thousands above 0, and thousands below.",
      solution: () => [],
    },
    {
      id: "no-scores",
      misconception:
        "One of your inputs is none that a softmax is asked for: a list without scores, or with NaN or ∞ in it. A right solution may do there what it likes; a test holds it only to what its text promises.",
      solution: () => [[], [5000, 0], [-5000, -5001]],
    },
  ],
};
