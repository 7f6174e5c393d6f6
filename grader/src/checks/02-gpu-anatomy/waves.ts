import fc from "fast-check";
import { waves as oracle } from "long-attention/gpu";
import { type Exercise, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [blocks: number, sms: number, perSm: number];

const launches = fc.tuple(whole(1, 1000), whole(1, 120), whole(1, 4));

/** As many blocks as fill whole waves. */
const full = fc
  .tuple(whole(1, 5), whole(1, 20), whole(1, 4))
  .map(([waves, sms, perSm]): Input => [waves * sms * perSm, sms, perSm]);

/** The guide's example and the notebook's; then more than one block an SM, and few blocks. */
const examples: readonly Input[] = [
  [12, 8, 1],
  [108, 108, 1],
  [109, 108, 1],
  [217, 108, 2],
  [3, 8, 2],
  [5000, 8, 1],
  [700, 1, 1],
  [5597, 4, 2],
];

export const waves: Exercise = {
  id: "02.2",
  name: "waves",
  title: "Waves of thread blocks",
  points: 4,
  difficulty: "M",
  params: ["blocks", "sms", "perSm"],
  checks: [
    matches<Input>({
      id: "waves",
      title: "counts the waves",
      holds: [
        "When there are more blocks than places, they run in waves",
        "every SM has places for `perSm` of them",
        "thread blocks of the kernel, 1 or more",
        "number of SMs",
        "blocks that one SM holds at once",
      ],
      examples,
      inputs: launches,
      expect: (input) => ({ waves: oracle(...input).waves }),
    }),
    matches<Input>({
      id: "tail",
      title: "counts the blocks of the last wave, a full one included",
      holds: ["how many blocks does the last one have"],
      examples,
      inputs: fc.oneof(launches, full),
      expect: (input) => ({ tail: oracle(...input).tail }),
    }),
    matches<Input>({
      id: "util",
      title: "gives the share of all places that hold a block",
      holds: ["which share of all places, over all waves, holds a block", "{ waves, tail, util }"],
      examples,
      inputs: launches,
      expect: (input) => ({ util: oracle(...input).util }),
    }),
    matches<Input>({
      id: "whole-waves",
      title: "wastes nothing when the blocks fill whole waves",
      visibility: "hidden",
      examples: [[48, 8, 2]],
      inputs: full,
      expect: (input) => oracle(...input),
    }),
  ],
  mutants: [
    {
      id: "floor",
      misconception:
        "You round the number of waves down, and forget the last one, which is not full. It has to run all the same; round up.",
      solution: (blocks: number, sms: number, perSm: number) =>
        filled(blocks, sms * perSm, Math.floor(blocks / (sms * perSm))),
    },
    {
      id: "gives-up-late",
      misconception:
        "You stop counting at five hundred waves. A large kernel on a small GPU has more: divide, and round up.",
      solution: (...[blocks, sms, perSm]: Input) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, waves: Math.min(right.waves, 500) };
      },
    },
    {
      id: "one-more",
      misconception:
        "You always add a wave. When the blocks fill whole waves nothing is left for another; round up instead.",
      solution: (blocks: number, sms: number, perSm: number) =>
        filled(blocks, sms * perSm, Math.floor(blocks / (sms * perSm)) + 1),
    },
    {
      id: "tail-by-remainder",
      misconception:
        "You take the remainder as the last wave. It is 0 when the blocks fill whole waves, but then the last wave is full, not empty.",
      solution: (blocks: number, sms: number, perSm: number) => ({
        ...oracle(blocks, sms, perSm),
        tail: blocks % (sms * perSm),
      }),
    },
    {
      id: "ignores-per-sm",
      misconception: "You place one block on each SM. A wave has `perSm` places on every one of them.",
      solution: (blocks: number, sms: number) => oracle(blocks, sms),
    },
    {
      id: "first-wave-util",
      misconception:
        "You measure the first wave only. The places of all waves count, those that the last one leaves empty, too.",
      solution: (blocks: number, sms: number, perSm: number) => ({
        ...oracle(blocks, sms, perSm),
        util: Math.min(1, blocks / (sms * perSm)),
      }),
    },
    {
      id: "last-wave-util",
      misconception:
        "You measure the last wave only. The full waves before it count as well: blocks over all places of all waves.",
      solution: (blocks: number, sms: number, perSm: number) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, util: right.tail / (sms * perSm) };
      },
    },
    {
      id: "share-of-sms",
      misconception: "Your share counts SMs with one place each. Every SM has `perSm` places in every wave.",
      solution: (blocks: number, sms: number, perSm: number) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, util: Math.min(1, blocks / (right.waves * sms)) };
      },
    },
    {
      id: "two-digits",
      misconception: "You round `util` to two decimals. Leave rounding to whoever prints it.",
      solution: (blocks: number, sms: number, perSm: number) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, util: Number(right.util.toFixed(2)) };
      },
    },
    {
      id: "places-left",
      misconception:
        "Your `tail` counts the places that the last wave leaves empty. It is the blocks that the wave has.",
      solution: (blocks: number, sms: number, perSm: number) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, tail: sms * perSm - right.tail };
      },
    },
    {
      id: "places-added",
      misconception:
        "You add `sms` and `perSm`. Each of the SMs has `perSm` places, so a full wave has sms · perSm.",
      solution: (blocks: number, sms: number, perSm: number) => oracle(blocks, sms + perSm),
    },
    {
      id: "first-wave-tail",
      misconception:
        "Your `tail` is at most one full wave, but of the first one: the blocks, or a wave where there are more. Take the last wave.",
      solution: (blocks: number, sms: number, perSm: number) => ({
        ...oracle(blocks, sms, perSm),
        tail: Math.min(blocks, sms * perSm),
      }),
    },
    {
      id: "percent",
      misconception: "You give `util` in percent. It is a share, from 0 to 1.",
      solution: (blocks: number, sms: number, perSm: number) => {
        const right = oracle(blocks, sms, perSm);
        return { ...right, util: 100 * right.util };
      },
    },
  ],
};

const filled = (blocks: number, places: number, waves: number) => ({
  waves,
  tail: blocks - (waves - 1) * places,
  util: blocks / (waves * places),
});
