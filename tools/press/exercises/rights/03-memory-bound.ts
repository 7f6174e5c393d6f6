/** Right answers in other styles than the reference's. */

interface Op {
  readonly in: readonly string[];
  readonly out: string;
}

interface Step {
  readonly reads: number;
  readonly writes: number;
}

class Kernel {
  static run(flops: number, bytes: number, peak: number, bw: number) {
    return new Kernel(flops, bytes).on(peak, bw);
  }
  readonly #flops: number;
  readonly #bytes: number;
  constructor(flops: number, bytes: number) {
    this.#flops = flops;
    this.#bytes = bytes;
  }
  on(peak: number, bw: number) {
    const [tMath, tMem] = [this.#flops / peak, this.#bytes / bw];
    if (tMath > tMem) return { tMath, tMem, total: tMath, bound: "math", attainable: peak };
    return { tMath, tMem, total: tMem, bound: "memory", attainable: this.#flops / tMem };
  }
}

/** What a walk through the operations touches. */
function walked(ops: readonly Op[], keep: readonly string[]) {
  let [unfused, fused] = [0, 0];
  const onChip = new Set<string>();
  ops.forEach((op, i) => {
    op.in.forEach((name, k) => {
      if (op.in.indexOf(name) === k) unfused++;
      if (!onChip.has(name)) fused++;
      onChip.add(name);
    });
    onChip.add(op.out);
    unfused++;
    const later = ops.slice(i + 1).some((other) => other.in.includes(op.out));
    if (!later || keep.includes(op.out)) fused++;
  });
  return { unfused, fused };
}

const step = (reads: number, writes: number): Step => ({ reads, writes });

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);

const intensity = (b: number, dIn: number, dOut: number, bytes: number) =>
  (2 * b * dIn * dOut) / (bytes * (b * dIn + dIn * dOut + b * dOut));

export const rights: Record<string, Record<string, unknown>> = {
  "03.1": {
    "an arrow": (m: number, k: number, n: number, bytes: number, countWrites: boolean) =>
      (2 * k * m * n) / (k * (m + n) + (countWrites ? n * m : 0)) / bytes,
    "the flag as a number": (m: number, k: number, n: number, bytes: number, countWrites: boolean) =>
      (2 * m * n * k) / ((m * k + k * n + m * n * Number(countWrites)) * bytes),
    "bytes by array": (m: number, k: number, n: number, bytes = 4, countWrites = true) => {
      const traffic = [m * k * bytes, k * n * bytes];
      if (countWrites) traffic.push(m * n * bytes);
      return (m * n * k * 2) / sum(traffic);
    },
    "one over bytes per FLOP": (m: number, k: number, n: number, bytes: number, countWrites: boolean) =>
      2 / (bytes * (1 / n + 1 / m + (countWrites ? 1 / k : 0))),
  },
  "03.2": {
    "a class with a static method": Kernel.run,
    "by intensity": (flops: number, bytes: number, peak: number, bw: number) => {
      const attainable = Math.min(peak, (flops / bytes) * bw);
      const [tMath, tMem] = [flops / peak, bytes / bw];
      return {
        tMath,
        tMem,
        total: tMem > tMath ? tMem : tMath,
        bound: tMem >= tMath ? "memory" : "math",
        attainable,
      };
    },
    async: async (...args: [number, number, number, number]) => Kernel.run(...args),
    "sorted times": (flops: number, bytes: number, peak: number, bw: number) => {
      const times = [
        { bound: "memory", t: bytes / bw },
        { bound: "math", t: flops / peak },
      ];
      const [{ bound, t }] = times.toSorted((a, b) => b.t - a.t) as [{ bound: string; t: number }];
      return { bound, total: t, attainable: flops / t, tMem: times[0]!.t, tMath: times[1]!.t };
    },
  },
  "03.3": {
    "a walk": walked,
    "array methods only": (ops: readonly Op[], keep: readonly string[]) => {
      const once = (names: readonly string[]) => names.filter((name, i) => names.indexOf(name) === i);
      const [made, read] = [ops.map(({ out }) => out), once(ops.flatMap((op) => [...op.in]))];
      return {
        unfused: sum(ops.map((op) => once(op.in).length)) + ops.length,
        fused:
          read.filter((x) => !made.includes(x)).length +
          made.filter((x) => keep.includes(x) || !read.includes(x)).length,
      };
    },
    "default parameters, async": async (ops: readonly Op[], keep: readonly string[] = []) =>
      walked(ops, keep),
    recursion: function traffic(
      ops: readonly Op[],
      keep: readonly string[],
      at = 0,
    ): { unfused: number; fused: number } {
      const op = ops[at];
      if (!op) return { unfused: 0, fused: 0 };
      const before = ops.slice(0, at).flatMap((one) => [one.out, ...one.in]);
      const rest = traffic(ops, keep, at + 1);
      const inputs = [...new Set(op.in)];
      const written = keep.includes(op.out) || !ops.some((one) => one.in.includes(op.out));
      return {
        unfused: rest.unfused + inputs.length + 1,
        fused: rest.fused + inputs.filter((name) => !before.includes(name)).length + Number(written),
      };
    },
  },
  "03.4": {
    "a total by formula": (N: number, d: number) => ({
      scores: step(N * d + N * d, N ** 2),
      softmax: step(N ** 2, N ** 2),
      output: step(N * (N + d), d * N),
      total: 4 * N * N + 4 * N * d,
    }),
    "by shapes": (N: number, d: number) => {
      const size = { Q: N * d, K: N * d, V: N * d, O: N * d, S: N * N, P: N * N };
      const kernel = (reads: (keyof typeof size)[], write: keyof typeof size) =>
        step(sum(reads.map((name) => size[name])), size[write]);
      const steps = {
        scores: kernel(["Q", "K"], "S"),
        softmax: kernel(["S"], "P"),
        output: kernel(["P", "V"], "O"),
      };
      return { ...steps, total: sum(Object.values(steps).flatMap(({ reads, writes }) => [reads, writes])) };
    },
    "with more properties than asked for": (N: number, d: number) => {
      const [square, thin] = [N * N, N * d];
      return {
        scores: step(2 * thin, square),
        softmax: step(square, square),
        output: step(square + thin, thin),
        total: 4 * (square + thin),
        name: "naive",
      };
    },
    async: async (N: number, d: number) => {
      const scores = step(2 * N * d, N * N);
      const [softmax, output] = [step(scores.writes, scores.writes), step(scores.writes + N * d, N * d)];
      return {
        total: sum([scores, softmax, output].map((s) => s.reads + s.writes)),
        output,
        softmax,
        scores,
      };
    },
  },
  "03.5": {
    "by reciprocals": (dIn: number, dOut: number, bytes: number, opsPerByte: number) => {
      const room = 2 * dIn * dOut - bytes * opsPerByte * (dIn + dOut);
      if (room <= 0) return Number.POSITIVE_INFINITY;
      const b = Math.max(1, Math.round((bytes * opsPerByte * dIn * dOut) / room));
      return intensity(b, dIn, dOut, bytes) > opsPerByte ? b : b + 1;
    },
    "doubled, then halved": (dIn: number, dOut: number, bytes: number, opsPerByte: number) => {
      if ((2 * dIn * dOut) / (bytes * (dIn + dOut)) <= opsPerByte) return Infinity;
      const enough = (b: number) => intensity(b, dIn, dOut, bytes) > opsPerByte;
      let [low, high] = [0, 1];
      while (!enough(high)) [low, high] = [high, 2 * high];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (enough(middle)) high = middle;
        else low = middle;
      }
      return high;
    },
    "one after the other, after the sign": (dIn: number, dOut: number, bytes: number, opsPerByte: number) => {
      if (2 * dIn * dOut <= bytes * opsPerByte * (dIn + dOut)) return Infinity;
      let b = 1;
      while (intensity(b, dIn, dOut, bytes) <= opsPerByte) b++;
      return b;
    },
    async: async (dIn: number, dOut: number, bytes: number, opsPerByte: number) => {
      const perRow = 2 * dIn * dOut - bytes * opsPerByte * (dIn + dOut);
      const weights = bytes * opsPerByte * dIn * dOut;
      return perRow > 0 ? Math.trunc(weights / perRow) + 1 : Infinity;
    },
  },
};
