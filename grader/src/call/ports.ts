/**
 * What a solution holds of a function or a device that lives with the grader: a face that passes words and
 * numbers through `host`, and nothing else. Counters and tiles stay on the other side.
 */
import type { Hbm, HbmName, Tile } from "./hbm.js";
import { pack, unpack } from "./wire.js";

/** Calls a method of a port; takes packed arguments, gives a packed result, or "!" and a sentence. */
export type HostCall = (id: number, method: string, args: string) => string;

/** The face of one port. */
export function openPort(kind: string, id: number, host: HostCall): unknown {
  const call = (method: string, ...args: unknown[]): unknown => {
    const reply = host(id, method, pack(args));
    if (reply[0] === "!") throw new RangeError(reply.slice(1));
    return unpack(reply);
  };
  return kind === "device" ? hbm(call) : (...args: unknown[]) => call("call", ...args);
}

type Call = (method: string, ...args: unknown[]) => unknown;

/** The simulated memory, seen from a solution. */
function hbm(call: Call): Hbm {
  const describe = call("describe") as {
    arrays: { name: string; rows: number; cols: number }[];
    sram: number;
  };
  const handles = new Map<Tile, number>();
  const idOf = (tile: Tile) => handles.get(tile) ?? (tile as { id?: unknown } | undefined)?.id ?? -1;
  /** An operation that makes a tile. */
  const made = (method: string, ...args: unknown[]): Tile => {
    const { id, rows, cols } = call(method, ...args) as { id: number; rows: number; cols: number };
    const tile = Object.freeze({ rows, cols });
    handles.set(tile, id);
    return tile;
  };
  /** An operation that overwrites its first tile. */
  const changed = (method: string, tile: Tile, ...args: unknown[]): Tile => {
    call(method, idOf(tile), ...args);
    return tile;
  };
  const arrays = Object.fromEntries(describe.arrays.map((array) => [array.name, Object.freeze(array)]));
  const nameOf = (array: HbmName | undefined) => (array as { name?: unknown } | undefined)?.name ?? "?";
  return Object.freeze({
    ...(arrays as unknown as Pick<Hbm, "Q" | "K" | "V" | "O" | "l" | "m" | "L">),
    sramElements: describe.sram,
    fill: (array, value) => void call("fill", nameOf(array), value),
    load: (array, from, to) => made("load", nameOf(array), from, to),
    store: (tile, array, from, to) => void call("store", idOf(tile), nameOf(array), from, to),
    tile: (rows, cols, value = 0) => made("tile", rows, cols, value),
    copy: (a) => made("copy", idOf(a)),
    free: (...tiles) => void call("free", ...tiles.map(idOf)),
    matmulT: (A, B, scale = 1) => made("matmulT", idOf(A), idOf(B), scale),
    matmul: (A, B) => made("matmul", idOf(A), idOf(B)),
    rowMax: (A) => made("rowMax", idOf(A)),
    rowSum: (A) => made("rowSum", idOf(A)),
    add: (a, b) => changed("add", a, idOf(b)),
    sub: (a, b) => changed("sub", a, idOf(b)),
    mul: (a, b) => changed("mul", a, idOf(b)),
    div: (a, b) => changed("div", a, idOf(b)),
    max: (a, b) => changed("max", a, idOf(b)),
    exp: (a) => changed("exp", a),
    log: (a) => changed("log", a),
  } satisfies Hbm);
}
