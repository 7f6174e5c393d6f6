import { bytes, count, int, significant } from "long-attention/ink/format.js";
import { type Derived, type State, words } from "./state.js";

/** What the newest token did to the cache. */
export function sayStep({ step, model }: State, { cfg, perToken }: Derived): string {
  if (step === 0) return "The cache is empty. Step, and the first token enters.";
  const word = words[step - 1]!;
  const reads = step === 1 ? "Its query reads them." : `Its query reads all ${step} and is then forgotten.`;
  const columns = "latent" in cfg ? "a latent vector and a position key" : "one column of K and one of V";
  return `“${word}” enters: ${columns} in each of ${cfg.layers} layers, ${int(perToken)} bytes in ${model}. ${reads}`;
}

/** Whether it fits, and how that compares with caching every query head. */
export function saySize(state: State, now: Derived): string[] {
  const { tokens, batch } = state;
  const { cache, gpu, weights, sequences, atMha } = now;
  const what = `${count(batch, "sequence")} of ${int(tokens)} tokens: ${bytes(cache, 3)} of cache`;
  const beside = weights === undefined ? "" : ` beside ${bytes(weights, 3)} of weights`;
  const saved = atMha(tokens) / cache;
  const shared =
    saved > 1.001 ? `A cache for every query head would be ${significant(saved, 3)} times as large.` : "";
  const fits =
    cache + (weights ?? 0) <= gpu.bytes
      ? `fit on ${gpu.name}; there is room for ${count(sequences, "such sequence")}`
      : sequences > 0
        ? `do not fit on ${gpu.name}; ${count(sequences, "such sequence")} would`
        : `do not fit on ${gpu.name}, not even one sequence`;
  return [`${what}${beside} ${fits}.`, shared];
}

export function alt(state: State, now: Derived): string {
  return `KV cache of ${state.model}, ${state.sharing}, ${int(now.perToken)} bytes a token. ${saySize(state, now).join(" ")} ${sayStep(state, now)}`;
}
