/** A map φ of single numbers, never negative, that stands for exp: linear attention's weights are φ(q)·φ(k). */
export type FeatureMap = (x: number) => number;

/** elu(x) + 1: x + 1 above 0, eˣ below. Always positive. @see Katharopoulos et al. 2020, eq. 7 */
export const eluPlusOne: FeatureMap = (x) => (x > 0 ? x + 1 : Math.exp(x));

/** max(0, x). Where nothing is positive, a query sees nothing. */
export const relu: FeatureMap = (x) => Math.max(0, x);
