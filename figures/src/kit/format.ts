/** 57344 → "57,344" */
export const int = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** 294912 → "294.9 kB" (decimal) */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
/** 12 → "₁₂" */
export const sub = (n: number): string => String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]!);
/** Two decimals, with a real minus and a real infinity. */
export const decimal = (x: number, digits = 2): string =>
  x === -Infinity ? "−∞" : x.toFixed(digits).replace("-", "−");
/** A whole number brought into [low, high]; `fallback` when it is none. */
export function clamp(x: unknown, low: number, high: number, fallback: number): number {
  return typeof x === "number" && Number.isFinite(x)
    ? Math.max(low, Math.min(high, Math.round(x)))
    : fallback;
}
