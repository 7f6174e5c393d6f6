import { rowsOf, sentence } from "../gpu/words.js";
import { blockCount } from "./blocks.js";
import type { Finding } from "./finding.js";
import type { KernelTrace } from "./kernel-trace.js";
import type { Loaded } from "./recorder.js";

/** Loads beyond those that the loop order needs, and loads that nothing read. */
export function wasted(trace: KernelTrace): readonly Finding[] {
  const arrays = [...new Set(trace.loads.map(({ array }) => array))];
  return [
    ...arrays.map((array) => again(trace, array)),
    ...arrays.map((array) => unread(trace, array)),
  ].filter((one) => one !== undefined);
}

/** How often each row of an array is loaded: K and V outside, Q, O, ℓ and m for every block of keys. */
function needed({ config: { N, Br, Bc, order } }: KernelTrace, array: string): number {
  const keys = array === "K" || array === "V";
  if (order === "kv-outer") return keys ? 1 : blockCount(N, Bc);
  return keys ? blockCount(N, Br) : Number(array === "Q");
}

function again(trace: KernelTrace, array: string): Finding | undefined {
  const times = new Map<string, number>();
  const most = needed(trace, array);
  const more = trace.loads.filter(({ array: name, range }) => {
    if (name !== array) return false;
    const key = `${range.from} ${range.to}`;
    times.set(key, (times.get(key) ?? 0) + 1);
    return times.get(key)! > most;
  });
  const [first] = more;
  if (!first) return undefined;
  const elements = more.reduce((sum, load) => sum + size(trace, load), 0);
  const often = times.get(`${first.range.from} ${first.range.to}`)!;
  return {
    kind: "again",
    text: `${sentence(rowsOf(first.range))} of ${letter(array)} are loaded ${timesOf(often)}, where this loop order loads them ${timesOf(most)}. In all, ${elements} elements of ${letter(array)} are read again for nothing.`,
    steps: [...new Set(more.map(({ step }) => step))],
    array,
  };
}

function unread(trace: KernelTrace, array: string): Finding | undefined {
  const idle = trace.loads.filter((load) => load.array === array && !load.read);
  const [first] = idle;
  if (!first || trace.stopped !== undefined) return undefined; // what an error cut short may have been read later
  const more = idle.length > 1 ? `, and so are ${idle.length - 1} more loads of ${letter(array)}` : "";
  return {
    kind: "unread",
    text: `${sentence(rowsOf(first.range))} of ${letter(array)} are loaded, but nothing reads them${more}.`,
    steps: [...new Set(idle.map(({ step }) => step))],
    array,
  };
}

const size = ({ config: { d } }: KernelTrace, { array, range }: Loaded) =>
  (range.to - range.from) * (["Q", "K", "V", "O"].includes(array) ? d : 1);

const timesOf = (n: number): string => ["never", "once", "twice"][n] ?? `${n} times`;

const letter = (array: string) => (array === "l" ? "ℓ" : array);
