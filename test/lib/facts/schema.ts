/** The shapes of assets/data/*.json, strict: an unknown or missing field is an error. */
import type { ContextLengths, Dataset, Erratum, Gpu, ModelKv, Reported, Source } from "long-attention/facts";
import { z } from "zod";

const cited = z.strictObject({
  sources: z.array(z.string()).min(1),
  verified: z.boolean(),
  unverified: z.array(z.string()).min(1).exactOptional(),
  note: z.string().exactOptional(),
});

/** A row says what is not verified exactly when it says that it is not verified. */
const row = <T extends z.ZodRawShape>(shape: T) =>
  cited
    .extend(shape)
    .refine((r) => (r as z.infer<typeof cited>).verified === !("unverified" in r), "verified or unverified");

const count = z.int().positive();
const tier = z.enum(["standard", "ga", "open", "limited", "preview", "research", "catalogue"]);
const date = z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/);
const rate = z.number().positive();

export interface Tables {
  "context-lengths": ContextLengths;
  datasets: readonly Dataset[];
  errata: readonly Erratum[];
  gpus: readonly Gpu[];
  "models-kv": readonly ModelKv[];
  reported: readonly Reported[];
  sources: Readonly<Record<string, Source>>;
}

/** What a schema accepts must be what the library's type of that table promises, or this does not compile. */
export const schemas = {
  "context-lengths": z.strictObject({
    claims: z.array(
      row({
        model: z.string(),
        tokens: count,
        label: z.string(),
        date,
        dateIs: z.enum(["release", "seen"]),
        tier,
      }),
    ),
    slides: z.array(
      row({
        model: z.string(),
        label: z.string(),
        date: z.null(),
        tier: z.enum([...tier.options, "unstated"]),
      }),
    ),
  }),
  datasets: z.array(
    row({
      dataset: z.string(),
      task: z.string(),
      onSlide: z.string().exactOptional(),
      usedBy: z.array(row({ model: z.string(), result: z.string().exactOptional() })),
    }),
  ),
  errata: z.array(
    row({
      number: count,
      slide: z.string().min(1),
      correct: z.string().min(1),
      note: z.string().min(1),
      notebook: z.string().regex(/^(0\d|1[0-2]|A)$/),
    }),
  ),
  gpus: z.array(
    row({
      name: z.string(),
      smCount: count.exactOptional(),
      clockGhz: z.number().positive().exactOptional(),
      l2Bytes: count.exactOptional(),
      hbmBytes: count.exactOptional(),
      hbmBytesPerSecond: count,
      peakFlopsPerSecond: z.strictObject({
        fp32: rate.exactOptional(),
        tf32: rate.exactOptional(),
        fp16: rate.exactOptional(),
      }),
      fmaPerClkPerSm: z.strictObject({ fp32: count, tf32: count, fp16: count }).exactOptional(),
      l1AndSharedBytesPerSm: count.exactOptional(),
      smLimits: z
        .strictObject({ warps: count, registers: count, sharedBytes: count, blocks: count })
        .exactOptional(),
      from: z.record(z.string(), z.string()),
    }),
  ),
  "models-kv": z.array(
    row({
      model: z.string(),
      config: z.union([
        z.strictObject({
          layers: count,
          heads: count,
          kvHeads: count,
          headDim: count,
          bytes: count,
          windows: z.array(count.nullable()).min(1).exactOptional(),
        }),
        z.strictObject({ layers: count, heads: count, latent: count, rope: count, bytes: count }),
      ]),
      parameters: count.exactOptional(),
      maxTokens: count,
    }),
  ),
  reported: z.array(row({ table: z.string(), setting: z.string(), measure: z.string(), value: z.number() })),
  sources: z.record(
    z.string(),
    z.strictObject({ citation: z.string().min(1), url: z.url().exactOptional() }),
  ),
} satisfies { [T in keyof Tables]: z.ZodType<Tables[T]> };
