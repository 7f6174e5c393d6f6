/**
 * The grader's side of the simulated memory: tiles by number over the library's own memory and counting device.
 * A solution sees handles only (call/hbm), so what it computes with must have been loaded.
 */
import { Device, type HbmArray, type Tile, TileMemory } from "long-attention/gpu";
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
  readonly memory: TileMemory;
  readonly #tiles = new Map<number, Tile>();
  readonly #stores: StoreEvent[] = [];
  readonly #sram: number;
  #next = 1;

  constructor({ Q, K, V, sramElements = Infinity }: DeviceSetup) {
    this.#sram = sramElements;
    this.#device = new Device({
      sramElements: Math.min(sramElements, mostElements),
      onEvent: (event) => {
        if (event.op !== "store") return;
        const { array, range, tile } = event;
        this.#stores.push({ array: array.name, ...range, data: [...tile.data] });
      },
    });
    const input = (name: string, A: Matrix) =>
      this.#device.input(name, [A.shape[0]!, A.shape[1]!], rowMajor(A).slice());
    this.memory = new TileMemory(this.#device, { Q: input("Q", Q), K: input("K", K), V: input("V", V) });
  }

  call(method: string, args: readonly unknown[]): unknown {
    if (!Object.hasOwn(operations, method)) throw new RangeError(`mem.${method}: there is no such operation`);
    return operations[method]!(this, args);
  }

  observe(): Traffic {
    const { reads, writes, initWrites, peakElements: peak } = this.#device;
    const data = ({ data }: HbmArray) => [...data];
    const { O, l, m, L } = this.memory;
    return {
      reads,
      writes,
      initWrites,
      peak,
      O: data(O),
      l: data(l),
      m: data(m),
      L: data(L),
      stores: this.#stores,
    };
  }

  describe(): unknown {
    const arrays = this.memory.arrays.map(({ name, rows, cols }) => ({ name, rows, cols }));
    return { arrays, sram: this.#sram };
  }

  /** The array of this name; of an unknown one the memory says so. */
  array(name: unknown): HbmArray {
    return this.memory.arrays.find((array) => array.name === name) as HbmArray;
  }

  /** The tile of this number; of one that is gone the memory says so. */
  tile(id: unknown): Tile {
    return this.#tiles.get(id as number) as Tile;
  }

  keep(tile: Tile): { id: number; rows: number; cols: number } {
    const id = this.#next++;
    this.#tiles.set(id, tile);
    return { id, rows: tile.rows, cols: tile.cols };
  }

  free(id: unknown): void {
    this.memory.free(this.tile(id));
    this.#tiles.delete(id as number);
  }
}

type Operation = (machine: Machine, args: readonly unknown[]) => unknown;

/** Operations that make a tile from tiles. */
const makes =
  (name: "copy" | "matmul" | "rowMax" | "rowSum"): Operation =>
  (machine, [a, b]) =>
    machine.keep(machine.memory[name](machine.tile(a), machine.tile(b)));

/** Operations that overwrite their first tile. */
const changes =
  (name: "add" | "sub" | "mul" | "div" | "max" | "exp" | "log"): Operation =>
  (machine, [a, b]) =>
    void machine.memory[name](machine.tile(a), machine.tile(b));

const operations: Record<string, Operation> = {
  describe: (machine) => machine.describe(),
  fill: (machine, [name, value]) => machine.memory.fill(machine.array(name), value as number),
  load: (machine, [name, from, to]) =>
    machine.keep(machine.memory.load(machine.array(name), Number(from), Number(to))),
  store: (machine, [id, name, from, to]) =>
    machine.memory.store(machine.tile(id), machine.array(name), Number(from), Number(to)),
  tile: (machine, [rows, cols, value]) =>
    machine.keep(machine.memory.tile(rows as number, cols as number, value as number)),
  free: (machine, ids) => {
    for (const id of ids) machine.free(id);
  },
  matmulT: (machine, [a, b, scale]) =>
    machine.keep(machine.memory.matmulT(machine.tile(a), machine.tile(b), scale as number)),
  copy: makes("copy"),
  matmul: makes("matmul"),
  rowMax: makes("rowMax"),
  rowSum: makes("rowSum"),
  add: changes("add"),
  sub: changes("sub"),
  mul: changes("mul"),
  div: changes("div"),
  max: changes("max"),
  exp: changes("exp"),
  log: changes("log"),
};
