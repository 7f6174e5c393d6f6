import type { Trace } from "long-attention/flash";
import { brightness, heat } from "../kit/heat.js";
import { hues } from "../kit/theme.js";
import { current, isKvOuter, latest, type State } from "./state.js";

const scales = new WeakMap<Trace, ReturnType<typeof makeScales>>();

/** Brightness of each matrix and the pictures of Q, Kᵀ and Vᵀ, made once for each run. */
export function scalesOf(trace: Trace): ReturnType<typeof makeScales> {
  const known = scales.get(trace) ?? makeScales(trace);
  scales.set(trace, known);
  return known;
}

function makeScales({ config: { N, d }, inputs, steps, O }: Trace) {
  const [q, k, v] = [brightness(inputs.Q.data), brightness(inputs.K.data), brightness(inputs.V.data)];
  const scores = steps.filter((s) => s.phase === "score").flatMap((s) => Array.from(s.chip.S ?? []));
  const maxima = steps.flatMap((s) => Array.from(s.chip.m ?? []));
  const sums = steps
    .filter((s) => s.phase === "softmax")
    .flatMap((s) => Array.from(s.chip.l ?? [], (x) => Math.log1p(x)));
  const l = brightness(sums);
  return {
    q,
    k,
    v,
    o: brightness(O),
    s: brightness(scores),
    m: brightness(maxima),
    l: (x: number) => l(Math.log1p(x)),
    Q: heat([N, d], hues.Q, (r, c) => q(inputs.Q.data[r * d + c]!)),
    Kt: heat([d, N], hues.K, (r, c) => k(inputs.K.data[c * d + r]!)),
    Vt: heat([d, N], hues.V, (r, c) => v(inputs.V.data[c * d + r]!)),
  };
}

/** What HBM holds of O and of two columns of statistics: (ℓ, m), or L alone when Q is outside. */
export function hbmResults(state: State) {
  const { N, d, Br } = state.trace.config;
  const scale = scalesOf(state.trace);
  const written = Array.from({ length: Math.ceil(N / Br) }, (_, i) =>
    latest(state, (s) => s.phase === "write" && s.i === i),
  );
  const at = (r: number) => written[Math.floor(r / Br)]?.chip;
  const column = (name: "l" | "m", tone: (x: number) => number) =>
    heat([N, 1], hues.grey, (r) => (at(r)?.[name] ? tone(at(r)![name]![r % Br]!) : 0));
  return {
    O: heat([N, d], hues.O, (r, c) => (at(r)?.O ? scale.o(at(r)!.O![(r % Br) * d + c]!) : 0)),
    first: column("l", isKvOuter(state) ? scale.l : scale.m), // ℓ, or L, which is of m's size
    second: isKvOuter(state) ? column("m", scale.m) : undefined,
  };
}

/** Bitmaps of the tiles on chip at this step; undefined where SRAM holds none. */
export function chipTiles(state: State) {
  const { d } = state.trace.config;
  const { chip, phase } = current(state);
  const scale = scalesOf(state.trace);
  const tile = (name: string, cols: number, colour: string, tone: (x: number, r: number) => number) => {
    const data = chip[name];
    return data && heat([data.length / cols, cols], colour, (r, c) => tone(data[r * cols + c]!, r));
  };
  const across = (name: string, colour: string, tone: (x: number) => number) => {
    const data = chip[name];
    const keys = (data?.length ?? 0) / d;
    return data && heat([d, keys], colour, (r, c) => tone(data[c * d + r]!));
  };
  const keys = (chip.K?.length ?? d) / d;
  // On chip, FlashAttention-2 keeps O as a sum: it is drawn divided by ℓ, so that colours can be compared.
  const sum = !isKvOuter(state) && phase !== "write";
  const weights = phase === "softmax" || phase === "update";
  return {
    Q: tile("Q", d, hues.Q, scale.q),
    Kt: across("K", hues.K, scale.k),
    V: tile("V", d, hues.V, scale.v),
    S:
      phase === "score" || weights
        ? tile("S", keys, hues.S, weights ? (p) => 0.05 + 0.95 * p : scale.s)
        : undefined,
    O: tile("O", d, hues.O, (x, r) => scale.o(sum ? x / (chip.l?.[r] || 1) : x)),
    l: tile("l", 1, hues.grey, phase === "write" && !isKvOuter(state) ? scale.m : scale.l),
    m: tile("m", 1, hues.grey, scale.m),
  };
}
