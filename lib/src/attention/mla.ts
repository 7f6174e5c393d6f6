import { dimension, isMatrix } from "../tensor/check.js";
import { matmul } from "../tensor/matmul.js";
import { type Matrix, transpose } from "../tensor/matrix.js";
import { sideBySide } from "../tensor/side-by-side.js";
import { type AttentionOptions, attention } from "./attention.js";
import { head } from "./multi-head.js";

/** What multi-head latent attention reads. C and Kr are all that is cached: r + dr numbers per token. */
export interface LatentInputs {
  /** Queries' content part, [N, H·d]. */
  readonly Qc: Matrix;
  /** Queries' position part, rotated already, [N, H·dr]. */
  readonly Qr: Matrix;
  /** Latent vectors, [M, r]. */
  readonly C: Matrix;
  /** Keys' position part, rotated already and shared by all heads, [M, dr]. */
  readonly Kr: Matrix;
  /** From latent to keys, [r, H·d]. */
  readonly Wuk: Matrix;
  /** From latent to values, [r, H·dv]. */
  readonly Wuv: Matrix;
}

/**
 * Multi-head latent attention as it is defined: every head's keys C Wuk and values C Wuv are made from the
 * latent vectors, the shared rotary key stands beside them, then plain attention with scale 1/√(d + dr).
 * @param H heads
 * @returns O [N, H·dv], the heads side by side
 * @see DeepSeek-V2 (2024), §2.1, eqs 9–19
 */
export function latentAttention(inputs: LatentInputs, H: number, options: AttentionOptions = {}): Matrix {
  const { Qc, Qr, C, Kr, Wuk, Wuv } = latentShapes("latentAttention", inputs, H);
  const [K, V] = [matmul(C, Wuk), matmul(C, Wuv)];
  return everyHead(H, (h) =>
    attention(
      sideBySide([head(Qc, h, H), head(Qr, h, H)]),
      sideBySide([head(K, h, H), Kr]),
      head(V, h, H),
      options,
    ),
  );
}

/**
 * The same attention without ever making keys or values: Wuk is absorbed into the query, Wuv is applied to
 * the result, since q · (c Wuk) = (q Wukᵀ) · c. All heads then read the latent vectors themselves, as in MQA:
 * this is how decoding runs.
 * @returns O [N, H·dv], equal to latentAttention up to rounding
 */
export function absorbedLatentAttention(
  inputs: LatentInputs,
  H: number,
  options: AttentionOptions = {},
): Matrix {
  const { Qc, Qr, C, Kr, Wuk, Wuv } = latentShapes("absorbedLatentAttention", inputs, H);
  const scale = options.scale ?? 1 / Math.sqrt((Qc.shape[1]! + Qr.shape[1]!) / H);
  return everyHead(H, (h) => {
    const absorbed = matmul(head(Qc, h, H), transpose(head(Wuk, h, H)));
    const mixed = attention(sideBySide([absorbed, head(Qr, h, H)]), sideBySide([C, Kr]), C, {
      ...options,
      scale,
    });
    return matmul(mixed, head(Wuv, h, H));
  });
}

const everyHead = (H: number, output: (h: number) => Matrix): Matrix =>
  sideBySide(Array.from({ length: H }, (_, h) => output(h)));

function latentShapes(where: string, inputs: LatentInputs, H: number): LatentInputs {
  dimension(where, "H", H);
  for (const [name, A] of Object.entries(inputs) as [string, Matrix][]) isMatrix(where, name, A);
  const { Qc, Qr, C, Kr, Wuk, Wuv } = inputs;
  for (const [name, A] of Object.entries({ Qc, Qr, Wuk, Wuv }))
    if (A.shape[1]! % H !== 0)
      throw new RangeError(
        `${where}: ${name} is [${A.shape}], whose ${A.shape[1]} columns do not split into ${H} equal heads`,
      );
  const agree = (what: string, a: [string, Matrix, number], b: [string, Matrix, number]) => {
    if (a[2] !== b[2])
      throw new RangeError(`${where}: ${a[0]} is [${a[1].shape}] but ${b[0]} is [${b[1].shape}]; ${what}`);
  };
  agree("they need one row per query", ["Qc", Qc, Qc.shape[0]!], ["Qr", Qr, Qr.shape[0]!]);
  agree("they need one row per token", ["C", C, C.shape[0]!], ["Kr", Kr, Kr.shape[0]!]);
  agree("Wuk needs Qc's columns", ["Qc", Qc, Qc.shape[1]!], ["Wuk", Wuk, Wuk.shape[1]!]);
  agree("Qr needs H times Kr's columns", ["Qr", Qr, Qr.shape[1]!], ["Kr", Kr, H * Kr.shape[1]!]);
  for (const [name, W] of Object.entries({ Wuk, Wuv }))
    agree(`${name} needs one row for each of C's columns`, ["C", C, C.shape[1]!], [name, W, W.shape[0]!]);
  return inputs;
}
