import fc from "fast-check";
import { kvBytesPerToken as oracle } from "long-attention/kv";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { configs, type KvConfig, known, perLayer, windowLists } from "./configs.js";

type Input = [cfg: KvConfig];

const expect = ([cfg]: Input) => oracle(cfg);

export const kvBytesPerToken: Exercise = {
  id: "08.1",
  name: "kvBytesPerToken",
  title: "What a token adds",
  points: 2,
  difficulty: "E",
  params: ["cfg"],
  checks: [
    matches<Input>({
      id: "gpt-3",
      holds: ["What does one more token add to the cache?", "bytes per token"],
      title: "gives GPT-3's bytes per token, in fp32 and in fp16",
      examples: [[known("GPT-3 175B", 4)], [known("GPT-3 175B")]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "shared-heads",
      holds: ["every key-value head keeps one key and one value of it", "Query heads only read"],
      title: "counts the heads that are kept, in Llama-2-70B, Falcon-7B and Llama-3.1-8B",
      examples: [[known("Llama-2-70B")], [known("Falcon-7B")], [known("Llama-3.1-8B")]],
      inputs: fc.tuple(configs()),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "windows",
      holds: ["nor do windows"],
      title: "counts layers with a window like all others",
      examples: [[known("Mistral-7B-v0.1")], [known("gpt-oss-120b")]],
      inputs: fc.tuple(configs(windowLists)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-model",
      holds: ["cfg the model"],
      title: "works for any model, of any precision",
      visibility: "hidden",
      weight: 2,
      examples: [[known("gpt-oss-120b", 1)], [known("Llama-3.1-405B", 4)]],
      inputs: fc.tuple(configs(windowLists)),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "keys-only",
      misconception:
        "You count one vector a head. A token leaves two, a key and a value: there is a factor of 2.",
      solution: (cfg: KvConfig) => (cfg.layers * perLayer(cfg)) / 2,
    },
    {
      id: "query-heads",
      misconception:
        "You count the query heads. They are not kept; only key-value heads are, and with grouped heads these are fewer.",
      solution: (cfg: KvConfig) => cfg.layers * perLayer({ ...cfg, kvHeads: cfg.heads }),
    },
    {
      id: "one-layer",
      misconception: "You size the cache of one layer. Every layer keeps keys and values of its own.",
      solution: (cfg: KvConfig) => perLayer(cfg),
    },
    {
      id: "four-bytes",
      misconception:
        "You take 4 bytes per number. That is fp32; models are mostly served in 16 bits. Use `cfg.bytes`.",
      solution: (cfg: KvConfig) => cfg.layers * perLayer({ ...cfg, bytes: 4 }),
    },
    {
      id: "numbers",
      misconception: "You count numbers, not bytes. Multiply by `cfg.bytes`.",
      solution: (cfg: KvConfig) => (cfg.layers * perLayer(cfg)) / cfg.bytes,
    },
    {
      id: "one-number-a-head",
      misconception:
        "You leave the head dimension out: a key is a list of `headDim` numbers, not a single one.",
      solution: (cfg: KvConfig) => (cfg.layers * perLayer(cfg)) / cfg.headDim,
    },
    {
      id: "layers-without-windows",
      misconception:
        "You leave out the layers that have a window. Their cache is capped, but until then each token adds to them as well.",
      solution: (cfg: KvConfig) =>
        Array.from({ length: cfg.layers }, (_, l) => cfg.windows[l % cfg.windows.length]).filter(
          (window) => window === null,
        ).length * perLayer(cfg),
    },
    {
      id: "one-period",
      misconception:
        "You count as many layers as the list of windows is long. The list repeats; the number of layers is `cfg.layers`.",
      solution: (cfg: KvConfig) => cfg.windows.length * perLayer(cfg),
    },
    {
      id: "two-bytes",
      misconception: "You take 2 bytes per number. That is fp16; use `cfg.bytes`.",
      solution: (cfg: KvConfig) => cfg.layers * perLayer({ ...cfg, bytes: 2 }),
    },
    {
      id: "bits",
      misconception: "You count bits: `cfg.bytes` is the size of a number in bytes already.",
      solution: (cfg: KvConfig) => 8 * cfg.layers * perLayer(cfg),
    },
  ],
};
