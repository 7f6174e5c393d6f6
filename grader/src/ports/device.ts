/**
 * The grader's side of the simulated memory: tiles by number, arithmetic, and the library's own counting
 * device beneath it. A solution sees handles only (call/hbm), so what it computes with must have been loaded.
 */
import { Device, type HbmArray, type Range, type Tile } from "long-attention/gpu";
import { type Matrix, rowMajor } from "long-attention/tensor";
import { pack } from "../call/wire.js";
import type { OpenPort, Port } from "./port.js";

/** What lies in HBM when the solution starts, and how large SRAM is. */
export interface DeviceSetup {
  readonly Q: Matrix;
  readonly K: Matrix;
  readonly V: Matrix;
  /** In elements. Default: no limit. */
  readonly sramElements?: number;
}

/** One `store`: which rows of which array, and what was written. */
export interface StoreEvent {
  readonly array: string;
  readonly from: number;
  readonly to: number;
  readonly data: readonly number[];
}

/** What the grader saw. Elements, not bytes. */
export interface Traffic {
  readonly reads: number;
  readonly writes: number;
  readonly initWrites: number;
  readonly peak: number;
  /** Row-major contents of the arrays that a solution may write. */
  readonly O: readonly number[];
  readonly l: readonly number[];
  readonly m: readonly number[];
  readonly L: readonly number[];
  readonly stores: readonly StoreEvent[];
}

/** Room that no honest solution needs; SRAM without a limit must not eat the grader. */
const mostElements = 1 << 22;

/** A device with Q, K and V in HBM, and O, l, m and L reserved there. */
export const devicePort = (setup: DeviceSetup): Port => ({
  kind: "device",
  copy: pack({ device: setup }),
  open: () => new Machine(setup),
});

class Machine implements OpenPort {
  readonly #device: Device;
  readonly #arrays: Map<string, HbmArray>;
  readonly #tiles = new Map<number, Tile>();
  readonly #stores: StoreEvent[] = [];
  readonly #sram: number;
  #next = 1;

  constructor({ Q, K, V, sramElements = Infinity }: DeviceSetup) {
    this.#sram = sramElements;
    const device = new Device({ sramElements: Math.min(sramElements, mostElements) });
    const [N, dv] = [Q.shape[0]!, V.shape[1]!];
    const input = (name: string, A: Matrix) =>
      device.input(name, [A.shape[0]!, A.shape[1]!], rowMajor(A).slice());
    this.#device = device;
    this.#arrays = new Map(
      [
        input("Q", Q),
        input("K", K),
        input("V", V),
        device.reserve("O", [N, dv]),
        ...["l", "m", "L"].map((name) => device.reserve(name, [N, 1])),
      ].map((array) => [array.name, array]),
    );
  }

  call(method: string, args: readonly unknown[]): unknown {
    if (!Object.hasOwn(operations, method)) throw new RangeError(`mem.${method}: there is no such operation`);
    return operations[method]!(this, args);
  }

  observe(): Traffic {
    const { reads, writes, initWrites, peakElements: peak } = this.#device;
    const data = (name: string) => [...this.array("observe", name).data];
    const [O, l, m, L] = [data("O"), data("l"), data("m"), data("L")];
    return { reads, writes, initWrites, peak, O, l, m, L, stores: this.#stores };
  }

  get device(): Device {
    return this.#device;
  }

  describe(): unknown {
    const arrays = [...this.#arrays.values()].map(({ name, rows, cols }) => ({ name, rows, cols }));
    return { arrays, sram: this.#sram };
  }

  array(where: string, name: unknown): HbmArray {
    const array = this.#arrays.get(String(name));
    if (!array)
      throw new RangeError(
        `mem.${where}: this is no array in HBM; give mem.Q, mem.K, mem.V, mem.O, mem.l, mem.m or mem.L`,
      );
    return array;
  }

  writable(where: string, name: unknown): HbmArray {
    const array = this.array(where, name);
    if ("QKV".includes(array.name))
      throw new RangeError(`mem.${where}: ${array.name} is an input; write mem.O, mem.l, mem.m or mem.L`);
    return array;
  }

  tile(where: string, id: unknown): Tile {
    const tile = this.#tiles.get(id as number);
    if (tile) return tile;
    const remedy =
      where === "free"
        ? "free it once only (mem.add, max, exp … return their first tile, not a new one)"
        : "load it again after free";
    throw new RangeError(`mem.${where}: this tile is not in SRAM; ${remedy}`);
  }

  keep(tile: Tile): { id: number; rows: number; cols: number } {
    const id = this.#next++;
    this.#tiles.set(id, tile);
    return { id, rows: tile.rows, cols: tile.cols };
  }

  /** A new tile; what does not fit is refused in words that a solution can act on. */
  alloc(where: string, name: string, [rows, cols]: readonly [number, number]): Tile {
    this.mustFit(where, [rows, cols]);
    return this.#device.alloc(name, [rows, cols]);
  }

  load(array: HbmArray, range: Range): Tile {
    inside("load", array, range);
    this.mustFit("load", [range.to - range.from, array.cols]);
    return this.#device.load(array, range);
  }

  store(tile: Tile, array: HbmArray, range: Range): void {
    inside("store", array, range);
    const rows = range.to - range.from;
    if (tile.rows !== rows || tile.cols !== array.cols)
      throw new RangeError(
        `mem.store: the tile is [${tile.rows},${tile.cols}], but rows ${range.from} to ${range.to} of mem.${array.name} are [${rows},${array.cols}]`,
      );
    this.#device.store(tile, array, range);
  }

  mustFit(where: string, [rows, cols]: readonly [number, number]): void {
    const { usedElements: used, sramElements: room } = this.#device;
    const missing = used + rows * cols - room;
    if (missing > 0)
      throw new RangeError(
        `mem.${where}: SRAM is too small: a tile [${rows},${cols}] needs ${rows * cols} elements but ${used} of ${room} are in use, so ${missing} are missing; free a tile or use smaller tiles`,
      );
  }

  free(id: unknown): void {
    this.#device.free(this.tile("free", id));
    this.#tiles.delete(id as number);
  }

  stored(event: StoreEvent): void {
    this.#stores.push(event);
  }
}

type Operation = (machine: Machine, args: readonly unknown[]) => unknown;

const operations: Record<string, Operation> = {
  describe: (machine) => machine.describe(),
  fill: (machine, [name, value]) => {
    const array = machine.writable("fill", name);
    machine.device.initWrites += array.data.length;
    array.data.fill(number("fill", value));
  },
  load: (machine, [name, from, to]) =>
    machine.keep(machine.load(machine.array("load", name), { from: Number(from), to: Number(to) })),
  store: (machine, [id, name, from, to]) => {
    const [tile, array] = [machine.tile("store", id), machine.writable("store", name)];
    machine.store(tile, array, { from: Number(from), to: Number(to) });
    machine.stored({ array: array.name, from: Number(from), to: Number(to), data: [...tile.data] });
  },
  tile: (machine, [rows, cols, value]) => {
    const tile = machine.alloc("tile", "of one value", [size("tile", rows), size("tile", cols)]);
    tile.data.fill(number("tile", value));
    return machine.keep(tile);
  },
  copy: (machine, [id]) => {
    const a = machine.tile("copy", id);
    return machine.keep(result(machine, "copy", a.name, [a.rows, a.cols], (i) => a.data[i]!));
  },
  free: (machine, ids) => {
    for (const id of ids) machine.free(id);
  },
  matmulT: (machine, [a, b, scale]) => {
    const [A, B] = [machine.tile("matmulT", a), machine.tile("matmulT", b)];
    if (A.cols !== B.cols) throw misfit("matmulT", A, B, "they need the same number of columns");
    const s = number("matmulT", scale);
    return machine.keep(
      result(machine, "matmulT", "A Bᵀ", [A.rows, B.rows], (i) => {
        const [r, c] = [Math.floor(i / B.rows), i % B.rows];
        let sum = 0;
        for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k]! * B.data[c * B.cols + k]!;
        return s * sum;
      }),
    );
  },
  matmul: (machine, [a, b]) => {
    const [A, B] = [machine.tile("matmul", a), machine.tile("matmul", b)];
    if (A.cols !== B.rows)
      throw misfit("matmul", A, B, "the first needs as many columns as the second has rows");
    return machine.keep(
      result(machine, "matmul", "A B", [A.rows, B.cols], (i) => {
        const [r, c] = [Math.floor(i / B.cols), i % B.cols];
        let sum = 0;
        for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k]! * B.data[k * B.cols + c]!;
        return sum;
      }),
    );
  },
  rowMax: (machine, [a]) =>
    machine.keep(rows(machine, "rowMax", a, (row) => row.reduce((x, y) => Math.max(x, y), -Infinity))),
  rowSum: (machine, [a]) => machine.keep(rows(machine, "rowSum", a, (row) => row.reduce((x, y) => x + y, 0))),
  add: inPlace("add", (x, y) => x + y),
  sub: inPlace("sub", (x, y) => x - y),
  mul: inPlace("mul", (x, y) => x * y),
  div: inPlace("div", (x, y) => x / y),
  max: inPlace("max", Math.max),
  exp: (machine, [a]) => map(machine, "exp", a, Math.exp),
  log: (machine, [a]) => map(machine, "log", a, Math.log),
};

function result(
  machine: Machine,
  where: string,
  name: string,
  shape: readonly [number, number],
  f: (i: number) => number,
): Tile {
  const tile = machine.alloc(where, name, shape);
  for (let i = 0; i < tile.data.length; i++) tile.data[i] = f(i);
  machine.device.computed(tile);
  return tile;
}

function rows(machine: Machine, where: string, id: unknown, f: (row: Float64Array) => number): Tile {
  const A = machine.tile(where, id);
  return result(machine, where, where, [A.rows, 1], (r) => f(A.data.subarray(r * A.cols, (r + 1) * A.cols)));
}

function map(machine: Machine, where: string, id: unknown, f: (x: number) => number): void {
  const { data } = machine.tile(where, id);
  for (let i = 0; i < data.length; i++) data[i] = f(data[i]!);
}

/** a ← f(a, b), where b may have one number a row, or one in all. */
function inPlace(where: string, f: (x: number, y: number) => number): Operation {
  return (machine, [a, b]) => {
    const [A, B] = [machine.tile(where, a), machine.tile(where, b)];
    if (!((B.rows === A.rows || B.rows === 1) && (B.cols === A.cols || B.cols === 1)))
      throw misfit(where, A, B, "the second must be as large, or have one number a row");
    for (let r = 0; r < A.rows; r++)
      for (let c = 0; c < A.cols; c++) {
        const at = r * A.cols + c;
        A.data[at] = f(A.data[at]!, B.data[(B.rows === 1 ? 0 : r) * B.cols + (B.cols === 1 ? 0 : c)]!);
      }
  };
}

function inside(where: string, { name, rows, cols }: HbmArray, { from, to }: Range): void {
  if (Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= rows) return;
  const short = Number.isInteger(from) && 0 <= from && from < rows && to > rows;
  throw new RangeError(
    `mem.${where}: rows ${from} to ${to} are not inside mem.${name} [${rows},${cols}]${short ? `: ${to - rows} too many; the last block is shorter, so end at row ${rows} at most` : ""}`,
  );
}

const misfit = (where: string, A: Tile, B: Tile, need: string) =>
  new RangeError(`mem.${where}: the tiles are [${A.rows},${A.cols}] and [${B.rows},${B.cols}]; ${need}`);

function number(where: string, x: unknown): number {
  if (typeof x !== "number") throw new RangeError(`mem.${where}: the value must be a number`);
  return x;
}

function size(where: string, x: unknown): number {
  if (!Number.isInteger(x) || (x as number) < 1)
    throw new RangeError(`mem.${where}: rows and columns must be whole numbers of at least 1`);
  return x as number;
}
