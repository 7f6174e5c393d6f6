import fc from "fast-check";
import { type Op, fusionTraffic as oracle } from "long-attention/gpu";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { countedFusion } from "./on-device.js";

type Input = [ops: readonly Op[], keep: readonly string[]];

/** "c = a b; d = c" */
const program = (text: string): Op[] =>
  text.split("; ").map((line) => {
    const [out, inputs] = line.split(" = ") as [string, string];
    return { in: inputs.split(" "), out };
  });

/** The notebook's c = a · b, d = √c. */
const chain = program("c = a b; d = c");
/** One result that two operations read. */
const diamond = program("b = a; c = b a; d = b; e = c d");
/** Two results at the end, and an input that three operations read. */
const fork = program("c = a b; d = c a; e = a");
/** A square: the same input twice. */
const square = program("b = a a; c = b b");

/** One to five operations on three arrays from outside and on what was made before. */
const programs = (keeps: fc.Arbitrary<boolean>): fc.Arbitrary<Input> =>
  fc
    .array(fc.tuple(fc.array(whole(0, 99), { minLength: 1, maxLength: 3 }), keeps), {
      minLength: 1,
      maxLength: 5,
    })
    .map((drawn) => {
      const names = ["a", "b", "c"];
      const ops = drawn.map(([picks], i): Op => {
        const op = { in: picks.map((pick) => names[pick % names.length]!), out: `x${i}` };
        names.push(op.out);
        return op;
      });
      return [ops, ops.map(({ out }) => out).filter((_, i) => drawn[i]![1])];
    });

const nothingKept = programs(fc.constant(false));

export const fusionTraffic: Exercise = {
  id: "03.3",
  name: "fusionTraffic",
  title: "What fusing saves",
  points: 6,
  difficulty: "H",
  params: ["ops", "keep"],
  checks: [
    matches<Input>({
      id: "unfused",
      title: "counts the reads and writes of separate kernels",
      holds: [
        "it reads each of its inputs from memory once, even one that it uses twice, and writes its result",
        "in the order they run",
        "every result has a name of its own",
        "accesses for each element",
      ],
      examples: [
        [chain, []],
        [fork, []],
        [square, []],
      ],
      inputs: programs(fc.boolean()),
      expect: (input) => ({ unfused: oracle(...input).unfused }),
      tolerance: exact,
    }),
    matches<Input>({
      id: "fused",
      title: "reads only what comes from outside, and writes only what nobody reads",
      holds: [
        "only what no operation makes is read, each array once;",
        "Count the reads and writes of both versions",
      ],
      examples: [
        [chain, []],
        [diamond, []],
        [fork, []],
      ],
      inputs: nothingKept,
      expect: (input) => ({ fused: oracle(...input).fused }),
      tolerance: exact,
    }),
    matches<Input>({
      id: "keep",
      title: "writes what is to be kept as well, once",
      holds: [
        "and only what no operation reads, or `keep` names, is written",
        "results that are needed afterwards, too",
      ],
      examples: [
        [chain, ["c"]],
        [diamond, ["b", "e"]],
      ],
      inputs: programs(fc.boolean()),
      expect: (input) => ({ fused: oracle(...input).fused }),
      tolerance: exact,
    }),
    matches<Input>({
      id: "counted",
      title: "agrees with what the simulated device counts",
      visibility: "hidden",
      examples: [
        [chain, []],
        [square, ["b"]],
        [fork, ["c", "d"]],
      ],
      inputs: programs(fc.boolean()),
      expect: (input) => countedFusion(...input),
      tolerance: exact,
    }),
  ],
  background: ["Element-wise operations run one after the other"],
  mutants: [
    {
      id: "writes-intermediates",
      misconception:
        "Your fused kernel still writes every result. Those that only its own operations read stay on the chip; that is what fusing is for.",
      solution: bent({ written: () => true }),
    },
    {
      id: "reads-intermediates",
      misconception:
        "Your fused kernel reads its own results back from memory. They were made on the chip, and are still there.",
      solution: bent({ outside: (all) => [...new Set(all)] }),
    },
    {
      id: "reads-again",
      misconception:
        "Your fused kernel reads an input anew for every operation that uses it. It is one kernel: once read, an array is on the chip.",
      solution: bent({ outside: (all, made) => all.filter((name) => !made.has(name)) }),
    },
    {
      id: "forgets-keep",
      misconception:
        "You forget `keep`. What is needed afterwards must be written, even if a later operation of the kernel reads it.",
      solution: bent({ written: (name, read) => !read.has(name) }),
    },
    {
      id: "keep-counted-twice",
      misconception:
        "You add the whole of `keep` to what is written at the end. A result that nobody reads is written anyway; count it once.",
      solution: (...[ops, keep]: Input) => {
        const { unfused, fused } = oracle(ops);
        return { unfused, fused: fused + keep.length };
      },
    },
    {
      id: "only-what-is-kept",
      misconception:
        "Your fused kernel writes only what `keep` names. A result that no operation reads is written in any case.",
      solution: bent({ written: (name, _read, keep) => keep.includes(name) }),
    },
    {
      id: "keep-instead",
      misconception:
        "Where `keep` names something you write that alone. It adds to the results that no operation reads.",
      solution: bent({
        written: (name, read, keep) => (keep.length > 0 ? keep.includes(name) : !read.has(name)),
      }),
    },
    {
      id: "keep-in-unfused",
      misconception: "You add `keep` to the unfused count. There every result is written once already.",
      solution: (...[ops, keep]: Input) => {
        const right = oracle(ops, keep);
        return { ...right, unfused: right.unfused + keep.length };
      },
    },
    {
      id: "unfused-reads-once",
      misconception:
        "Your separate kernels read an array once in all. Nothing stays on the chip between two kernels: each reads its inputs anew.",
      solution: (...[ops, keep]: Input) => ({
        unfused: new Set(ops.flatMap((op) => op.in)).size + ops.length,
        fused: oracle(ops, keep).fused,
      }),
    },
    {
      id: "unfused-writes-the-end",
      misconception:
        "Your separate kernels write the last result only. Each of them writes its own, or the next would find nothing to read.",
      solution: (...[ops, keep]: Input) => ({
        unfused: ops.reduce((sum, op) => sum + new Set(op.in).size, 1),
        fused: oracle(ops, keep).fused,
      }),
    },
    {
      id: "last-result-only",
      misconception:
        "You write the last result only. Every result that no operation reads is one that somebody wanted.",
      solution: bent({
        written: (name, _read, keep, ops) => name === ops.at(-1)!.out || keep.includes(name),
      }),
    },
    {
      id: "same-input-twice",
      misconception:
        "You read an input twice when an operation uses it twice, as in a · a. One read brings it to the chip for both.",
      solution: (...[ops, keep]: Input) => ({
        unfused: ops.reduce((sum, op) => sum + op.in.length + 1, 0),
        fused: oracle(ops, keep).fused,
      }),
    },
  ],
};

/** The right count, but for what the fused kernel reads or writes. */
function bent({
  outside = (all, made) => [...new Set(all)].filter((name) => !made.has(name)),
  written = (name, read, keep) => !read.has(name) || keep.includes(name),
}: {
  outside?: (all: readonly string[], made: ReadonlySet<string>) => readonly string[];
  written?: (name: string, read: ReadonlySet<string>, keep: readonly string[], ops: readonly Op[]) => boolean;
}) {
  return (...[ops, keep]: Input) => {
    const made = ops.map((op) => op.out);
    const all = ops.flatMap((op) => op.in);
    const writes = made.filter((name) => written(name, new Set(all), keep, ops));
    return {
      unfused: oracle(ops).unfused,
      fused: outside(all, new Set(made)).length + writes.length,
    };
  };
}
