import { dimension, finite } from "../tensor/check.js";
import { linearIntensity } from "./intensity.js";

/**
 * The smallest batch at which a linear layer is math-bound, so at which its intensity exceeds the
 * machine's ops:byte. The weights are read once for the whole batch; the activations grow with it, so
 * the intensity stays below 2·dIn·dOut / (bytes·(dIn + dOut)).
 * @param bytes of one number  @param opsPerByte of the machine
 * @returns a whole number, or Infinity when no batch is large enough
 */
export function minBatch(dIn: number, dOut: number, bytes: number, opsPerByte: number): number {
  for (const [name, value] of Object.entries({ dIn, dOut, bytes })) dimension("minBatch", name, value);
  finite("minBatch", "opsPerByte", opsPerByte);
  const weights = bytes * opsPerByte * dIn * dOut;
  const gain = 2 * dIn * dOut - bytes * opsPerByte * (dIn + dOut);
  if (gain <= 0) return Infinity;
  // The quotient may be off by one in its last bit, so the intensity itself has the last word.
  const mathBound = (batch: number) => linearIntensity(batch, dIn, dOut, bytes) > opsPerByte;
  const guess = Math.floor(weights / gain);
  return [guess - 1, guess, guess + 1, guess + 2].find((batch) => batch >= 1 && mathBound(batch)) ?? Infinity;
}
