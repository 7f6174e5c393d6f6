import fc from "fast-check";
import { A100_80GB, peakTflops as peak } from "long-attention/gpu";
import { check, type Exercise, matches, show, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [fmaPerClk: number, ghz: number, sms: number];

const { clockGhz, smCount, fmaPerClkPerSm } = A100_80GB;
const A100 = (dtype: "fp32" | "tf32" | "fp16"): Input => [fmaPerClkPerSm![dtype], clockGhz!, smCount!];

/** 0.50 to 3.00 GHz. */
const clocks = whole(50, 300).map((x) => x / 100);

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
      examples: [A100("tf32"), A100("fp16"), A100("fp32")],
      expect: (input) => peak(...input),
    }),
    matches<Input>({
      id: "all-digits",
      title: "carries all digits, for any machine",
      examples: [
        [512, 1.4, 108],
        [1, 0.5, 1],
      ],
      inputs: machines,
      expect: (input) => peak(...input),
    }),
    check<Input>({
      id: "product",
      title: "doubles with the clock, and doubles with the SMs",
      visibility: "hidden",
      examples: [[512, 0.7, 54]],
      inputs: machines,
      *run([fma, ghz, sms], call) {
        const once = yield* call(fma, ghz, sms);
        const failure = wrong(once.value, peak(fma, ghz, sms));
        if (failure) return failure;
        const faster = yield* call(fma, 2 * ghz, sms);
        const larger = yield* call(fma, ghz, 2 * sms);
        for (const [what, { value }] of [
          ["the clock", faster],
          ["the SMs", larger],
        ] as const)
          if (wrong(value, 2 * peak(fma, ghz, sms)))
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
        "You round the rate of one SM before you multiply by the number of SMs, and multiply the error, too. Carry all digits; that is the slip behind the slides' 154.",
      solution: (fma: number, ghz: number, sms: number) => Number(((2 * fma * ghz) / 1000).toFixed(2)) * sms,
    },
    {
      id: "rounds-at-the-end",
      misconception:
        "You round the result to whole TFLOP/s. Whoever computes with it goes on with your error; leave rounding to whoever prints it.",
      solution: (fma: number, ghz: number, sms: number) => Math.round((2 * fma * ghz * sms) / 1000),
    },
    {
      id: "one-sm",
      misconception: "This is the rate of one SM. The chip has `sms` of them, working at the same time.",
      solution: (fma: number, ghz: number) => (2 * fma * ghz) / 1000,
    },
    {
      id: "gigaflops",
      misconception:
        "You give GFLOP/s, because the clock is in 10⁹ a second. TFLOP/s are 10¹² a second; divide by 1000.",
      solution: (fma: number, ghz: number, sms: number) => 2 * fma * ghz * sms,
    },
    {
      id: "binary-prefix",
      misconception: "You divide by 1024. Rates count in powers of ten: a tera is 1000 giga.",
      solution: (fma: number, ghz: number, sms: number) => (2 * fma * ghz * sms) / 1024,
    },
  ],
};
