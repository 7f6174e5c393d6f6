/** Four 32-bit floats at a time: what the tiles and the probes share. */

/**
 * a · b + c. With relaxed SIMD the processor does it in one instruction and rounds once; without, in two.
 * `ASC_FEATURE_RELAXED_SIMD` is known while compiling, so each module holds one of the two.
 */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function sum4(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** The largest of the four lanes, in each of them. */
// @ts-ignore: decorator
@inline
export function max4(v: v128): v128 {
  v = f32x4.pmax(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.pmax(v, v128.shuffle<f32>(v, v, 1, 0, 3, 2));
}

/**
 * eˣ in each lane for x ≤ 0, to within 3 · 10⁻⁷ of its value, and 0 below −87, where 32-bit floats end.
 * With n = round(x / ln 2), eˣ = 2ⁿ · eʳ for r = x − n ln 2, |r| ≤ ½ ln 2.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const inRange = f32x4.ge(x, f32x4.splat(-87));
  // Adding 1.5 · 2²³ rounds to a whole number; with 127 more, the sum's low bits are 2ⁿ's exponent.
  const magic = f32x4.splat(12582912 + 127);
  const t = madd(x, f32x4.splat(1.4426950408889634), magic);
  const n = f32x4.sub(t, magic);
  // ln 2 in two parts, the first with few digits, so that n times it is exact.
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.splat(8.312426e-3); // eʳ ≈ 1 + r + …, fitted so that the largest relative error is least: 1.1 · 10⁻⁷
  p = madd(p, r, f32x4.splat(4.189099e-2));
  p = madd(p, r, f32x4.splat(0.16667118));
  p = madd(p, r, f32x4.splat(0.49999226));
  p = madd(p, r, f32x4.splat(1));
  p = madd(p, r, f32x4.splat(1));
  return v128.and(inRange, f32x4.mul(p, i32x4.shl(t, 23)));
}
