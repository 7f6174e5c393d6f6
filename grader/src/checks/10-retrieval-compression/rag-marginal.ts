import fc from "fast-check";
import { ragMarginal as marginal, type RagMode } from "long-attention/memory-systems";
import { softmax } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Input = [pz: number[], py: number[][], mode: RagMode];

/** The notebook's two documents, each of which knows one token of the answer. */
const pz = [...softmax([2, 1])];
const apart = [
  [0.9, 0.1],
  [0.2, 0.8],
];
/** One document knows the whole answer. */
const agreed = [
  [0.9, 0.9],
  [0.1, 0.1],
];

/** Documents and tokens, more of one or of the other; no probability is 0 or 1. */
const inputs = (
  mode: fc.Arbitrary<RagMode>,
  documents = whole(2, 4),
  tokens = whole(2, 4),
): fc.Arbitrary<Input> =>
  fc.tuple(documents, tokens).chain(([n, T]) => {
    const likely = whole(1, 15).map((x) => x / 16);
    return fc.tuple(
      fc.array(eighths(1), { minLength: n, maxLength: n }).map((scores) => [...softmax(scores)]),
      fc.array(fc.array(likely, { minLength: T, maxLength: T }), { minLength: n, maxLength: n }),
      mode,
    );
  });

const expect = (input: Input) => marginal(...input);
const tolerance = { atol: 1e-12 };

export const ragMarginal: Exercise = {
  id: "10.2",
  name: "ragMarginal",
  title: "Which document was it?",
  points: 4,
  difficulty: "M",
  params: ["pz", "py", "mode"],
  background: ["RAG reads several documents z"],
  checks: [
    matches<Input>({
      id: "sequence",
      holds: ["RAG-Sequence lets one document explain the whole answer"],
      title: "RAG-Sequence: one document explains the whole answer",
      examples: [
        [pz, apart, "sequence"],
        [pz, agreed, "sequence"],
      ],
      inputs: inputs(fc.constant("sequence")),
      expect,
      tolerance,
    }),
    matches<Input>({
      id: "token",
      holds: ["RAG-Token lets every token choose its own"],
      title: "RAG-Token: every token chooses its own document",
      examples: [
        [pz, apart, "token"],
        [pz, agreed, "token"],
      ],
      inputs: inputs(fc.constant("token")),
      expect,
      tolerance,
    }),
    matches<Input>({
      id: "both-alike",
      holds: [
        "so it sums over them",
        "pz p(z) for each document",
        "they sum to 1",
        "py one row for each document",
        'mode "sequence" or "token"',
        "the probability of the answer",
      ],
      title:
        "gives the same for an answer of one token, and the product for a single document, in either mode",
      visibility: "hidden",
      examples: [
        [pz, [[0.9], [0.2]], "sequence"],
        [pz, [[0.9], [0.2]], "token"],
        [[1], [[0.5, 0.25, 0.5]], "sequence"],
        [[1], [[0.5, 0.25, 0.5]], "token"],
        [
          [0.25, 0.75, 0],
          [
            [0.5, 0.5],
            [0, 1],
            [1, 1],
          ],
          "sequence",
        ],
        [
          [0.25, 0.75, 0],
          [
            [0.5, 0.5],
            [0, 1],
            [1, 1],
          ],
          "token",
        ],
      ],
      inputs: inputs(fc.constantFrom("sequence", "token"), whole(2, 4), fc.constant(1)),
      runs: 6,
      expect,
      tolerance,
    }),
  ],
  mutants: [
    {
      id: "swapped",
      misconception:
        "You have the two modes the wrong way round. In RAG-Sequence the document is chosen once, so the sum over documents stands outside; in RAG-Token inside, at every token.",
      solution: (pz: number[], py: number[][], mode: RagMode) =>
        marginal(pz, py, mode === "token" ? "sequence" : "token"),
    },
    {
      id: "best-document",
      misconception:
        "You take the likeliest document alone. Nobody knows that it is the one; sum over all, each with its weight p(z).",
      solution: (pz: number[], py: number[][]) => product(py[pz.indexOf(Math.max(...pz))]!),
    },
    {
      id: "uniform",
      misconception:
        "You weigh all documents alike. A document that fits the question better has a larger p(z), and counts for more.",
      solution: (pz: number[], py: number[][], mode: RagMode) =>
        marginal(
          pz.map(() => 1 / pz.length),
          py,
          mode,
        ),
    },
    {
      id: "ignores-mode",
      misconception:
        "You compute RAG-Sequence in both modes. In RAG-Token every token has a sum over the documents of its own.",
      solution: (pz: number[], py: number[][]) => marginal(pz, py, "sequence"),
    },
    {
      id: "pz-at-each-token",
      misconception:
        "In RAG-Sequence you multiply by p(z) at every token. The document is chosen once for the whole answer, so p(z) is a factor once.",
      solution: (pz: number[], py: number[][], mode: RagMode) =>
        mode === "token" ? marginal(pz, py, mode) : sum(pz.map((p, z) => product(py[z]!.map((y) => p * y)))),
    },
    {
      id: "no-weights",
      misconception:
        "You forget p(z) and add up the documents as they are, so the sum can exceed 1. Multiply each by its p(z).",
      solution: (pz: number[], py: number[][], mode: RagMode) =>
        mode === "sequence"
          ? sum(py.map(product))
          : product(py[0]!.map((_, t) => sum(pz.map((_, z) => py[z]![t]!)))),
    },
    {
      id: "mean-of-tokens",
      misconception:
        "You average over the tokens. An answer needs all of its tokens, so their probabilities are multiplied.",
      solution: (pz: number[], py: number[][]) => sum(pz.map((p, z) => (p * sum(py[z]!)) / py[z]!.length)),
    },
    {
      id: "logarithm",
      misconception:
        "You give the logarithm of the probability. Sums of logarithms are a good way there; take exp of them at the end.",
      solution: (...input: Input) => Math.log(marginal(...input)),
    },
    {
      id: "two-documents",
      misconception: "You add up the first two documents only. There may be more: sum over all.",
      solution: (pz: number[], py: number[][], mode: RagMode) => {
        const two = pz.slice(0, 2);
        return mode === "sequence"
          ? sum(two.map((p, z) => p * product(py[z]!)))
          : product(py[0]!.map((_, t) => sum(two.map((p, z) => p * py[z]![t]!))));
      },
    },
    {
      id: "best-at-each-token",
      misconception:
        "You take the best document at every token. Nobody knows which it is: sum over all of them, each with its weight p(z).",
      solution: (pz: number[], py: number[][], mode: RagMode) =>
        mode === "sequence"
          ? Math.max(...pz.map((p, z) => p * product(py[z]!)))
          : product(py[0]!.map((_, t) => Math.max(...pz.map((p, z) => p * py[z]![t]!)))),
    },
    {
      id: "first-token",
      misconception: "You look at the first token only. The answer is right when all of its tokens are.",
      solution: (pz: number[], py: number[][]) => sum(pz.map((p, z) => p * py[z]![0]!)),
    },
  ],
};

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);
const product = (x: readonly number[]) => x.reduce((a, b) => a * b, 1);
