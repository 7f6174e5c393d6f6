import fc from "fast-check";
import { modelKv, nominalParameters } from "long-attention/facts";
import { A100_80GB } from "long-attention/gpu";
import { kvCacheBytes, maxBatch as oracle } from "long-attention/kv";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { configs, type KvConfig, known, perLayer, tokensOf, windowLists } from "./configs.js";

type Input = [gpuBytes: number, weightBytes: number, cfg: KvConfig, T: number];

const model = "Llama-3.1-8B";
const weights = 2 * nominalParameters(model)!;
const tiny = { layers: 3, heads: 4, kvHeads: 2, headDim: 4, bytes: 2, windows: [2, null] };

/** Room for so many caches, in a GPU whose weights take as much as so many others. */
const room = (cfg: KvConfig, T: number, weightCaches: number, caches: number): Input => {
  const cache = kvCacheBytes(cfg, T);
  const weightBytes = Math.round(weightCaches * cache);
  return [weightBytes + Math.round(caches * cache), weightBytes, cfg, T];
};

const expect = (input: Input) => oracle(...input);

export const maxBatch: Exercise = {
  id: "08.6",
  name: "maxBatch",
  title: "How many fit",
  points: 3,
  difficulty: "E",
  params: ["gpuBytes", "weightBytes", "cfg", "T"],
  checks: [
    matches<Input>({
      id: "notebook",
      holds: [
        "How many conversations of T tokens can a GPU hold at once?",
        "gpuBytes memory of the GPU, in bytes",
        "weightBytes the model's weights, in bytes",
        "T tokens of each conversation, at least 1",
      ],
      title: `gives the notebook's numbers for ${model} on an A100`,
      examples: [2048, 32_768, modelKv(model).maxTokens].map(
        (T): Input => [A100_80GB.hbmBytes!, weights, known(model), T],
      ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-budget",
      holds: ["All of them share the model's weights", "cfg the model", "a whole number"],
      title: "counts whole caches in what the weights leave free",
      weight: 2,
      examples: [
        room(tiny, 5, 2.5, 3.25),
        room(tiny, 5, 1.25, 3.75),
        room({ ...tiny, headDim: 40_000_000 }, 5, 1.5, 3.25),
        room(tiny, 5, 2.5, 300.5),
        room(tiny, 4, 1, 1000.25),
        room(tiny, 3, 1, 9999.5),
      ],
      inputs: fc
        .tuple(
          configs(windowLists),
          whole(1, 20),
          whole(1, 40),
          fc.oneof(
            whole(8, 80),
            whole(1, 10).map((caches) => 8 * caches),
          ),
          fc.constantFrom(1, 1, 40_000),
        )
        .map(([cfg, T, weightEighths, eighths, scale]) =>
          room({ ...cfg, headDim: scale * cfg.headDim }, T, weightEighths / 8, eighths / 8),
        ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "none",
      holds: ["When not even one cache fits, the answer is 0"],
      title: "gives 0 when not even one cache fits, or not even the weights",
      needs: "any-budget",
      examples: [room(tiny, 7, 3, 0.5), room(tiny, 7, 3, -0.5)],
      inputs: fc
        .tuple(configs(windowLists), whole(1, 20), whole(30, 60), whole(-24, 7))
        .map(([cfg, T, weightEighths, eighths]) => room(cfg, T, weightEighths / 8, eighths / 8)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "full",
      title: "uses the last byte, and gives 0 when nothing fits",
      visibility: "hidden",
      examples: [
        room(tiny, 7, 3, 4),
        room(tiny, 7, 3, 0.5),
        [A100_80GB.hbmBytes!, 2 * nominalParameters("GPT-3 175B")!, known("GPT-3 175B"), 2048],
        [A100_80GB.hbmBytes!, 14e9, known("Mistral-7B-v0.1"), 32_768],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "ignores-weights",
      misconception: "You give the caches the whole GPU. The weights are there already; subtract them first.",
      solution: (gpu: number, _weights: number, cfg: KvConfig, T: number) => fits(gpu / cacheOf(cfg, T)),
    },
    {
      id: "rounds",
      misconception:
        "You round to the nearest number. Part of a cache is of no use: round down, or the last conversation does not fit.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.max(0, Math.round((gpu - weights) / cacheOf(cfg, T))),
    },
    {
      id: "rounds-up",
      misconception: "You round up, so the last conversation does not fit; round down.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.max(0, Math.ceil((gpu - weights) / cacheOf(cfg, T))),
    },
    {
      id: "two-kinds-of-gigabytes",
      misconception:
        "You mix binary and decimal units: a GiB is $2^{30}$ bytes, a GB is $10^9$. All sizes here are in bytes; leave them so.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        fits((gpu / 2 ** 30 - weights / 1e9) / (cacheOf(cfg, T) / 1e9)),
    },
    {
      id: "less-than-none",
      misconception:
        "When the weights alone are too large you give a negative number. Then no conversation fits: 0.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.floor((gpu - weights) / cacheOf(cfg, T)),
    },
    {
      id: "ignores-windows",
      misconception:
        "You size the caches without their windows. A layer with a window keeps no more tokens than that; use `kvCacheBytes`.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        fits((gpu - weights) / cacheOf({ ...cfg, windows: [null] }, T)),
    },
    {
      id: "rounds-twice",
      misconception:
        "You round before you subtract: how many caches the GPU holds, less how many the weights take up. Rounding twice loses a cache at times; subtract the bytes, then round once.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.max(0, Math.floor(gpu / cacheOf(cfg, T)) - Math.ceil(weights / cacheOf(cfg, T))),
    },
    {
      id: "int32",
      misconception:
        "Your bytes pass through 32-bit integers (`| 0` does that); a GPU has far more than 2,147,483,647 of them.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        fits(((gpu - weights) | 0) / cacheOf(cfg, T)),
    },
    {
      id: "at-most-256",
      misconception:
        "You stop at 256 conversations, as servers often do. Here only memory is asked about: as many caches as fit.",
      solution: (...input: Input) => Math.min(256, oracle(...input)),
    },
    {
      id: "weights-for-each",
      misconception:
        "You give every conversation weights of its own. They are there once, and all conversations share them.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        fits(gpu / (weights + cacheOf(cfg, T))),
    },
    {
      id: "always-one",
      misconception: "You give at least 1. When not even one cache fits beside the weights, the answer is 0.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.max(1, Math.floor((gpu - weights) / cacheOf(cfg, T))),
    },
    {
      id: "not-quite-full",
      misconception:
        "You leave one conversation out when the last one fills the memory to the byte. It fits.",
      solution: (gpu: number, weights: number, cfg: KvConfig, T: number) =>
        Math.max(0, Math.ceil((gpu - weights) / cacheOf(cfg, T)) - 1),
    },
  ],
};

const cacheOf = (cfg: KvConfig, T: number): number => tokensOf(cfg, T) * perLayer(cfg);
const fits = (caches: number): number => Math.max(0, Math.floor(caches));
