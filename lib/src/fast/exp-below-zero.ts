/** Steps of the table for each unit of x. */
const STEPS = 64;
/** Below −40 weights are less than 10⁻¹⁷ of the row's largest, and rare: not worth a longer table. */
const TABLE = Float64Array.from({ length: 40 * STEPS + 1 }, (_, k) => Math.exp(-k / STEPS));

/**
 * eˣ for x ≤ 0, to within 5·10⁻¹⁶ of its value: eˣ = e^(−k/64) · eʳ with a table for the first factor, and few terms for the
 * second, since |r| ≤ 1/128. Softmax spends most of its time here; `Math.exp` also serves every other x.
 */
export function expBelowZero(x: number): number {
  if (!(x >= -40)) return Math.exp(x);
  const k = (0.5 - STEPS * x) | 0;
  const r = x + k / STEPS;
  return TABLE[k]! * (1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r / 120)))));
}
