import { int, significant } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { type DecodeMachine, decodeSeconds } from "../kv/decode-rate.js";
import { dimension } from "../tensor/check.js";
import type { Titles } from "./picture-of.js";
import { valueLines } from "./value-lines.js";

/** A machine that decodes, and the caches it may keep. */
export interface ThroughputModel {
  readonly machine: DecodeMachine;
  readonly memoryBytes: number;
  readonly sinks: number;
  readonly recent: number;
  /** Lengths in tokens, at least two. */
  readonly Ts: readonly number[];
}

/**
 * Tokens per second that decoding could reach, by `decodeSeconds`: all keys cached, sinks and window, and a
 * window computed afresh for each token. An upper bound: a model of reading and multiplying, not a measurement.
 */
export function throughputModel(spec: ThroughputModel, options: Titles = {}): Picture {
  const { machine, memoryBytes, sinks, recent } = spec;
  for (const T of spec.Ts) dimension("throughputModel", "each of Ts", T);
  const Ts = [...new Set(spec.Ts)].sort((a, b) => a - b);
  const fits = Math.floor((memoryBytes - machine.parameters * machine.weightBytes) / machine.kvBytesPerToken);
  const dense = Ts.length < 2 ? Ts : between(Ts[0]!, Ts.at(-1)!, fits);
  const rate = (policy: Parameters<typeof decodeSeconds>[0]) =>
    dense.map((T) => ({ T, y: 1 / decodeSeconds(policy, T, machine) }));
  const {
    title = "Tokens per second, as a model",
    subtitle = "One sequence; reading and multiplying only, so an upper bound; both axes logarithmic",
  } = options;
  return valueLines({
    title,
    subtitle,
    lines: [
      { name: "window afresh", points: rate({ kind: "recompute", recent: sinks + recent }) },
      { name: "all keys cached", points: rate({ kind: "full" }), until: { T: fits, says: "memory is full" } },
      { name: `${int(sinks)} sinks + ${int(recent)}`, points: rate({ kind: "sinks", sinks, recent }) },
    ],
    axis: "length of the text so far, in tokens",
    written: (y) => `${significant(y, 3)} tokens/s`,
    writtenT: int,
    ticks: Ts,
    levels: [1, 10, 100],
    logT: true,
  });
}

/** Sixty lengths in equal factors, and `also` among them. */
function between(first: number, last: number, also: number): number[] {
  const steps = Array.from({ length: 60 }, (_, k) => Math.round(first * (last / first) ** (k / 59)));
  return [...new Set([...steps, ...(also > first && also < last ? [also] : [])])].sort((a, b) => a - b);
}
