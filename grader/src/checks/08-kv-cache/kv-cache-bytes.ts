import fc from "fast-check";
import { kvCacheBytes as oracle } from "long-attention/kv";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { configs, type KvConfig, known, perLayer, tokensOf, windowLists } from "./configs.js";

type Input = [cfg: KvConfig, T: number];

/** Models as large as real ones, after a text as long as they read. */
const large: fc.Arbitrary<Input> = fc
  .tuple(
    configs(fc.array(fc.option(whole(500, 5000), { freq: 2 }), { minLength: 1, maxLength: 3 })),
    whole(20_000, 150_000),
  )
  .map(([cfg, T]) => [{ ...cfg, layers: 10 * cfg.layers, headDim: 128 }, T]);

const tiny = { layers: 7, heads: 4, kvHeads: 2, headDim: 3, bytes: 2 };

const expect = (input: Input) => oracle(...input);

export const kvCacheBytes: Exercise = {
  id: "08.2",
  name: "kvCacheBytes",
  title: "The whole cache",
  points: 4,
  difficulty: "M",
  params: ["cfg", "T"],
  checks: [
    matches<Input>({
      id: "one-window",
      holds: ["How large is the cache after T tokens?", "bytes"],
      title: "sizes GPT-3 at 2,048 tokens, and Mistral 7B at 32,768, whose layers all have one window",
      examples: [
        [known("GPT-3 175B", 4), 2048],
        [known("Mistral-7B-v0.1"), 32_768],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "hybrids",
      holds: ["cfg the model", "a layer without one keeps all"],
      title: "sizes models that mix layers with and without a window",
      examples: [
        [known("gpt-oss-120b"), 131_072],
        [known("Gemma-3-27B"), 131_072],
        [known("GPT-3 175B", 4), 131_072],
      ],
      inputs: large,
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-windows",
      holds: ["`windows` repeats over the layers", "A layer with a window keeps its newest tokens only"],
      title: "works for any windows, however often they repeat over the layers",
      weight: 2,
      examples: [
        [{ ...tiny, windows: [2, null, 5] }, 4],
        [{ ...tiny, windows: [null, 3] }, 10],
      ],
      inputs: fc.tuple(configs(windowLists), whole(1, 20)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "short-texts",
      holds: ["T tokens so far, 0 or more"],
      title: "keeps no more tokens than there are",
      visibility: "hidden",
      examples: [
        [known("Mistral-7B-v0.1"), 100],
        [known("gpt-oss-120b"), 0],
        [{ ...tiny, windows: [3, 8] }, 5],
        [{ ...tiny, layers: 3, windows: [5, 4, 4] }, 5],
      ],
      inputs: fc.tuple(configs(fc.array(whole(4, 12), { minLength: 1, maxLength: 3 })), whole(0, 8)),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "no-windows",
      misconception:
        "You let every layer keep all tokens. A layer with a window forgets what has left it: it keeps min(T, window).",
      solution: (cfg: KvConfig, T: number) => cfg.layers * T * perLayer(cfg),
    },
    {
      id: "window-everywhere",
      misconception:
        "You give every layer the same window. In a mixed model some layers keep everything, and they soon dominate; go through the layers one by one.",
      solution: (cfg: KvConfig, T: number) => {
        const window = Math.min(...cfg.windows.map((window) => window ?? Infinity));
        return cfg.layers * Math.min(T, window) * perLayer(cfg);
      },
    },
    {
      id: "average-window",
      misconception:
        "You average the windows first. A layer can save only down to its own window, so the minimum belongs inside the sum: Σ min(T, window).",
      solution: (cfg: KvConfig, T: number) => {
        const sum = cfg.windows.reduce<number>((sum, window) => sum + (window ?? T), 0);
        return cfg.layers * Math.min(T, sum / cfg.windows.length) * perLayer(cfg);
      },
    },
    {
      id: "full-windows",
      misconception:
        "You count every window as full. While the text is shorter than the window, a layer keeps T tokens only.",
      solution: (cfg: KvConfig, T: number) => tokensOf(cfg, T, (window) => window ?? T) * perLayer(cfg),
    },
    {
      id: "null-is-zero",
      misconception:
        "You let null count as 0 (so does Math.min). A layer without a window keeps everything; read null as infinity.",
      solution: (cfg: KvConfig, T: number) =>
        tokensOf(cfg, T, (window) => Math.min(T, window ?? 0)) * perLayer(cfg),
    },
    {
      id: "one-period",
      misconception:
        "You sum over the list of windows once. The list repeats until every layer has its window: layer l takes entry l mod the list's length.",
      solution: (cfg: KvConfig, T: number) =>
        tokensOf({ ...cfg, layers: cfg.windows.length }, T) * perLayer(cfg),
    },
    {
      id: "even-shares",
      misconception:
        "You give each window an equal share of the layers. When the list does not divide the layers, its first entries come once more.",
      solution: (cfg: KvConfig, T: number) =>
        tokensOf({ ...cfg, layers: cfg.windows.length }, T) *
        (cfg.layers / cfg.windows.length) *
        perLayer(cfg),
    },
    {
      id: "int32",
      misconception:
        "Your sum passes through 32-bit integers (`| 0` does that), and a large cache has more than 2,147,483,647 bytes.",
      solution: (...input: Input) => oracle(...input) | 0,
    },
    {
      id: "by-twos",
      misconception:
        "You let two windows take turns, as in the example. The list may be of any length: layer l has entry l mod that.",
      solution: (cfg: KvConfig, T: number) =>
        tokensOf({ ...cfg, windows: [cfg.windows[0]!, cfg.windows[1] ?? cfg.windows[0]!] }, T) *
        perLayer(cfg),
    },
    {
      id: "one-token-more",
      misconception:
        "You keep the newest token on top of the window. It is one of those that the window counts.",
      solution: (cfg: KvConfig, T: number) =>
        tokensOf(cfg, T, (window) => Math.min(T, (window ?? Infinity) + 1)) * perLayer(cfg),
    },
    {
      id: "one-layer",
      misconception:
        "You size one layer with the first window. Every layer keeps keys and values of its own.",
      solution: (cfg: KvConfig, T: number) => tokensOf({ ...cfg, layers: 1 }, T) * perLayer(cfg),
    },
  ],
};
