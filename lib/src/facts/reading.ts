/** Something that people read, measured in tokens. A rough guide: books, languages and tokenisers differ. */
export interface ReadingAnchor {
  readonly name: string;
  readonly words: number;
  /** Rounded to a whole number. */
  readonly tokens: number;
}

/**
 * Tokens for each English word, roughly: a context of 100,000 tokens was announced as 75,000 words.
 * @see source "claude-100k"
 */
const tokensPerWord = 100_000 / 75_000;

/** Our own round figures: a page has 300 words, a novel 90,000. */
export const readingAnchors: readonly ReadingAnchor[] = [
  { name: "a page", words: 300 },
  { name: "a novel", words: 90_000 },
].map((anchor) => ({ ...anchor, tokens: Math.round(anchor.words * tokensPerWord) }));
