/** The shapes of the fact tables. Every row names its sources and says whether they were read. */

/** Where a fact comes from. */
export interface Source {
  readonly citation: string;
  readonly url?: string;
}

/** What every row of every table carries. */
export interface Cited {
  /** Keys of the source list; `citations(row)` resolves them. */
  readonly sources: readonly string[];
  /** True when a source was read for every field of the row. */
  readonly verified: boolean;
  /** Which fields were not, when `verified` is false. */
  readonly unverified?: readonly string[];
  readonly note?: string;
}

/**
 * Who could use a context length: everybody (`ga`, or `open` weights), the `standard` offer, those let in
 * (`limited`, `preview`), the vendor alone (`research`); `catalogue` is what a list of models says.
 */
export type Tier = "standard" | "ga" | "open" | "limited" | "preview" | "research" | "catalogue";

/** One claim about a context length. A model has many: never one number a model. */
export interface Claim extends Cited {
  readonly model: string;
  /** A whole number, never worked out from a label. */
  readonly tokens: number;
  /** As the source prints it. */
  readonly label: string;
  /** "2024-02-15", or "2024-02" or "2024" when no more is known. */
  readonly date: string;
  /** Whether the date is the release, or only the day by which the claim was seen. */
  readonly dateIs: "release" | "seen";
  readonly tier: Tier;
}

/** A context length on the slides: a label without a date, and often without a tier. */
export interface SlideClaim extends Cited {
  readonly model: string;
  readonly label: string;
  readonly date: null;
  readonly tier: Tier | "unstated";
}

/** What vendors and papers say about context lengths, and what the slides said. */
export interface ContextLengths {
  readonly claims: readonly Claim[];
  readonly slides: readonly SlideClaim[];
}

/** What decides the cache size of a model that keeps keys and values. */
export interface HeadsConfig {
  readonly layers: number;
  /** Query heads. */
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly bytes: number;
  /** Repeats over the layers; null is a layer without a window. */
  readonly windows?: readonly (number | null)[];
}

/** What decides the cache size under multi-head latent attention. */
export interface LatentConfig {
  readonly layers: number;
  readonly heads: number;
  readonly latent: number;
  readonly rope: number;
  readonly bytes: number;
}

/** One model's key-value parameters; `kvBytesPerToken(row.config)` sizes its cache. */
export interface ModelKv extends Cited {
  readonly model: string;
  readonly config: HeadsConfig | LatentConfig;
  /** All of them, experts that a token does not visit included; given where the name does not say. */
  readonly parameters?: number;
  readonly maxTokens: number;
}

/** What one SM can hold at once. */
export interface SmLimits {
  readonly warps: number;
  /** 32-bit registers. */
  readonly registers: number;
  readonly sharedBytes: number;
  readonly blocks: number;
}

/**
 * What the rates need to know of a GPU. Only what a source says is filled in; a missing field is unknown here, not zero.
 * Decimal units: 1 TFLOPS is 10¹² FLOP/s, 1 GB/s is 10⁹ B/s.
 */
export interface Gpu extends Cited {
  readonly name: string;
  readonly smCount?: number;
  readonly clockGhz?: number;
  readonly l2Bytes?: number;
  readonly hbmBytes?: number;
  readonly hbmBytesPerSecond: number;
  /** FLOP/s: fp32 on CUDA cores, tf32 and fp16 on tensor cores, without sparsity. */
  readonly peakFlopsPerSecond: Readonly<Partial<Record<"fp32" | "tf32" | "fp16", number>>>;
  /** Multiply-adds per clock and SM. */
  readonly fmaPerClkPerSm?: Readonly<Record<"fp32" | "tf32" | "fp16", number>>;
  /** Level-1 cache and shared memory together. */
  readonly l1AndSharedBytesPerSm?: number;
  readonly smLimits?: SmLimits;
  /** The source of each figure, by its key in the list of sources. */
  readonly from: Readonly<Record<string, string>>;
}

/** That a long-context model was tried on a data set. */
export interface DatasetUse extends Cited {
  readonly model: string;
  readonly result?: string;
}

export interface Dataset extends Cited {
  readonly dataset: string;
  readonly task: string;
  /** How the slide spells it, when that differs. */
  readonly onSlide?: string;
  readonly usedBy: readonly DatasetUse[];
}

/** One number that a paper reports and that we did not compute. */
export interface Reported extends Cited {
  /** Such as "BigBird, Table 1". */
  readonly table: string;
  /** What was tried: the row of that table. */
  readonly setting: string;
  /** What the number means. */
  readonly measure: string;
  readonly value: number;
}

/** One slip on the slides or in a paper. Never silently fixed: shown struck through, beside the correct value, computed. */
export interface Erratum extends Cited {
  readonly number: number;
  readonly slide: string;
  readonly correct: string;
  /** Why it matters. */
  readonly note: string;
  /** The number of the notebook that shows it; "A" is the appendix. */
  readonly notebook: string;
}
