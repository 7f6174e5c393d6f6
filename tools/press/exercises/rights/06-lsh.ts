/** Right answers in other styles than the reference's. */
import {
  fromFunction,
  gaussian,
  type Matrix,
  matmul,
  matrix,
  type Rng,
  rowMajor,
  sideBySide,
  toRows,
  zeros,
} from "long-attention/tensor";

/** One pass that keeps the best so far; the first of equals stays. */
function bucket(x: ArrayLike<number>, R: Matrix): number {
  const half = R.shape[1]!;
  let [best, at] = [-Infinity, 0];
  for (let h = 0; h < 2 * half; h++) {
    let y = 0;
    for (let k = 0; k < x.length; k++) y += x[k]! * R.get(k, h % half);
    if (h >= half) y = -y;
    if (y > best) [best, at] = [y, h];
  }
  return at;
}

function byMatmul(x: Float64Array, R: Matrix): number {
  const along = matmul(matrix([x]), R);
  const both = rowMajor(sideBySide([along, fromFunction([1, R.shape[1]!], (_, c) => -along.get(0, c))]));
  return both.indexOf(both.reduce((a, b) => Math.max(a, b), -Infinity));
}

function counted(b: readonly number[]): { perm: number[]; inv: number[] } {
  const starts = Array.from({ length: Math.max(...b) + 2 }, () => 0);
  for (const h of b) starts[h + 1]!++;
  for (let h = 1; h < starts.length; h++) starts[h]! += starts[h - 1]!;
  const inv = b.map((h) => starts[h]!++);
  const perm = Array.from(b, () => 0);
  inv.forEach((place, i) => {
    perm[place] = i;
  });
  return { perm, inv };
}

function byQuery(perm: readonly number[], b: readonly number[], m: number, causal: boolean): number[][] {
  return b.map((own, i) => {
    const chunk = Math.trunc(perm.indexOf(i) / m);
    const keys: number[] = [];
    for (let place = Math.max(0, (chunk - 1) * m); place < Math.min(perm.length, (chunk + 1) * m); place++) {
      const j = perm[place]!;
      if (j === i || b[j] !== own || (causal && j > i)) continue;
      keys.push(j);
    }
    return keys.length === 0 ? [i] : keys;
  });
}

const share = (lse: readonly ArrayLike<number>[], r: number, i: number): number => {
  const own = lse[r]![i]!;
  return own === -Infinity ? 0 : 1 / lse.reduce((sum, round) => sum + Math.exp(round[i]! - own), 0);
};

export const rights: Record<string, Record<string, unknown>> = {
  "06.1": {
    "one pass": bucket,
    "a product of matrices": byMatmul,
    "places sorted by their numbers": (x: Float64Array, R: Matrix) => {
      const along = toRows(matmul(matrix([x]), R))[0]!;
      const all = [...along, ...along.map((y) => 0 - y)];
      return all.map((_, h) => h).sort((g, h) => all[h]! - all[g]! || g - h)[0];
    },
  },
  "06.2": {
    "nested rows": (X: Matrix, Rs: readonly Matrix[]) => toRows(X).map((x) => Rs.map((R) => bucket(x, R))),
    "filled in place, round by round": (X: Matrix, Rs: readonly Matrix[]) => {
      const table = zeros([X.shape[0]!, Rs.length]);
      Rs.forEach((R, r) => {
        toRows(X).forEach((x, i) => void table.set(i, r, bucket(x, R)));
      });
      return table;
    },
    "async, though nothing waits": async (X: Matrix, Rs: readonly Matrix[]) =>
      fromFunction([X.shape[0]!, Rs.length], (i, r) => byMatmul(Float64Array.from(toRows(X)[i]!), Rs[r]!)),
  },
  "06.3": {
    "a counting sort": counted,
    "a stable sort, and indexOf": (b: readonly number[]) => {
      const perm = [...b.keys()].sort((i, j) => b[i]! - b[j]!);
      return { perm, inv: b.map((_, i) => perm.indexOf(i)) };
    },
    "bucket after bucket": (b: readonly number[]) => {
      const perm = [...new Set(b)]
        .sort((g, h) => g - h)
        .flatMap((h) => b.flatMap((own, i) => (own === h ? [i] : [])));
      return { inv: b.map((_, i) => perm.indexOf(i)), perm };
    },
  },
  "06.4": {
    "query by query": byQuery,
    "from the last place to the first": (
      perm: readonly number[],
      b: readonly number[],
      m: number,
      causal: boolean,
    ) => byQuery(perm, b, m, causal).map((keys) => keys.toReversed()),
    "a set of places": (perm: readonly number[], b: readonly number[], m: number, causal: boolean) => {
      const chunkOf = new Map(perm.map((i, place) => [i, Math.floor(place / m)]));
      return b.map((own, i) => {
        const near = (j: number) => [0, 1].includes(chunkOf.get(i)! - chunkOf.get(j)!);
        const keys = [...b.keys()].filter((j) => j !== i && b[j] === own && near(j) && !(causal && j > i));
        return keys.length > 0 ? keys : [i];
      });
    },
  },
  "06.5": {
    "each weight from differences": (outs: readonly Matrix[], lse: readonly Float64Array[]) =>
      fromFunction([outs[0]!.shape[0]!, outs[0]!.shape[1]!], (i, c) =>
        outs.reduce((sum, O, r) => sum + share(lse, r, i) * O.get(i, c), 0),
      ),
    "nested rows": (outs: readonly Matrix[], lse: readonly Float64Array[]) =>
      toRows(outs[0]!).map((row, i) =>
        row.map((_, c) => outs.map((O, r) => share(lse, r, i) * O.get(i, c)).reduce((a, b) => a + b)),
      ),
    "rounds merged one after the other": (outs: readonly Matrix[], lse: readonly Float64Array[]) => {
      const [T, dv] = outs[0]!.shape as [number, number];
      const O = zeros([T, dv]);
      for (let i = 0; i < T; i++) {
        let [m, l] = [-Infinity, 0];
        for (const [r, round] of lse.entries()) {
          const x = round[i]!;
          if (x === -Infinity) continue;
          const top = Math.max(m, x);
          const [old, now] = [l * Math.exp(m - top), Math.exp(x - top)];
          for (let c = 0; c < dv; c++)
            O.set(
              i,
              c,
              ((l === 0 ? 0 : old) * O.get(i, c) + now * outs[r]!.get(i, c)) / ((l === 0 ? 0 : old) + now),
            );
          [m, l] = [top, (l === 0 ? 0 : old) + now];
        }
      }
      return O;
    },
  },
  "06.6": {
    "its own normal entries": (theta: number, b: number, rng: Rng, n: number) => {
      let hits = 0;
      for (let trial = n; trial > 0; trial--) {
        const R = fromFunction([2, b / 2], () => gaussian(rng));
        hits += Number(bucket([1, 0], R) === bucket([Math.cos(theta), Math.sin(theta)], R));
      }
      return hits / n;
    },
    "another pair at the angle": (theta: number, b: number, rng: Rng, n: number) => {
      const at = (angle: number) => [5 * Math.cos(angle), 5 * Math.sin(angle)];
      const trials = Array.from({ length: n }, () => fromFunction([2, b / 2], () => gaussian(rng)));
      return trials.filter((R) => bucket(at(0.3), R) === bucket(at(0.3 + theta), R)).length / n;
    },
    "a mean of zeros and ones": function collision(theta: number, b: number, rng: Rng, n: number): number {
      let mean = 0;
      for (let t = 1; t <= n; t++) {
        const R = matrix([0, 1].map(() => Array.from({ length: b / 2 }, () => gaussian(rng))));
        mean += (Number(bucket([0, 1], R) === bucket([Math.sin(theta), Math.cos(theta)], R)) - mean) / t;
      }
      return mean;
    },
  },
};
