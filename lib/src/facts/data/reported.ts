// Written by tools/build/facts.ts from assets/data/reported.json: edit that file, not this one.
import type { Reported } from "../types.js";

export const reported: readonly Reported[] = [
  {
    table: "BigBird, Table 1",
    setting: "full (BERT)",
    measure: "accuracy on masked words, in percent",
    value: 64.2,
    sources: ["bigbird"],
    verified: true,
  },
  {
    table: "BigBird, Table 1",
    setting: "random R",
    measure: "accuracy on masked words, in percent",
    value: 60.1,
    sources: ["bigbird"],
    verified: true,
  },
  {
    table: "BigBird, Table 1",
    setting: "window W",
    measure: "accuracy on masked words, in percent",
    value: 58.3,
    sources: ["bigbird"],
    verified: true,
  },
  {
    table: "BigBird, Table 1",
    setting: "R + W",
    measure: "accuracy on masked words, in percent",
    value: 62.7,
    sources: ["bigbird"],
    verified: true,
  },
  {
    table: "StreamingLLM, Table 1",
    setting: "the newest 1,024 tokens",
    measure: "perplexity",
    value: 5158.07,
    sources: ["streamingllm"],
    verified: true,
    note: "Llama-2-13B on the first book of the PG-19 test set, 65K tokens.",
  },
  {
    table: "StreamingLLM, Table 1",
    setting: "the first 4 and the newest 1,020",
    measure: "perplexity",
    value: 5.4,
    sources: ["streamingllm"],
    verified: true,
    note: "Llama-2-13B on the first book of the PG-19 test set, 65K tokens.",
  },
  {
    table: "StreamingLLM, Table 1",
    setting: "4 line breaks and the newest 1,020",
    measure: "perplexity",
    value: 5.6,
    sources: ["streamingllm"],
    verified: true,
    note: "Llama-2-13B on the first book of the PG-19 test set, 65K tokens.",
  },
];
