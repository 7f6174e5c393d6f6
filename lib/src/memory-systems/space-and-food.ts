/**
 * A toy index in two dimensions, for the notebook and its figure: six passages by how much they are about space and
 * about food. The embeddings, and what the reader says, are made up; multiples of 1/16, so that ties are exact.
 */

/** A passage and its embedding, [about space, about food]. */
export interface Passage {
  readonly label: string;
  readonly at: readonly [number, number];
}

/** A question, its embedding, and what a reader makes of an answer. */
export interface RagQuestion {
  readonly text: string;
  readonly at: readonly [number, number];
  /** The answer's tokens. */
  readonly answer: readonly string[];
  /** [passages][tokens], p(y_t | x, z, y_<t): what the reader says of each token when it reads that passage. */
  readonly py: readonly (readonly number[])[];
}

/** The index, one passage per row. */
export const passages: readonly Passage[] = [
  { label: "Moons of Jupiter", at: [0.875, 0.125] },
  { label: "Lentil soup", at: [0.125, 0.625] },
  { label: "Rovers on Mars", at: [0.75, 0.25] },
  { label: "Dinner in orbit", at: [0.875, 0.75] },
  { label: "Fresh bread", at: [0.0625, 0.375] },
  { label: "A note on Pluto", at: [0.375, 0.0625] },
];

/** One answer that two passages know a part of each, one that a single passage knows, one that a long vector hides. */
export const questions: readonly RagQuestion[] = [
  {
    text: "What do astronauts eat?",
    at: [0.5, 0.5],
    answer: ["dried", "soup"],
    py: [
      [0.02, 0.05],
      [0.1, 0.9],
      [0.04, 0.02],
      [0.9, 0.1],
      [0.05, 0.1],
      [0.02, 0.02],
    ],
  },
  {
    text: "Where do rovers drive?",
    at: [0.6875, 0.375],
    answer: ["on", "Mars"],
    py: [
      [0.3, 0.1],
      [0.2, 0.01],
      [0.9, 0.95],
      [0.3, 0.05],
      [0.2, 0.01],
      [0.4, 0.1],
    ],
  },
  {
    text: "How long does bread bake?",
    at: [0.0625, 0.75],
    answer: ["forty", "minutes"],
    py: [
      [0.01, 0.1],
      [0.2, 0.8],
      [0.01, 0.05],
      [0.05, 0.6],
      [0.8, 0.95],
      [0.01, 0.05],
    ],
  },
];
