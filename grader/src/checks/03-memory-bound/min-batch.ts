import fc from "fast-check";
import { A100_80GB, linearIntensity, opsPerByte, minBatch as oracle, peakFlops } from "long-attention/gpu";
import { check, type Exercise, exact, type Failure, matches, show, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [dIn: number, dOut: number, bytes: number, opsPerByte: number];

/** An A100 on its tensor cores, in fp16. */
const A100 = opsPerByte(peakFlops(A100_80GB, "fp16"), A100_80GB.hbmBytesPerSecond);

/** The intensity that a layer comes near to, but never reaches, as the batch grows. */
const ceiling = (dIn: number, dOut: number, bytes: number) => (2 * dIn * dOut) / (bytes * (dIn + dOut));

/** Layers of any shape with a machine that asks for more than at some batch, and for less than at the next. */
const possible: fc.Arbitrary<Input> = fc
  .tuple(
    whole(1, 500),
    whole(1, 500),
    fc.constantFrom(1, 2, 4),
    fc.oneof(whole(0, 2000), whole(5000, 300_000)),
  )
  .map(([dIn, dOut, bytes, batch]) => {
    const at = (b: number) => (b === 0 ? 0 : linearIntensity(b, dIn, dOut, bytes));
    return [dIn, dOut, bytes, (at(batch) + at(batch + 1)) / 2];
  });

/** Layers whose intensity is exactly the machine's at some batch: all numbers are eighths of powers of two. */
const ties: fc.Arbitrary<Input> = fc
  .tuple(whole(1, 9), fc.constantFrom(1, 3, 7), fc.constantFrom(1, 2, 4))
  .map(([power, halves, bytes]) => {
    const d = 2 ** power;
    return [d, d, bytes, linearIntensity((halves * d) / 2, d, d, bytes)];
  });

/** Whether the layer's intensity is what the sentence says. */
function judge(value: unknown, [dIn, dOut, bytes, ops]: Input): Failure | undefined {
  const right = oracle(dIn, dOut, bytes, ops);
  const failure = wrong(value, right, exact);
  if (!failure || typeof value !== "number" || !Number.isInteger(value) || value < 1) return failure;
  const at = (batch: number) =>
    `at ${show(batch)} the intensity is ${show(linearIntensity(batch, dIn, dOut, bytes))}`;
  const why =
    value < right
      ? `${at(value)}, which does not exceed ${show(ops)}`
      : `${at(right)}, which already exceeds ${show(ops)}`;
  return { ...failure, message: `${failure.message}: ${why}` };
}

export const minBatch: Exercise = {
  id: "03.5",
  name: "minBatch",
  title: "A batch that is large enough",
  points: 4,
  difficulty: "M",
  params: ["dIn", "dOut", "bytes", "opsPerByte"],
  checks: [
    matches<Input>({
      id: "notebook",
      title: "gives the notebook's batch for a 4096 → 1024 layer on an A100",
      holds: [
        "A linear layer is a matrix product",
        "columns of X",
        "columns of Y",
        "of one number",
        "FLOPs that the machine can do while one byte arrives",
      ],
      examples: [[4096, 1024, 2, A100]],
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    check<Input>({
      id: "smallest",
      title: "is math-bound at its batch, and not yet at one less",
      weight: 2,
      holds: [
        "FLOPs over all bytes read and written",
        "when does its intensity first *exceed* the machine's FLOPs for each byte?",
        "it runs into the hundreds of thousands",
        "a whole number from 1",
      ],
      examples: [
        [8, 24, 2, 3.5],
        [100, 100, 4, 0.3],
        [4096, 1024, 2, 0.96 * ceiling(4096, 1024, 2)],
        [4096, 1024, 2, 817],
      ],
      inputs: possible,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "impossible",
      title: "says Infinity when no batch is large enough, and only then",
      holds: ["For some layers no batch is large enough"],
      examples: [
        [64, 64, 4, 7],
        [512, 512, 4, 100],
        [1, 1, 1, 0.99999],
        [1, 1, 1, 1 - 2 ** -21], // 1,048,576, without a rounding error on the way
      ],
      inputs: possible,
      *run([dIn, dOut, bytes, ops], call) {
        const never = yield* call(dIn, dOut, bytes, ops + ceiling(dIn, dOut, bytes));
        const sometime = yield* call(dIn, dOut, bytes, ops);
        return wrong(never.value, Infinity) ?? judge(sometime.value, [dIn, dOut, bytes, ops]);
      },
    }),
    check<Input>({
      id: "tie",
      title: "asks for more than the machine's FLOPs for each byte, not for as many",
      holds: ["is it math-bound"],
      // Where the intensity is exactly opsPerByte at some batch; and where it would be at an infinite one.
      examples: [
        [8, 8, 2, 2],
        [16, 16, 1, 8],
        [32, 96, 2, 18],
        [16, 16, 4, 4],
        [1, 1, 1, 0.5],
      ],
      inputs: ties,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
    check<Input>({
      id: "any-layer",
      title: "holds for any layer and machine",
      visibility: "hidden",
      inputs: possible,
      *run(input, call) {
        const { value } = yield* call(...input);
        return judge(value, input);
      },
    }),
  ],
  mutants: [
    {
      id: "weights-only",
      misconception:
        "You count the weights only. The activations X and Y travel, too, and grow with the batch; that is why some layers never get there.",
      solution: (_dIn: number, _dOut: number, bytes: number, ops: number) =>
        Math.floor((ops * bytes) / 2) + 1,
    },
    {
      id: "no-output",
      misconception: "You leave out the write of Y. It moves batch · dOut numbers.",
      solution: (dIn: number, dOut: number, bytes: number, ops: number) =>
        solved(dIn, dOut, bytes * ops, dIn),
    },
    {
      id: "one-too-small",
      misconception:
        "You round down, to the last batch that is still memory-bound. The next one is the first that is not.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return right === Infinity ? right : right - 1;
      },
    },
    {
      id: "tie-counts",
      misconception:
        "You accept an intensity that equals the machine's FLOPs for each byte. Math-bound is what exceeds it: for an exact quotient the answer is one more.",
      solution: (...[dIn, dOut, bytes, ops]: Input) => {
        const right = oracle(dIn, dOut, bytes, ops);
        const before = right - 1;
        return before >= 1 && Number.isFinite(before) && linearIntensity(before, dIn, dOut, bytes) >= ops
          ? before
          : right;
      },
    },
    {
      id: "not-whole",
      misconception: "You solve for the batch but do not round. It is the next whole number that counts.",
      solution: (...[dIn, dOut, bytes, ops]: Input) => {
        const gain = 2 * dIn * dOut - bytes * ops * (dIn + dOut);
        return gain <= 0 ? Infinity : (bytes * ops * dIn * dOut) / gain;
      },
    },
    {
      id: "no-infinity",
      misconception:
        "Where no batch is large enough your formula gives a negative one. Look at the sign of what the batch is multiplied by: if it is not positive, the answer is Infinity.",
      solution: (...[dIn, dOut, bytes, ops]: Input) => solved(dIn, dOut, bytes * ops, dIn + dOut, false),
    },
    {
      id: "gives-up-late",
      misconception:
        "You stop trying at a hundred thousand. A larger batch may do: solve for it, and let the sign tell whether one exists.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return right > 100_000 ? Infinity : right;
      },
    },
    {
      id: "gives-up-at-a-million",
      misconception:
        "You stop trying at a million. A larger batch may do: solve for it, and let the sign tell whether one exists.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return right > 1_000_000 ? Infinity : right;
      },
    },
    {
      id: "no-input",
      misconception: "You leave out the reads of X. They are batch · dIn numbers.",
      solution: (dIn: number, dOut: number, bytes: number, ops: number) =>
        solved(dIn, dOut, bytes * ops, dOut),
    },
    {
      id: "per-number",
      misconception:
        "You compare FLOPs for each number. The machine's figure is for each byte: a number takes `bytes`.",
      solution: (dIn: number, dOut: number, _bytes: number, ops: number) =>
        solved(dIn, dOut, ops, dIn + dOut),
    },
    {
      id: "one-flop-each",
      misconception: "You count a multiply-add as one FLOP. It is two, a multiplication and an addition.",
      solution: (dIn: number, dOut: number, bytes: number, ops: number) =>
        solved(dIn, dOut, 2 * bytes * ops, dIn + dOut),
    },
    {
      id: "zero-for-none",
      misconception: "Where no batch will do you give 0. Say Infinity: no number is large enough.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return right === Infinity ? 0 : right;
      },
    },
    {
      id: "gives-up",
      misconception:
        "You try one batch after the other and stop at some limit, but a batch beyond it may do. Only the sign tells whether one exists: solve for the batch instead.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return right > 10_000 ? Infinity : right;
      },
    },
  ],
};

/** The first b with 2 b dIn dOut > ops · (dIn dOut + b · moved). */
function solved(dIn: number, dOut: number, ops: number, moved: number, guarded = true): number {
  const gain = 2 * dIn * dOut - ops * moved;
  if (guarded && gain <= 0) return Infinity;
  return Math.floor((ops * dIn * dOut) / gain) + 1;
}
