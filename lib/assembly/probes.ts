/** What this processor can do at most, for the roofline: arithmetic without memory, and memory without arithmetic. */
import { madd, sum4 } from "./simd";

/** x ← 0.9999 x + 0.0001 in twelve registers that do not wait for each other. */
export function peak(turns: i32): f32 {
  const a = f32x4.splat(0.9999), b = f32x4.splat(1e-4);
  let x0 = f32x4.splat(0.1), x1 = f32x4.splat(0.2), x2 = f32x4.splat(0.3), x3 = f32x4.splat(0.4);
  let x4 = f32x4.splat(0.5), x5 = f32x4.splat(0.6), x6 = f32x4.splat(0.7), x7 = f32x4.splat(0.8);
  let x8 = f32x4.splat(0.9), x9 = f32x4.splat(1.1), x10 = f32x4.splat(1.2), x11 = f32x4.splat(1.3);
  for (let t = 0; t < turns; t++) {
    x0 = madd(x0, a, b);
    x1 = madd(x1, a, b);
    x2 = madd(x2, a, b);
    x3 = madd(x3, a, b);
    x4 = madd(x4, a, b);
    x5 = madd(x5, a, b);
    x6 = madd(x6, a, b);
    x7 = madd(x7, a, b);
    x8 = madd(x8, a, b);
    x9 = madd(x9, a, b);
    x10 = madd(x10, a, b);
    x11 = madd(x11, a, b);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(x0, x1), f32x4.add(x2, x3)), f32x4.add(x4, x5));
  const high = f32x4.add(f32x4.add(f32x4.add(x6, x7), f32x4.add(x8, x9)), f32x4.add(x10, x11));
  return sum4(f32x4.add(low, high));
}

/** The sum of n floats from address `from` on: how fast memory can be read. n in sixteens */
export function readSum(from: usize, n: usize): f32 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  for (let t: usize = 0; t < 4 * n; t += 64) {
    s0 = f32x4.add(s0, v128.load(from + t));
    s1 = f32x4.add(s1, v128.load(from + t, 16));
    s2 = f32x4.add(s2, v128.load(from + t, 32));
    s3 = f32x4.add(s3, v128.load(from + t, 48));
  }
  return sum4(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

/** n floats from one address to another. */
export function copy(to: usize, from: usize, n: usize): void {
  memory.copy(to, from, 4 * n);
}
