/** Right answers in other styles than the reference's. */
import ndarray from "ndarray";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const rights: Record<string, Record<string, unknown>> = {
  "09.1": {
    "nested rows": (T: number, g: number, L: number) =>
      range(T).map((i) => range(T).map((j) => Number(j <= i && (j < g || j > i - L)))),
    "strip by strip": (T: number, g: number, L: number) => {
      const A = ndarray(new Float64Array(T * T), [T, T]);
      for (let i = 0; i < T; i++) {
        for (let j = 0; j < Math.min(g, i + 1); j++) A.set(i, j, 1);
        for (let j = Math.max(0, i - L + 1); j <= i; j++) A.set(i, j, 1);
      }
      return A;
    },
    "typed rows": (T: number, g: number, L: number) =>
      range(T).map((i) => Float32Array.from(range(T), (j) => (j > i || (j >= g && i - j >= L) ? 0 : 1))),
    "by columns": (T: number, g: number, L: number) => {
      const rows = range(T).map(() => range(T).fill(0));
      for (let j = 0; j < T; j++) for (let i = j; i < (j < g ? T : Math.min(T, j + L)); i++) rows[i]![j] = 1;
      return rows;
    },
  },
  "09.2": {
    "two ranges": (len: number, sinks: number, recent: number, incoming = 0) => {
      const first = range(Math.min(len, sinks));
      const from = Math.max(first.length, len - recent + incoming);
      return first.concat(range(Math.max(0, len - from)).map((k) => from + k));
    },
    "a loop": (len: number, sinks: number, recent: number, incoming?: number) => {
      const room = recent - (incoming ?? 0);
      const stay: number[] = [];
      for (let i = 0; i < len; i++) if (i < sinks || len - i <= room) stay.push(i);
      return stay;
    },
    "a spliced list": (len: number, sinks: number, recent: number, incoming = 0) => {
      const all = range(len);
      all.splice(sinks, Math.max(0, len + incoming - sinks - recent));
      return all;
    },
    "a typed list": (...[len, sinks, recent, incoming = 0]: [number, number, number, number?]) =>
      Int32Array.from(range(len).filter((i) => !(i >= sinks && i < len - recent + incoming))),
  },
  "09.3": {
    "a loop": (mode: string, keys: number[], i: number, limit: number) => {
      const found: number[] = [];
      for (let place = 0; place < keys.length; place++) {
        const distance = mode === "streaming" ? keys.length - place - 1 : i - keys[place]!;
        found.push(distance > limit ? limit : distance);
      }
      return found;
    },
    "from the end": (mode: string, keys: number[], i: number, limit: number) =>
      [...keys]
        .reverse()
        .map((j, back) => Math.min(limit, mode === "lambda" ? i - j : back))
        .reverse(),
    "a table of modes": (mode: "lambda" | "streaming", keys: number[], i: number, limit: number) =>
      keys.map((j, place) => Math.min(limit, { lambda: i - j, streaming: keys.length - 1 - place }[mode])),
    "a typed list": (mode: string, keys: number[], i: number, limit: number) =>
      Float64Array.from(mode === "lambda" ? keys : range(keys.length), (j) =>
        Math.min((mode === "lambda" ? i : keys.length - 1) - j, limit),
      ),
  },
  "09.4": {
    "one score more": (x: Float64Array, sink: number) => {
      const all = [...x, sink];
      const m = all.reduce((a, b) => Math.max(a, b));
      const e = all.map((s) => Math.exp(s - m));
      const l = e.reduce((a, b) => a + b);
      return e.slice(0, -1).map((part) => part / l);
    },
    "by its logarithm": (x: Float64Array, sink: number) => {
      const m = Math.max(sink, ...x);
      let l = Math.exp(sink - m);
      for (const s of x) l += Math.exp(s - m);
      const L = m + Math.log(l);
      return x.map((s) => Math.exp(s - L));
    },
    online: (x: Float64Array, sink: number) => {
      let [m, l] = [sink, sink === -Infinity ? 0 : 1];
      for (const s of x) {
        if (s === -Infinity) continue;
        const next = Math.max(m, s);
        l = l * Math.exp(m - next) + Math.exp(s - next);
        m = next;
      }
      return Array.from(x, (s) => Math.exp(s - m) / l);
    },
    "score by score": (x: Float64Array, sink: number) =>
      x.map((s) =>
        s === -Infinity ? 0 : 1 / (Math.exp(sink - s) + x.reduce((sum, t) => sum + Math.exp(t - s), 0)),
      ),
  },
  "09.5": {
    "row by row": (T: number, g: number, L: number) => {
      let pairs = 0;
      for (let i = 1; i <= T; i++) pairs += Math.min(i, g + L);
      return pairs;
    },
    "what is left out": (T: number, g: number, L: number) => {
      const rows = Math.max(0, T - g - L);
      return (T * (T + 1)) / 2 - (rows * (rows + 1)) / 2;
    },
    "column by column": (T: number, g: number, L: number) => {
      let pairs = 0;
      for (let j = 0; j < T; j++) pairs += j < g ? T - j : Math.min(L, T - j);
      return pairs;
    },
    "default parameters": (T: number, g: number, L: number, most = g + L) =>
      T <= most ? (T * (T + 1)) / 2 : T * most - (most * (most - 1)) / 2,
  },
};
