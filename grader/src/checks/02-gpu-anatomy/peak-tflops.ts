import fc from "fast-check";
import { A100_80GB, peakTflops as peak } from "long-attention/gpu";
import { check, type Exercise, matches, show, type Tolerance, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [fmaPerClk: number, ghz: number, sms: number];

const { clockGhz, smCount, fmaPerClkPerSm } = A100_80GB;
const A100 = (dtype: "fp32" | "tf32" | "fp16"): Input => [fmaPerClkPerSm![dtype], clockGhz!, smCount!];

/** 0.50 to 3.00 GHz. */
const clocks = whole(50, 300).map((x) => x / 100);

/** All its digits: 32 bits keep only seven. */
const digits: Tolerance = { rtol: 1e-12, atol: 0 };

const machines = fc.tuple(whole(1, 2048), clocks, whole(1, 200));

export const peakTflops: Exercise = {
  id: "02.1",
  name: "peakTflops",
  title: "A peak rate from three numbers",
  points: 2,
  difficulty: "E",
  params: ["fmaPerClk", "ghz", "sms"],
  checks: [
    matches<Input>({
      id: "a100",
      title: "gives the notebook's three peaks of an A100",
      holds: [
        "in every clock, and a multiply-add counts as two FLOPs",
        "fmaPerClk multiply-adds per clock of one SM",
        "number of SMs",
        "10¹² FLOPs per second",
      ],
      examples: [A100("tf32"), A100("fp16"), A100("fp32")],
      expect: (input) => peak(...input),
      tolerance: { rtol: 1e-3, atol: 0 },
    }),
    matches<Input>({
      id: "all-digits",
      title: "carries all digits, for any machine",
      examples: [
        [512, 1.4, 108],
        [1, 0.5, 1],
      ],
      holds: ["with all its digits;", "round nothing on the way"],
      inputs: machines,
      expect: (input) => peak(...input),
      tolerance: digits,
    }),
    check<Input>({
      id: "product",
      title: "doubles with the clock, and doubles with the SMs",
      holds: ["is a product", "clock, in 10⁹ clocks per second"],
      visibility: "hidden",
      examples: [[512, 0.7, 54]],
      inputs: machines,
      *run([fma, ghz, sms], call) {
        const once = yield* call(fma, ghz, sms);
        const failure = wrong(once.value, peak(fma, ghz, sms), digits);
        if (failure) return failure;
        const faster = yield* call(fma, 2 * ghz, sms);
        const larger = yield* call(fma, ghz, 2 * sms);
        for (const [what, { value }] of [
          ["the clock", faster],
          ["the SMs", larger],
        ] as const)
          if (wrong(value, 2 * peak(fma, ghz, sms), digits))
            return {
              message: `doubling ${what} should double the rate, but multiplies it by ${show(Number(value) / Number(once.value))}`,
            };
        return undefined;
      },
    }),
  ],
  mutants: [
    {
      id: "one-flop-each",
      misconception:
        "You count a multiply-add as one FLOP. It is a multiplication and an addition, so two of them.",
      solution: (fma: number, ghz: number, sms: number) => (fma * ghz * sms) / 1000,
    },
    {
      id: "rounds-on-the-way",
      misconception:
        "You round the rate of one SM before you multiply by the number of SMs, and multiply the error, too. Carry all digits; so one finds 154 for an A100, which does 156.",
      solution: (fma: number, ghz: number, sms: number) => Number(((2 * fma * ghz) / 1000).toFixed(2)) * sms,
    },
    {
      id: "rounds-at-the-end",
      misconception:
        "You round the result to whole TFLOP/s. Whoever computes with it goes on with your error; leave rounding to whoever prints it.",
      solution: (fma: number, ghz: number, sms: number) => Math.round((2 * fma * ghz * sms) / 1000),
    },
    {
      id: "rounds-down-at-the-end",
      misconception:
        "You round the result down to whole TFLOP/s, as `| 0` and `Math.floor` do. Leave rounding to whoever prints it.",
      solution: (fma: number, ghz: number, sms: number) => Math.floor((2 * fma * ghz * sms) / 1000),
    },
    {
      id: "rounds-to-one-digit",
      misconception: "You round the result to one decimal, as a datasheet does. Give it with all its digits.",
      solution: (fma: number, ghz: number, sms: number) => Number(((2 * fma * ghz * sms) / 1000).toFixed(1)),
    },
    {
      id: "float32",
      misconception:
        "You round to 32 bits, which keep seven digits. A JavaScript number has sixteen; keep them.",
      solution: (fma: number, ghz: number, sms: number) => Math.fround((2 * fma * ghz * sms) / 1000),
    },
    {
      id: "whole-gigahertz",
      misconception: "You round the clock to whole GHz. 1.41 GHz are 1.41; round nothing on the way.",
      solution: (fma: number, ghz: number, sms: number) => (2 * fma * Math.round(ghz) * sms) / 1000,
    },
    {
      id: "two-products",
      misconception:
        "You count four FLOPs for each multiply-add. It is one multiplication and one addition, two in all.",
      solution: (fma: number, ghz: number, sms: number) => (4 * fma * ghz * sms) / 1000,
    },
    {
      id: "one-sm",
      misconception: "This is the rate of one SM. The chip has `sms` of them, working at the same time.",
      solution: (fma: number, ghz: number) => (2 * fma * ghz) / 1000,
    },
    {
      id: "gigaflops",
      misconception:
        "You give GFLOP/s, because the clock is in 10⁹ per second. TFLOP/s are 10¹² per second; divide by 1000.",
      solution: (fma: number, ghz: number, sms: number) => 2 * fma * ghz * sms,
    },
    {
      id: "binary-prefix",
      misconception: "You divide by 1024. Rates count in powers of ten: a tera is 1000 giga.",
      solution: (fma: number, ghz: number, sms: number) => (2 * fma * ghz * sms) / 1024,
    },
  ],
};
