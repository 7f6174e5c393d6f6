/** Right answers in other styles than the reference's. */
import { type Matrix, matmul, rowMajor, toRows, transpose } from "long-attention/tensor";

interface BlockSizes {
  readonly l: number;
  readonly s: number;
  readonly lp: number;
  readonly n: number;
}

interface TwoRatios {
  readonly window: number;
  readonly csa: number;
  readonly hca: number;
  readonly m: number;
  readonly M: number;
  readonly k: number;
  readonly W: number;
}

/** Token by token: every token of an entry carries the same part of its weight. */
function tokenByToken(p: ArrayLike<number>, t: number, { l, s, lp, n }: BlockSizes): number[] {
  const own = Math.floor(t / lp);
  const credit = new Array<number>(own + 1).fill(0);
  for (let i = 0; i < p.length; i++)
    for (let token = i * s; token < i * s + l; token++) credit[Math.floor(token / lp)]! += p[i]!;
  credit[0] = Infinity;
  if (n > 1) credit[own] = Infinity;
  else if (own > 0) credit[own] = -Infinity;
  const order = credit
    .map((_, j) => j)
    .sort((a, b) => (credit[a] === credit[b] ? a - b : credit[b]! - credit[a]!));
  return order.slice(0, n).sort((a, b) => a - b);
}

/** One block after the other, each time the best that is left. */
function oneByOne(p: ArrayLike<number>, t: number, { l, s, lp, n }: BlockSizes): number[] {
  const own = Math.trunc(t / lp);
  const chosen = new Set([0]);
  if (n > 1) chosen.add(own);
  const share = (j: number) =>
    Array.from(p).reduce((sum, weight, i) => {
      let both = 0;
      for (let token = j * lp; token < (j + 1) * lp; token++) if (token >= i * s && token < i * s + l) both++;
      return sum + weight * both;
    }, 0);
  while (chosen.size < Math.min(n, own + 1)) {
    let best = -1;
    for (let j = 1; j < own; j++) if (!chosen.has(j) && (best < 0 || share(j) > share(best))) best = j;
    chosen.add(best);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Counts how many keys are better, or as good and earlier. */
function byRank(scores: readonly number[], t: number, k: number): number[] {
  const keys: number[] = [];
  for (let j = 0; j <= t; j++) {
    let before = 0;
    for (let i = 0; i <= t; i++) if (scores[i]! > scores[j]! || (scores[i] === scores[j] && i < j)) before++;
    if (before < k) keys.push(j);
  }
  return keys;
}

export const rights: Record<string, Record<string, unknown>> = {
  "11.1": {
    "counted first": (K: Matrix, l: number, s: number) => {
      const [T, d] = K.shape as [number, number];
      const B = T < l ? 0 : Math.floor((T - l) / s) + 1;
      return Array.from({ length: B }, (_, i) =>
        Array.from({ length: d }, (_, c) => {
          let mean = 0;
          for (let j = 0; j < l; j++) mean += K.get(i * s + j, c) / l;
          return mean;
        }),
      );
    },
    "differences of running sums": (K: Matrix, l: number, s: number) => {
      const running = [toRows(K)[0]!.map(() => 0)];
      for (const row of toRows(K)) running.push(running.at(-1)!.map((sum, c) => sum + row[c]!));
      const found: number[][] = [];
      for (let end = l; end < running.length; end += s)
        found.push(running[end]!.map((sum, c) => (sum - running[end - l]![c]!) / l));
      return found;
    },
    "typed rows, and a promise": async (K: Matrix, l: number, s: number) => {
      const rows = toRows(K);
      return rows
        .map((_, start) => rows.slice(start, start + l))
        .filter((block, start) => block.length === l && start % s === 0)
        .map((block) =>
          Float64Array.from(block[0]!, (_, c) => block.reduce((sum, row) => sum + row[c]!, 0) / l),
        );
    },
  },
  "11.2": {
    "token by token": tokenByToken,
    "one block after the other": oneByOne,
    "a matrix of shared tokens": (p: ArrayLike<number>, t: number, { l, s, lp, n }: BlockSizes) => {
      const own = Math.floor(t / lp);
      const blocks = Array.from({ length: own + 1 }, (_, j) => {
        const parts = Array.from(p, (weight, i) => {
          const [from, to] = [Math.max(i * s, j * lp), Math.min(i * s + l, j * lp + lp)];
          return to > from ? weight * (to - from) : 0;
        });
        return { j, credit: parts.reduce((a, b) => a + b, 0) };
      });
      if (n === 1) return [0];
      const rest = blocks.filter(({ j }) => j > 0 && j < own).sort((a, b) => b.credit - a.credit);
      const forced = own === 0 ? [0] : [0, own];
      return [...forced, ...rest.slice(0, n - forced.length).map(({ j }) => j)].sort((a, b) => a - b);
    },
  },
  "11.3": {
    "a product of matrices": (q: Matrix, w: ArrayLike<number>, K: Matrix) => {
      const S = toRows(matmul(q, transpose(K)));
      return Array.from({ length: K.shape[0]! }, (_, j) =>
        S.reduce((sum, row, h) => (row[j]! > 0 ? sum + w[h]! * row[j]! : sum), 0),
      );
    },
    "head after head": (q: Matrix, w: ArrayLike<number>, K: Matrix) => {
      const [T, d] = K.shape as [number, number];
      const scores = new Float64Array(T);
      const [heads, keys] = [rowMajor(q), rowMajor(K)];
      for (let h = 0; h < q.shape[0]!; h++)
        for (let j = 0; j < T; j++) {
          let product = 0;
          for (let c = 0; c < d; c++) product += heads[h * d + c]! * keys[j * d + c]!;
          if (product > 0) scores[j]! += w[h]! * product;
        }
      return scores;
    },
    "half of x + |x|": (q: Matrix, w: ArrayLike<number>, K: Matrix) =>
      toRows(K).map((key) =>
        toRows(q)
          .map((head) => head.reduce((sum, x, c) => sum + x * key[c]!, 0))
          .reduce((sum, x, h) => sum + (w[h]! * (x + Math.abs(x))) / 2, 0),
      ),
  },
  "11.4": {
    "by rank": byRank,
    "the future at minus infinity": (scores: readonly number[], t: number, k: number) => {
      const masked = scores.map((score, j) => (j <= t ? score : -Infinity));
      const order = [...masked.keys()].sort((a, b) =>
        masked[a] === masked[b] ? a - b : masked[b]! - masked[a]!,
      );
      return order.slice(0, Math.min(k, t + 1)).sort((a, b) => a - b);
    },
    "the best, again and again": (scores: readonly number[], t: number, k: number) => {
      const left = scores.slice(0, t + 1);
      const chosen: number[] = [];
      while (chosen.length < Math.min(k, t + 1)) {
        let best = -1;
        left.forEach((score, j) => {
          if (!chosen.includes(j) && (best < 0 || score > left[best]!)) best = j;
        });
        chosen.push(best);
      }
      return chosen.sort((a, b) => a - b);
    },
  },
  "11.5": {
    "layer by layer": ({ window, csa, hca, m, M, k, W }: TwoRatios, T: number) => {
      const all = { kept: 0, read: 0, scanned: 0 };
      const add = (kept: number, read: number, scanned: number) => {
        all.kept += kept;
        all.read += read;
        all.scanned += scanned;
      };
      const raw = T < W ? T : W;
      for (let layer = 0; layer < window; layer++) add(raw, raw, 0);
      for (let layer = 0; layer < csa; layer++) {
        const rows = Math.floor(T / m);
        add(raw + rows, raw + (rows > k ? k : rows), rows);
      }
      for (let layer = 0; layer < hca; layer++) add(raw + Math.floor(T / M), raw + Math.floor(T / M), 0);
      return all;
    },
    "by remainders": ({ window, csa, hca, m, M, k, W }: TwoRatios, T: number) => {
      const [a, b] = [(T - (T % m)) / m, (T - (T % M)) / M];
      const raw = window * Math.min(W, T) + csa * Math.min(W, T) + hca * Math.min(W, T);
      const scanned = a * csa;
      const kept = raw + scanned + b * hca;
      return { scanned, kept, read: kept - csa * Math.max(0, a - k) };
    },
    "tokens counted": ({ window, csa, hca, m, M, k, W }: TwoRatios, T: number) => {
      let [raw, small, large] = [0, 0, 0];
      for (let token = 1; token <= T; token++) {
        if (token > T - W) raw++;
        if (token % m === 0) small++;
        if (token % M === 0) large++;
      }
      const layers = window + csa + hca;
      return {
        kept: layers * raw + csa * small + hca * large,
        read: layers * raw + csa * Math.min(small, k) + hca * large,
        scanned: csa * small,
      };
    },
  },
};
