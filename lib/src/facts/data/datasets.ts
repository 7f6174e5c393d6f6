// Written by tools/build/facts.ts from assets/data/datasets.json: edit that file, not this one.
import type { Dataset } from "../types.js";

export const datasets: readonly Dataset[] = [
  {
    dataset: "text8",
    task: "language modelling",
    sources: ["deck"],
    verified: true,
    usedBy: [
      {
        model: "Longformer",
        result: "1.10 bits per character, evaluated at length 32,256",
        sources: ["deck", "longformer"],
        verified: true,
      },
    ],
  },
  {
    dataset: "enwik8",
    task: "language modelling",
    onSlide: "enwiki8",
    sources: ["deck"],
    verified: true,
    usedBy: [
      {
        model: "Longformer",
        result: "1.00 bits per character, evaluated at length 32,256",
        sources: ["deck", "longformer"],
        verified: true,
      },
      {
        model: "Compressive Transformer",
        result: "0.97 bits per character",
        sources: ["deck", "compressive"],
        verified: true,
      },
    ],
  },
  {
    dataset: "WikiText-103",
    task: "language modelling",
    sources: ["deck"],
    verified: true,
    usedBy: [
      {
        model: "Compressive Transformer",
        result: "perplexity 17.1",
        sources: ["deck", "compressive"],
        verified: true,
      },
    ],
  },
  {
    dataset: "TriviaQA",
    task: "question answering",
    onSlide: "TraviaQA",
    sources: ["deck"],
    verified: true,
    usedBy: [{ model: "Longformer", sources: ["deck", "longformer"], verified: true }],
  },
  {
    dataset: "HotpotQA",
    task: "question answering",
    sources: ["deck"],
    verified: true,
    usedBy: [{ model: "Longformer", sources: ["deck", "longformer"], verified: true }],
  },
  {
    dataset: "WikiHop",
    task: "question answering",
    sources: ["deck"],
    verified: true,
    usedBy: [{ model: "Longformer", sources: ["deck", "longformer"], verified: true }],
  },
  {
    dataset: "OpenKP",
    task: "keyphrase extraction",
    sources: ["deck", "openkp"],
    verified: true,
    usedBy: [],
    note: "Blank on the slide for both models.",
  },
];
