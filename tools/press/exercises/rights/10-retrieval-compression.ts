/** Right answers in other styles than the reference's. */

interface State {
  readonly memory: number[][];
  readonly compressed: number[][];
}

interface Sizes {
  readonly nm: number;
  readonly ncm: number;
  readonly c: number;
}

const meanOf = (group: number[][]): number[] =>
  group[0]!.map((_, k) => group.map((x) => x[k]! / group.length).reduce((a, b) => a + b));

const product = (x: number[]): number => (x.length === 0 ? 1 : x[0]! * product(x.slice(1)));

export const rights: Record<string, Record<string, unknown>> = {
  "10.1": {
    pairs: (scores: number[], k: number) =>
      scores
        .map((score, i) => ({ score, i }))
        .sort((a, b) => b.score - a.score || a.i - b.i)
        .slice(0, k)
        .map(({ i }) => i),
    "stable sort": (scores: number[], k: number) =>
      [...scores.keys()].sort((i, j) => scores[j]! - scores[i]!).slice(0, k),
    "marks on a copy": (scores: number[], k: number) => {
      const left = [...scores];
      const found: number[] = [];
      while (found.length < k) {
        const i = left.indexOf(Math.max(...left));
        found.push(i);
        left[i] = -Infinity;
      }
      return found;
    },
    insertion: (scores: number[], k: number) => {
      const best: number[] = [];
      for (let i = 0; i < scores.length; i++) {
        const at = best.findIndex((j) => scores[j]! < scores[i]!);
        best.splice(at < 0 ? best.length : at, 0, i);
        best.length = Math.min(best.length, k);
      }
      return best;
    },
    ranks: (scores: number[], k: number) => {
      const order = new Int32Array(scores.length);
      scores.forEach((s, i) => {
        order[scores.filter((t, j) => t > s || (t === s && j < i)).length] = i;
      });
      return order.slice(0, k);
    },
  },
  "10.2": {
    loops: (pz: number[], py: number[][], mode: string) => {
      if (mode === "token") {
        let p = 1;
        for (let t = 0; t < py[0]!.length; t++) {
          let sum = 0;
          for (let z = 0; z < pz.length; z++) sum += pz[z]! * py[z]![t]!;
          p *= sum;
        }
        return p;
      }
      let sum = 0;
      for (let z = 0; z < pz.length; z++) {
        let p = pz[z]!;
        for (const y of py[z]!) p *= y;
        sum += p;
      }
      return sum;
    },
    logarithms: (pz: number[], py: number[][], mode: string) => {
      const log = (x: number[]) => Math.exp(x.reduce((sum, p) => sum + Math.log(p), 0));
      if (mode === "sequence") return pz.map((p, z) => log([p, ...py[z]!])).reduce((a, b) => a + b);
      return log(py[0]!.map((_, t) => pz.reduce((sum, p, z) => sum + p * py[z]![t]!, 0)));
    },
    recursion: (pz: number[], py: number[][], mode: string) =>
      mode === "sequence"
        ? pz.reduce((sum, p, z) => sum + p * product(py[z]!), 0)
        : product(py[0]!.map((_, t) => pz.reduce((sum, p, z) => sum + p * py[z]![t]!, 0))),
    awaited: async (pz: number[], py: number[][], mode: string) => {
      const parts =
        mode === "sequence"
          ? [pz.map((p, z) => p * py[z]!.reduce((a, b) => a * b, 1))]
          : py[0]!.map((_, t) => pz.map((p, z) => p * py[z]![t]!));
      return parts.map((terms) => terms.reduce((a, b) => a + b, 0)).reduce((a, b) => a * b, 1);
    },
  },
  "10.3": {
    "one at a time": (state: State, segment: number[][], { nm, ncm, c }: Sizes) => {
      const memory = [...state.memory];
      const compressed = [...state.compressed];
      let group: number[][] = [];
      for (const x of segment) {
        memory.push(x);
        if (memory.length <= nm) continue;
        group.push(memory.shift()!);
        if (group.length < c) continue;
        compressed.push(meanOf(group));
        group = [];
        if (compressed.length > ncm) compressed.shift();
      }
      return { memory, compressed };
    },
    recursion: (state: State, segment: number[][], { nm, ncm, c }: Sizes) => {
      const groups = (x: number[][]): number[][] =>
        x.length === 0 ? [] : [meanOf(x.slice(0, c)), ...groups(x.slice(c))];
      const all = state.memory.concat(segment);
      const rest = Math.max(all.length - nm, 0);
      const compressed = state.compressed.concat(groups(all.slice(0, rest)));
      return { compressed: compressed.slice(Math.max(0, compressed.length - ncm)), memory: all.slice(rest) };
    },
    "spliced copies": ({ memory, compressed }: State, segment: number[][], sizes: Sizes) => {
      const next = {
        memory: structuredClone([...memory, ...segment]),
        compressed: structuredClone(compressed),
      };
      while (next.memory.length > sizes.nm) next.compressed.push(meanOf(next.memory.splice(0, sizes.c)));
      while (next.compressed.length > sizes.ncm) next.compressed.shift();
      return next;
    },
    "typed vectors": (state: State, segment: number[][], { nm, ncm, c }: Sizes) => {
      const all = [...state.memory, ...segment].map((x) => Float64Array.from(x));
      const rest = Math.max(0, all.length - nm);
      const means = Array.from({ length: rest / c }, (_, g) =>
        all[g * c]!.map((_, k) => all.slice(g * c, (g + 1) * c).reduce((sum, x) => sum + x[k]!, 0) / c),
      );
      return { memory: all.slice(rest), compressed: [...state.compressed, ...means].slice(-ncm) };
    },
  },
  "10.4": {
    while: (tokens: string[], size: number, overlap: number) => {
      const shared = Math.min(overlap, size - 1);
      const windows: string[][] = [];
      let start = 0;
      while (start < tokens.length) {
        windows.push(tokens.slice(start, start + size));
        if (start + size >= tokens.length) break;
        start += size - shared;
      }
      return windows;
    },
    recursion: function chunk(tokens: string[], size: number, overlap: number): string[][] {
      if (tokens.length === 0) return [];
      if (tokens.length <= size) return [tokens];
      return [tokens.slice(0, size), ...chunk(tokens.slice(Math.max(1, size - overlap)), size, overlap)];
    },
    counted: (tokens: string[], size: number, overlap: number) => {
      const step = overlap >= size ? 1 : size - overlap;
      const n = tokens.length === 0 ? 0 : 1 + Math.max(0, Math.ceil((tokens.length - size) / step));
      return Array.from({ length: n }, (_, i) => tokens.slice(i * step, i * step + size));
    },
    "filtered starts": (tokens: string[], size: number, overlap: number) => {
      const step = Math.max(1, size - overlap);
      return tokens.flatMap((_, i) =>
        i % step === 0 && (i === 0 || i - step + size < tokens.length) ? [tokens.slice(i, i + size)] : [],
      );
    },
  },
};
