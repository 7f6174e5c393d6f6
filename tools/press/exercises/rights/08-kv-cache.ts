/** Right answers in other styles than the reference's. */
import ndarray from "ndarray";
import type { Matrix } from "../../../../lib/src/tensor/index.ts";

interface Config {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly bytes: number;
  readonly windows: readonly (number | null)[];
}

interface Cache {
  readonly keys: Float64Array[];
  readonly values: Float64Array[];
}

const perLayer = ({ kvHeads, headDim, bytes }: Config): number => kvHeads * headDim * bytes * 2;

const layerBytes = (cfg: Config, T: number, l: number): number => {
  const window = cfg.windows[l % cfg.windows.length] ?? null;
  return perLayer(cfg) * (window === null || window > T ? T : window);
};

const cacheBytes = (cfg: Config, T: number): number => {
  let sum = 0;
  for (let l = cfg.layers - 1; l >= 0; l--) sum += layerBytes(cfg, T, l);
  return sum;
};

const byRecursion = (cfg: Config, T: number, l = 0): number =>
  l === cfg.layers ? 0 : layerBytes(cfg, T, l) + byRecursion(cfg, T, l + 1);

/** Attention of one query, score by score. */
function read(q: ArrayLike<number>, keys: ArrayLike<number>[], values: ArrayLike<number>[]): number[] {
  const scores = keys.map(
    (k) => Array.from(q).reduce((sum, x, c) => sum + x * k[c]!, 0) / Math.sqrt(q.length),
  );
  const m = scores.reduce((a, b) => (a > b ? a : b));
  const e = scores.map((s) => Math.exp(s - m));
  const l = e.reduce((a, b) => a + b);
  return Array.from(values[0]!, (_, c) => e.reduce((sum, part, j) => sum + part * values[j]![c]!, 0) / l);
}

const rowOf = (A: Matrix, i: number, from: number, d: number): number[] =>
  Array.from({ length: d }, (_, c) => A.get(i, from + c));

const headOf = (A: Matrix, h: number, heads: number): number[][] =>
  Array.from({ length: A.shape[0]! }, (_, i) => rowOf(A, i, (h * A.shape[1]!) / heads, A.shape[1]! / heads));

function grouped(Q: Matrix, K: Matrix, V: Matrix, H: number, G: number): number[][] {
  return Array.from({ length: Q.shape[0]! }, (_, i) =>
    Array.from({ length: H }, (_, h) => {
      const g = Math.floor((h * G) / H);
      return read(headOf(Q, h, H)[i]!, headOf(K, g, G), headOf(V, g, G));
    }).flat(),
  );
}

export const rights: Record<string, Record<string, unknown>> = {
  "08.1": {
    destructured: ({ layers, kvHeads, headDim, bytes }: Config) => layers * kvHeads * headDim * bytes * 2,
    "layer by layer": (cfg: Config) => {
      let sum = 0;
      for (let l = 0; l < cfg.layers; l++) sum += perLayer(cfg);
      return sum;
    },
    "keys and values": (cfg: Config) => {
      const keys = cfg.kvHeads * cfg.headDim * cfg.layers;
      const values = keys;
      return (keys + values) * cfg.bytes;
    },
    "a product": ({ layers, kvHeads, headDim, bytes }: Config) =>
      [2, layers, kvHeads, headDim, bytes].reduce((a, b) => a * b),
  },
  "08.2": {
    backwards: cacheBytes,
    recursion: (cfg: Config, T: number) => byRecursion(cfg, T),
    "entry by entry": (cfg: Config, T: number) =>
      cfg.windows.reduce<number>((sum, window, n) => {
        const layers = Math.ceil((cfg.layers - n) / cfg.windows.length);
        return sum + Math.max(0, layers) * Math.min(T, window ?? T) * perLayer(cfg);
      }, 0),
    "all windows written out": (cfg: Config, T: number) => {
      const windows: (number | null)[] = [];
      while (windows.length < cfg.layers) windows.push(...cfg.windows);
      return windows
        .slice(0, cfg.layers)
        .map((window) => (window === null ? T : Math.min(window, T)) * perLayer(cfg))
        .reduce((a, b) => a + b, 0);
    },
  },
  "08.3": {
    shifts: class {
      readonly #all: unknown[] = [];
      constructor(readonly W: number) {}
      push(item: unknown) {
        this.#all.push(item);
        if (this.#all.length > this.W) this.#all.shift();
      }
      items() {
        return [...this.#all];
      }
    },
    "a fixed list": class {
      slots: unknown[];
      next = 0;
      full = false;
      constructor(W: number) {
        this.slots = new Array(W);
      }
      push(item: unknown) {
        this.slots[this.next] = item;
        this.next = (this.next + 1) % this.slots.length;
        if (this.next === 0) this.full = true;
      }
      items() {
        if (!this.full) return this.slots.slice(0, this.next);
        return [...this.slots.slice(this.next), ...this.slots.slice(0, this.next)];
      }
    },
    "a map": class {
      slots = new Map<number, unknown>();
      come = 0;
      constructor(public W: number) {}
      push(item: unknown) {
        this.slots.set(this.come++ % this.W, item);
      }
      items() {
        const n = Math.min(this.come, this.W);
        return Array.from({ length: n }, (_, k) => this.slots.get((this.come - n + k) % this.W));
      }
    },
    "in closures": class {
      push: (item: unknown) => void;
      items: () => unknown[];
      constructor(W: number) {
        let kept: unknown[] = [];
        this.push = (item) => {
          kept = [...kept, item].slice(-W);
        };
        this.items = () => kept;
      }
    },
  },
  "08.4": {
    "nested rows": grouped,
    "an ndarray": (Q: Matrix, K: Matrix, V: Matrix, H: number, G: number) => {
      const rows = grouped(Q, K, V, H, G);
      return ndarray(Float64Array.from(rows.flat()), [rows.length, rows[0]!.length]);
    },
    "group by group": (Q: Matrix, K: Matrix, V: Matrix, H: number, G: number) => {
      const rows: number[][] = Array.from({ length: Q.shape[0]! }, () => []);
      for (let g = 0; g < G; g++)
        for (let n = 0; n < H / G; n++)
          headOf(Q, g * (H / G) + n, H).forEach((q, i) => {
            rows[i]!.push(...read(q, headOf(K, g, G), headOf(V, g, G)));
          });
      return rows;
    },
    awaited: async (Q: Matrix, K: Matrix, V: Matrix, H: number, G: number) => grouped(Q, K, V, H, G),
  },
  "08.5": {
    "score by score": ({ keys, values }: Cache, q: Float64Array, k: Float64Array, v: Float64Array) => {
      keys[keys.length] = k;
      values[values.length] = v;
      return read(q, keys, values);
    },
    copies: (cache: Cache, q: Float64Array, k: Float64Array, v: Float64Array) => {
      cache.keys.push(k.slice());
      cache.values.push(Float64Array.from(v));
      return Float64Array.from(read(q, cache.keys, cache.values));
    },
    "new lists": (
      cache: { -readonly [P in keyof Cache]: Cache[P] },
      q: Float64Array,
      k: Float64Array,
      v: Float64Array,
    ) => {
      cache.keys = cache.keys.concat([k]);
      cache.values = [...cache.values, v];
      return read(q, cache.keys, cache.values);
    },
    online: (cache: Cache, q: Float64Array, k: Float64Array, v: Float64Array) => {
      cache.keys.push(k);
      cache.values.push(v);
      let [m, l] = [-Infinity, 0];
      const o = new Float64Array(v.length);
      cache.keys.forEach((key, j) => {
        const s = q.reduce((sum, x, c) => sum + x * key[c]!, 0) / Math.sqrt(q.length);
        const next = Math.max(m, s);
        const [old, now] = [Math.exp(m - next), Math.exp(s - next)];
        l = l * old + now;
        for (let c = 0; c < o.length; c++) o[c] = o[c]! * old + now * cache.values[j]![c]!;
        m = next;
      });
      return o.map((x) => x / l);
    },
  },
  "08.6": {
    "divides and floors": (gpu: number, weights: number, cfg: Config, T: number) =>
      gpu < weights ? 0 : Math.floor((gpu - weights) / cacheBytes(cfg, T)),
    "by remainder": (gpu: number, weights: number, cfg: Config, T: number) => {
      const [free, cache] = [gpu - weights, byRecursion(cfg, T)];
      return free < cache ? 0 : (free - (free % cache)) / cache;
    },
    "doubles and halves": (gpu: number, weights: number, cfg: Config, T: number) => {
      const cache = cacheBytes(cfg, T);
      const fits = (n: number) => weights + n * cache <= gpu;
      let [low, high] = [0, 1];
      while (fits(high)) high *= 2;
      while (high - low > 1) {
        const middle = (low + high) / 2;
        if (fits(Math.floor(middle))) low = Math.floor(middle);
        else high = Math.floor(middle);
      }
      return low;
    },
    truncates: (gpu: number, weights: number, cfg: Config, T: number) =>
      Math.trunc(Math.max(gpu - weights, 0) / cacheBytes(cfg, T)),
  },
};
