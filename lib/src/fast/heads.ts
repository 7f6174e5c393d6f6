import ndarray from "ndarray";
import { checkGroups } from "../attention/grouped-query.js";
import { head } from "../attention/multi-head.js";
import { finite } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";
import type { FastOptions } from "./attention.js";
import { type Backend, checkBackend, chooseBackend } from "./backend.js";
import { compute } from "./compute.js";
import { type FlatInputs, type FloatMatrix, type Floats, flatInputs } from "./inputs.js";
import { keyRuns } from "./key-runs.js";

/** How many heads there are, and what `fastAttention` takes. */
export interface FastHeadsOptions extends FastOptions {
  /** Query heads. */
  readonly H: number;
  /** Key-value heads, divides H. Default H: multi-head attention. */
  readonly G?: number;
}

/** What many heads return. */
export interface FastHeadsResult {
  /** [N, H·dv], the heads side by side. */
  readonly O: Matrix;
  /** [N, H], L = m + ln ℓ of each head. */
  readonly L: Matrix;
  /** The rung that computed them all. */
  readonly backend: Backend;
}

/**
 * Grouped-query attention by `fastAttention`'s tiles, equal to `groupedQueryAttention`: the query heads of a
 * group stand one below the other and meet its keys and values together, which are laid out once.
 * @param Q [N, H·d]  @param K [M, G·d]  @param V [M, G·dv]
 * @throws RangeError when the columns do not split into the heads, and as `fastAttention`
 */
export function fastHeads(
  Q: FloatMatrix,
  K: FloatMatrix,
  V: FloatMatrix,
  { H, G = H, backend: wanted = "auto", scale, ...reads }: FastHeadsOptions,
): FastHeadsResult {
  const where = "fastHeads";
  checkGroups(where, Q as Matrix, K as Matrix, V as Matrix, H, G);
  const [N, M, d, dv] = [Q.shape[0]!, K.shape[0]!, Q.shape[1]! / H, V.shape[1]! / G];
  const factor = scale ?? 1 / Math.sqrt(d);
  finite(where, "scale", factor, { sign: "any" });
  checkBackend(where, wanted, { M, d, dv });
  const keys = keyRuns(where, N, M, reads);
  const groups = Array.from({ length: G }, (_, g) => group(Q as Matrix, K as Matrix, V as Matrix, H, G, g));
  const chosen = groups.map(({ lengths }) => chooseBackend(where, wanted, lengths, factor));
  const backend = chosen.find((one) => one === "typescript") ?? chosen[0]!;
  const [O, L] = [new Float64Array(N * H * dv), new Float64Array(N * H)];
  groups.forEach((flat, g) => {
    const done = compute(backend, flat, factor, (i) => keys(i % N));
    done.L.forEach((l, t) => {
      const [i, h] = [t % N, (g * H) / G + Math.floor(t / N)];
      L[i * H + h] = l;
      O.set(done.O.subarray(t * dv, (t + 1) * dv), (i * H + h) * dv);
    });
  });
  return { O: ndarray(O, [N, H * dv]), L: ndarray(L, [N, H]), backend };
}

/** Group g: its H/G query heads as one list of N · H/G queries. */
function group(Q: Matrix, K: Matrix, V: Matrix, H: number, G: number, g: number): FlatInputs {
  const share = H / G;
  const heads = Array.from({ length: share }, (_, h) =>
    flatInputs("fastHeads", head(Q, g * share + h, H), head(K, g, G), head(V, g, G)),
  );
  const [first] = heads as [FlatInputs];
  const together = (parts: readonly Floats[]) => ({
    N: share * first.inputs.N,
    q: Float64Array.from(parts.flatMap((q) => [...q])),
  });
  const inputs = { ...first.inputs, ...together(heads.map((one) => one.inputs.q)) };
  const lengths = { ...first.lengths, q: Math.max(...heads.map((one) => one.lengths.q)) };
  if (!heads.some(({ raw }) => raw)) return { inputs, lengths };
  const raw = heads.map((one) => one.raw ?? one.inputs);
  return { inputs, lengths, raw: { ...raw[0]!, ...together(raw.map(({ q }) => q)) } };
}
