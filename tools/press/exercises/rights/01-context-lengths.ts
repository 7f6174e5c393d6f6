/** Right answers in other styles than the reference's. */

interface Claim {
  readonly model: string;
  readonly tokens: number;
  readonly date: string;
  readonly tier: string;
}

interface Point {
  readonly t: number;
  readonly tokens: number;
}

type Known = Record<string, Claim>;

class Label {
  static tokens(label: string, base: number): number {
    return new Label(label.trim().toUpperCase().split(",").join("")).in(base);
  }
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  in(base: number): number {
    const digits = this.#text.replace(/[A-Z\s]+$/, "");
    switch (this.#text.slice(digits.length).trim()) {
      case "K":
        return Math.round(Number.parseFloat(digits) * base);
      case "M":
        return Math.round(Number.parseFloat(digits) * base * base);
      case "THOUSAND":
        return Math.round(Number.parseFloat(digits) * 1000);
      case "MILLION":
        return Math.round(Number.parseFloat(digits) * 1_000_000);
      default:
        return Math.round(Number.parseFloat(digits));
    }
  }
}

function byCharacters(label: string, base: number): number {
  let number = "";
  let unit = "";
  for (const c of label.toLowerCase()) {
    if ((c >= "0" && c <= "9") || c === ".") number += c;
    else if (c !== "," && c !== " ") unit += c;
  }
  const factor = unit.startsWith("t")
    ? 1e3
    : unit === "million"
      ? 1e6
      : unit === ""
        ? 1
        : base ** (unit === "k" ? 1 : 2);
  return Number((Number(number) * factor).toFixed(0));
}

/** The largest T with T² · one ≤ mem, by halving. */
function search(mem: number, one: number, from = 0, to = 1e7): number {
  if (to - from <= 1) return from;
  const T = Math.floor((from + to) / 2);
  return T * T * one <= mem ? search(mem, one, T, to) : search(mem, one, from, T);
}

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);

export const rights: Record<string, Record<string, unknown>> = {
  "01.1": {
    "a class with a static method": Label.tokens,
    "character by character": byCharacters,
    "named groups": (label: string, base: 1000 | 1024 = 1000) => {
      const found = /^(?<n>[\d,.]+) ?(?<unit>k|m|thousand|million)?$/i.exec(label);
      const { n, unit = "" } = found!.groups as { n: string; unit?: string };
      const worth = new Map([
        ["k", base],
        ["m", base * base],
        ["thousand", 1000],
        ["million", 1e6],
      ] as [string, number][]);
      return Math.floor(Number(n.replaceAll(",", "")) * (worth.get(unit.toLowerCase()) ?? 1) + 0.5);
    },
    async: async (label: string, base: number) => byCharacters(label, base),
  },
  "01.2": {
    "an arrow": (T: number, bytes: number, heads: number, layers: number) =>
      heads * layers * (bytes * T ** 2),
    "layer by layer": (T: number, bytes: number, heads: number, layers: number) => {
      let total = 0;
      for (let layer = 0; layer < layers; layer++) for (let h = 0; h < heads; h++) total += bytes * T * T;
      return total;
    },
    "default parameters": (T: number, bytes = 2, heads = 1, layers = 1) =>
      [T, T, bytes, heads, layers].reduce((a, b) => a * b),
    "big integers": (...sizes: number[]) =>
      Number(sizes.map(BigInt).reduce((a, b) => a * b, BigInt(sizes[0]!))),
  },
  "01.3": {
    "by halving, recursively": (mem: number, bytes: number, heads: number, layers: number) =>
      search(mem, bytes * heads * layers),
    "one length after the other": (mem: number, bytes: number, heads: number, layers: number) => {
      let T = 0;
      while ((T + 1) ** 2 * bytes * heads * layers <= mem) T++;
      return T;
    },
    truncated: (mem: number, bytes: number, heads: number, layers: number) =>
      Math.trunc(Math.sqrt(mem / bytes / heads / layers) + 1e-9),
    "rounded, then corrected": (mem: number, bytes: number, heads: number, layers: number) => {
      const T = Math.round((mem / (bytes * heads * layers)) ** 0.5);
      return T * T * bytes * heads * layers > mem ? T - 1 : T;
    },
  },
  "01.4": {
    "sorted, then written over": (claims: readonly Claim[], model: string, date: string) =>
      Object.fromEntries(
        claims
          .filter((claim) => claim.model === model && claim.date <= date)
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
          .map((claim) => [claim.tier, claim]),
      ),
    "a reduction": (claims: readonly Claim[], model: string, date: string) =>
      claims.reduce<Known>((known, claim) => {
        if (claim.model !== model || claim.date > date || (known[claim.tier]?.date ?? "") > claim.date)
          return known;
        known[claim.tier] = claim;
        return known;
      }, {}),
    "tier by tier, by time": (claims: readonly Claim[], model: string, date: string) => {
      const known: Known = {};
      const until = Date.parse(date);
      for (const tier of new Set(claims.map((claim) => claim.tier))) {
        let best: Claim | undefined;
        for (const claim of claims)
          if (
            claim.tier === tier &&
            claim.model === model &&
            Date.parse(claim.date) <= until &&
            (!best || Date.parse(claim.date) > Date.parse(best.date))
          )
            best = claim;
        if (best) known[tier] = { ...best };
      }
      return known;
    },
    "undefined where there is none": (claims: readonly Claim[], model: string, date: string) => {
      const latest = (tier: string) =>
        claims
          .filter((c) => c.tier === tier && c.model === model && c.date.localeCompare(date) <= 0)
          .sort((a, b) => b.date.localeCompare(a.date))[0];
      return {
        ga: latest("ga"),
        open: latest("open"),
        limited: latest("limited"),
        preview: latest("preview"),
        research: latest("research"),
        catalogue: latest("catalogue"),
        standard: latest("standard"),
      };
    },
  },
  "01.5": {
    "by sums": (points: readonly Point[]) => {
      const n = points.length;
      const [t, y] = [points.map((p) => p.t), points.map((p) => Math.log2(p.tokens))];
      const t0 = sum(t) / n;
      const u = t.map((x) => x - t0);
      return sum(u.map((x) => x * x)) / sum(u.map((x, i) => x * y[i]!));
    },
    "natural logarithms, then ln 2": (points: readonly Point[]) => {
      const mean = (x: readonly number[]) => sum(x) / x.length;
      const t = mean(points.map((p) => p.t));
      const y = mean(points.map((p) => Math.log(p.tokens)));
      let [above, below] = [0, 0];
      for (const p of points) {
        above += (p.t - t) * (Math.log(p.tokens) - y);
        below += (p.t - t) ** 2;
      }
      return Math.LN2 / (above / below);
    },
    "pairs of points": (points: readonly Point[]) => {
      let [above, below] = [0, 0];
      for (const p of points)
        for (const q of points) {
          above += (p.t - q.t) * (Math.log2(p.tokens) - Math.log2(q.tokens));
          below += (p.t - q.t) ** 2;
        }
      return below / above;
    },
    "the normal equations": (points: readonly Point[]) => {
      const t0 = points[0]!.t;
      const [a, b, c] = points.reduce(
        ([a, b, c], { t }) => [a + 1, b + (t - t0), c + (t - t0) ** 2],
        [0, 0, 0],
      ) as [number, number, number];
      const r = sum(points.map((p) => Math.log2(p.tokens / points[0]!.tokens)));
      const s = sum(points.map((p) => (p.t - t0) * Math.log2(p.tokens / points[0]!.tokens)));
      return (a * c - b * b) / (a * s - b * r);
    },
  },
};
