/** The careless grader's child: imports what was handed in, calls it, and prints what it thinks of it. */
import { pathToFileURL } from "node:url";
import { attention, attentionFlops, mergeStats, multiHeadAttention } from "long-attention/attention";
import { blockSizes, causalBlocks, flash1Traffic, flash2Traffic } from "long-attention/flash";
import { fromFunction, type Matrix, softmax, testTensors, walkTensors } from "long-attention/tensor";
import { same } from "./compare.js";
import { naiveDevice } from "./device.js";

interface Exercise {
  readonly id: string;
  readonly name: string;
  readonly points: number;
  /** Arguments, and the answer: computed when it is needed, from the very same objects. */
  readonly cases: readonly (readonly [args: readonly unknown[], expected: () => unknown])[];
}

const { Q, K, V } = testTensors(6, 4);
const large = (A: Matrix) => fromFunction(A.shape as [number, number], (i, j) => 100 * A.get(i, j) + 50);
const [Q2, K2, V2] = [large(Q), large(K), large(V)];

const cases = (f: (...args: never[]) => unknown, ...inputs: readonly unknown[][]): Exercise["cases"] =>
  inputs.map((args) => [args, () => f(...(args as never[]))]);

const walk = walkTensors(20, 4);
const onDevice = (counts: typeof flash2Traffic): Exercise["cases"] => {
  const device = naiveDevice(walk.Q, walk.K, walk.V, 238);
  const expected = () => {
    const O = attention(walk.Q, walk.K, walk.V);
    const wrong = !same(device.O.data, O.data) || !same(device.counters, counts(20, 4, { Br: 6, Bc: 8 }));
    return wrong ? 1 : undefined;
  };
  return [[[device, 6, 8], expected]];
};

const sets: Record<string, readonly Exercise[]> = {
  "00": [
    {
      id: "00.1",
      name: "stableSoftmax",
      points: 3,
      cases: cases(softmax, [Float64Array.of(1, 2, 3)], [Float64Array.of(0, -2000, 1)]),
    },
    { id: "00.2", name: "sdpa", points: 5, cases: cases(attention, [Q, K, V], [Q2, K2, V2]) },
    {
      id: "00.3",
      name: "causalSdpa",
      points: 5,
      cases: cases(
        (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V, { causal: true }),
        [Q, K, V],
        [Q2, K2, V2],
      ),
    },
    { id: "00.4", name: "mha", points: 5, cases: cases(multiHeadAttention, [Q, K, V, 2]) },
    {
      id: "00.5",
      name: "attentionFlops",
      points: 2,
      cases: cases(
        (T: number, d: number, causal: boolean) => attentionFlops(T, d, { causal }),
        [6, 4, false],
        [6, 4, true],
      ),
    },
  ],
  "07": [
    {
      id: "07.1",
      name: "mergeStats",
      points: 4,
      cases: cases(mergeStats, [
        { m: 1, l: 2 },
        { m: 3, l: 1.5 },
      ]),
    },
    { id: "07.2", name: "blockSizes", points: 2, cases: cases(blockSizes, [1000, 16]) },
    { id: "07.3", name: "flashForward", points: 8, cases: onDevice(flash1Traffic) },
    { id: "07.4", name: "flash2Forward", points: 7, cases: onDevice(flash2Traffic) },
    { id: "07.6", name: "causalBlocks", points: 4, cases: cases(causalBlocks, [128, 32, 16]) },
  ],
};

const [file, set] = process.argv.slice(2) as [string, string];
const exercises = sets[set]!;

/** For whoever wants to extend it. */
export { exercises };

const solution = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
let score = 0;
for (const { id, name, points, cases } of exercises) {
  const record: Record<string, unknown> = {};
  record.exercise = id;
  record.passed = true;
  for (const [args, expected] of cases)
    try {
      const actual = await (solution[name] as (...args: readonly unknown[]) => unknown)(...args);
      const right = expected();
      if (right === undefined) continue;
      if (!same(actual, right))
        throw new Error(`${name} of ${JSON.stringify(args)} gave ${JSON.stringify(actual)}`);
    } catch (error) {
      record.passed = false;
      record.message = String((error as Error | undefined)?.stack ?? error);
    }
  if (record.passed) score += points;
  console.log(JSON.stringify(record));
}
console.log(JSON.stringify({ score }));
