/**
 * A simulated device with two memories: HBM, large and off chip, and SRAM, small and on chip.
 * Arithmetic happens in SRAM only. The device counts every element that crosses between the two
 * and refuses what does not fit, so an algorithm run on it shows its real traffic.
 * No ndarray here: figures run this file in a browser.
 */
import { dimension } from "../tensor/check.js";

/** Rows `from` up to, not including, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A row-major array [rows, cols] in HBM. Its numbers are read through `Device.load`. */
export interface HbmArray {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A row-major tile [rows, cols] in SRAM. */
export interface Tile extends HbmArray {
  readonly device: Device;
}

/** What the device did, in order; `tile` is live, so copy its data to keep it. */
export type DeviceEvent =
  | { readonly op: "fill"; readonly array: HbmArray }
  | { readonly op: "load" | "store"; readonly tile: Tile; readonly array: HbmArray; readonly range: Range }
  | {
      readonly op: "compute";
      readonly tile: Tile;
      /** The operation, such as "matmulT", and the tiles that it read. */
      readonly by: string;
      readonly from: readonly Tile[];
    }
  | { readonly op: "free"; readonly tile: Tile };

/** How large SRAM is, how large an element, and who listens. */
export interface DeviceOptions {
  /** Capacity of SRAM, in elements. Default: no limit. */
  readonly sramElements?: number;
  /** Size of one element. Default 4 (fp32). */
  readonly bytesPerElement?: number;
  /** Called after each fill, load, store and computation, and before a tile is given up. */
  readonly onEvent?: (event: DeviceEvent) => void;
}

/** The simulated device: arrays lie in HBM, tiles in SRAM, and every crossing is counted. */
export class Device {
  readonly sramElements: number;
  readonly bytesPerElement: number;
  /** Elements moved from HBM to SRAM. */
  reads = 0;
  /** Elements moved from SRAM to HBM. */
  writes = 0;
  /** Elements written to HBM to initialise arrays, counted apart. */
  initWrites = 0;
  /** The most elements that SRAM ever held at once. */
  peakElements = 0;
  readonly #live = new Map<Tile, number>();
  readonly #onEvent: (event: DeviceEvent) => void;

  constructor({ sramElements = Infinity, bytesPerElement = 4, onEvent = () => {} }: DeviceOptions = {}) {
    if (sramElements !== Infinity) dimension("Device", "sramElements", sramElements);
    dimension("Device", "bytesPerElement", bytesPerElement);
    this.sramElements = sramElements;
    this.bytesPerElement = bytesPerElement;
    this.#onEvent = onEvent;
  }

  /** Elements moved either way, initialisation left out. */
  get accesses(): number {
    return this.reads + this.writes;
  }

  /** Elements that SRAM holds now. */
  get usedElements(): number {
    return [...this.#live.values()].reduce((sum, n) => sum + n, 0);
  }

  /** An input that lies in HBM before the work begins: no traffic. `data` is used as it is, row-major. */
  input(name: string, [rows, cols]: readonly [number, number], data: Float64Array): HbmArray {
    if (data.length !== rows * cols)
      throw new RangeError(`Device.input: ${name} is [${rows},${cols}] but got ${data.length} numbers`);
    return { name, rows, cols, data };
  }

  /** An array that the device itself sets up in HBM with one value: counted in `initWrites`. */
  fill(name: string, shape: readonly [number, number], value: number): HbmArray {
    const array = this.reserve(name, shape);
    this.refill(array, value);
    return array;
  }

  /** Sets a whole array in HBM to one value: counted in `initWrites`. */
  refill(array: HbmArray, value: number): void {
    this.initWrites += array.data.length;
    array.data.fill(value);
    this.#onEvent({ op: "fill", array });
  }

  /** An array in HBM that is written later, by `store`: no traffic now. */
  reserve(name: string, [rows, cols]: readonly [number, number]): HbmArray {
    return { name, rows, cols, data: new Float64Array(rows * cols).fill(NaN) };
  }

  /** Copies rows of an HBM array into a new tile: reads rows · cols elements. */
  load(array: HbmArray, range: Range = { from: 0, to: array.rows }): Tile {
    inside("Device.load", array, range);
    const tile = this.alloc(array.name, [range.to - range.from, array.cols]);
    tile.data.set(array.data.subarray(range.from * array.cols, range.to * array.cols));
    this.reads += tile.data.length;
    this.#onEvent({ op: "load", tile, array, range });
    return tile;
  }

  /** Copies a tile over rows of an HBM array: writes rows · cols elements. The tile stays in SRAM. */
  store(tile: Tile, array: HbmArray, range: Range = { from: 0, to: array.rows }): void {
    this.#mustBeLive("Device.store", tile);
    inside("Device.store", array, range);
    if (tile.rows !== range.to - range.from || tile.cols !== array.cols)
      throw new RangeError(
        `Device.store: tile ${tile.name} is [${tile.rows},${tile.cols}] but rows ${range.from} to ${range.to} of ${array.name} are [${range.to - range.from},${array.cols}]`,
      );
    array.data.set(tile.data, range.from * array.cols);
    this.writes += tile.data.length;
    this.#onEvent({ op: "store", tile, array, range });
  }

  /** A new tile of zeros in SRAM: no traffic. @throws RangeError saying how many elements are missing */
  alloc(name: string, [rows, cols]: readonly [number, number]): Tile {
    const need = rows * cols;
    const missing = this.usedElements + need - this.sramElements;
    if (missing > 0)
      throw new RangeError(
        `SRAM: tile ${name} [${rows},${cols}] needs ${need} elements but ${this.usedElements} of ${this.sramElements} are in use, so ${missing} are missing; free a tile, choose smaller blocks or more SRAM`,
      );
    const tile: Tile = { name, rows, cols, data: new Float64Array(need), device: this };
    this.#live.set(tile, need);
    this.peakElements = Math.max(this.peakElements, this.usedElements);
    return tile;
  }

  /** Gives the tiles' room in SRAM back; using them afterwards is an error. */
  free(...tiles: readonly Tile[]): void {
    for (const tile of tiles) {
      this.#mustBeLive("Device.free", tile);
      this.#onEvent({ op: "free", tile });
      this.#live.delete(tile);
    }
  }

  /** Whether a tile lies in this SRAM now. */
  holds(tile: Tile): boolean {
    return this.#live.has(tile);
  }

  /** Tile arithmetic reports its result here, by which operation it came and from which tiles. */
  computed(tile: Tile, by: string, from: readonly Tile[]): void {
    this.#mustBeLive("Device.computed", tile);
    this.#onEvent({ op: "compute", tile, by, from });
  }

  #mustBeLive(where: string, tile: Tile): void {
    if (!this.#live.has(tile))
      throw new RangeError(
        `${where}: tile ${tile.name} [${tile.rows},${tile.cols}] is not in this SRAM; load it again after free`,
      );
  }
}

function inside(where: string, { name, rows, cols }: HbmArray, { from, to }: Range): void {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= rows))
    throw new RangeError(`${where}: rows ${from} to ${to} are not inside ${name} [${rows},${cols}]`);
}
