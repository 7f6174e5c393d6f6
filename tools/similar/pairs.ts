/**
 * Who built an answer alike, by Dolos' winnowed fingerprints (Maertens et al. 2022, after Schleimer et al. 2003). What
 * many have, everybody may have: it counts for nobody.
 */
import { File, FingerprintIndex, type Pair, TokenizedFile } from "@dodona/dolos-core";
import type { Answer } from "./answers.js";

/** Lines from and to in each one's code, from 0, both included. */
export interface Alike {
  readonly left: readonly [from: number, to: number];
  readonly right: readonly [from: number, to: number];
}

/** An answer, and who wrote it. */
export interface Written<T> {
  readonly who: T;
  readonly answer: Answer;
}

export interface Similar<T> {
  readonly left: Written<T>;
  readonly right: Written<T>;
  /** Of what both wrote and not many others did, the share that is built alike, from 0 to 1. */
  readonly similarity: number;
  readonly alike: () => readonly Alike[];
}

/** Tokens of a fingerprint, and fingerprints of which at least one is kept: Dolos' own for the first, finer for short answers. */
const [run, window] = [23, 5];
/** What more than this share of all has is common. */
const common = 0.2;
/** A pair with fewer fingerprints of its own says too little. */
const leastPrints = 8;

/**
 * @param answers to one exercise
 * @param template what was handed out of it
 * @returns pairs, the most similar first
 */
export function similarPairs<T>(answers: readonly Written<T>[], template?: Answer): Similar<T>[] {
  const index = new FingerprintIndex(run, window, false, Math.max(3, Math.ceil(common * answers.length)));
  const whose = new Map<number, Written<T>>();
  const files = answers.map((one) => {
    const file = tokenized(one.answer);
    whose.set(file.id, one);
    return file;
  });
  index.addFiles(files);
  if (template) index.addIgnoredFile(tokenized(template)); // of those that are there
  const entries = index.entries().filter(({ shared }) => shared.size >= leastPrints);
  return entries
    .flatMap((left, k) =>
      entries.slice(k + 1).map((right) => ({
        left: whose.get(left.file.id)!,
        right: whose.get(right.file.id)!,
        similarity: dice(left.shared, right.shared),
        alike: () => fragments(index.getPair(left.file, right.file)),
      })),
    )
    .sort((a, b) => b.similarity - a.similarity);
}

/** Pair.similarity of dolos-core 1.2.1 takes what is ignored on the left off the right, too. */
function dice<P>(a: ReadonlySet<P>, b: ReadonlySet<P>): number {
  let both = 0;
  for (const print of a) if (b.has(print)) both++;
  return (2 * both) / (a.size + b.size);
}

const tokenized = ({ text, tokens, places }: Answer): TokenizedFile =>
  new TokenizedFile(new File("submission.ts", text), [...tokens], [...places]);

const fragments = (pair: Pair): Alike[] =>
  pair.buildFragments().map(({ leftSelection, rightSelection }) => ({
    left: [leftSelection.startRow, leftSelection.endRow],
    right: [rightSelection.startRow, rightSelection.endRow],
  }));
