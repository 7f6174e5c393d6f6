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

/** Whether it fits, how that compares with caching every query head, and whether the model reads so far at all. */
export function saySize(state: State, now: Derived): string[] {
  const { tokens, batch, model } = state;
  const { cache, gpu, weights, atMha, maxTokens } = now;
  const what = `${count(batch, "sequence")} of ${int(tokens)} tokens: ${bytes(cache, 3)} of cache`;
  const saved = atMha(tokens) / cache;
  const shared =
    saved > 1.001 ? `A cache for every query head would be ${significant(saved, 3)} times as large.` : "";
  const beside =
    weights === undefined
      ? `${what} alone, of the ${bytes(gpu.bytes)} of ${gpu.name}; the weights of ${model} are unknown here.`
      : `${what} beside ${bytes(weights, 3)} of weights ${fits(now, weights)}.`;
  const beyond =
    tokens > maxTokens
      ? `${model} reads ${int(maxTokens)} tokens at most: beyond that, this is only what such a cache would take.`
      : "";
  return [beside, shared, beyond].filter(Boolean);
}

function fits({ cache, gpu, sequences }: Derived, weights: number): string {
  if (cache + weights <= gpu.bytes)
    return `fit on ${gpu.name}; there is room for ${count(sequences, "such sequence")}`;
  if (sequences > 0) return `do not fit on ${gpu.name}; ${count(sequences, "such sequence")} would`;
  return weights >= gpu.bytes
    ? `do not fit on ${gpu.name}: the weights alone are too much`
    : `do not fit on ${gpu.name}, not even one sequence`;
}

export function alt(state: State, now: Derived): string {
  return `KV cache of ${state.model}, ${state.sharing}, ${int(now.perToken)} bytes per token. ${saySize(state, now).join(" ")} ${sayStep(state, now)}`;
}
