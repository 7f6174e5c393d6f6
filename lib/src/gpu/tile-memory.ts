/**
 * The memory that a learner's kernel runs on: Q, K, V and what it may write in HBM, and arithmetic on tiles in SRAM,
 * operation by operation, over the counting device. Every operation names its mistakes as `mem.…`.
 */
import type { Device, HbmArray, Range, Tile } from "./memory.js";

/** Q [N, d], K [M, d] and V [M, dv], which lie in HBM before a kernel begins. */
export interface KernelInputs {
  readonly Q: HbmArray;
  readonly K: HbmArray;
  readonly V: HbmArray;
}

/** What a kernel may write: O [N, dv], and ℓ, m and L [N, 1]. */
export interface KernelOutputs {
  readonly O: HbmArray;
  readonly l: HbmArray;
  readonly m: HbmArray;
  readonly L: HbmArray;
}

/** Arrays in HBM and operations on tiles. `a` may be [r, c] where `b` is [r, c], [r, 1] (one number per row) or [1, 1]. */
export class TileMemory {
  readonly Q: HbmArray;
  readonly K: HbmArray;
  readonly V: HbmArray;
  /** The output [N, dv]; it and the next three are not a number until they are filled or stored. */
  readonly O: HbmArray;
  /** Row sums ℓ [N, 1]. */
  readonly l: HbmArray;
  /** Row maxima m [N, 1]. */
  readonly m: HbmArray;
  /** L = m + ln ℓ [N, 1]. */
  readonly L: HbmArray;
  readonly #device: Device;

  /** @param outputs arrays that lie in HBM already; the others are reserved there */
  constructor(device: Device, { Q, K, V }: KernelInputs, outputs: Partial<KernelOutputs> = {}) {
    this.#device = device;
    [this.Q, this.K, this.V] = [Q, K, V];
    this.O = outputs.O ?? device.reserve("O", [Q.rows, V.cols]);
    this.l = outputs.l ?? device.reserve("l", [Q.rows, 1]);
    this.m = outputs.m ?? device.reserve("m", [Q.rows, 1]);
    this.L = outputs.L ?? device.reserve("L", [Q.rows, 1]);
  }

  /** All arrays in HBM. */
  get arrays(): readonly HbmArray[] {
    return [this.Q, this.K, this.V, this.O, this.l, this.m, this.L];
  }

  /** Elements that SRAM holds. */
  get sramElements(): number {
    return this.#device.sramElements;
  }

  /** Sets a whole array in HBM to one value before the work begins; counted apart. */
  fill(array: HbmArray, value: number): void {
    this.#device.refill(this.#writable("fill", array), number("fill", value));
  }

  /** Rows `from` up to, not including, `to`, as a new tile. Reads rows · cols elements. */
  load(array: HbmArray, from: number, to: number): Tile {
    const range = inside("load", this.#array("load", array), { from, to });
    this.#mustFit("load", [to - from, array.cols]);
    return this.#device.load(array, range);
  }

  /** Copies a tile over these rows. Writes rows · cols elements. */
  store(tile: Tile, array: HbmArray, from: number, to: number): void {
    this.#tile("store", tile);
    const range = inside("store", this.#writable("store", array), { from, to });
    if (tile.rows !== to - from || tile.cols !== array.cols)
      throw new RangeError(
        `mem.store: the tile is [${tile.rows},${tile.cols}], but rows ${from} to ${to} of mem.${array.name} are [${to - from},${array.cols}]`,
      );
    this.#device.store(tile, array, range);
  }

  /** A new tile that holds one value everywhere. No traffic. */
  tile(rows: number, cols: number, value = 0): Tile {
    const tile = this.#alloc("tile", "of one value", [size("tile", rows), size("tile", cols)]);
    tile.data.fill(number("tile", value));
    return tile;
  }

  /** A new tile with the same numbers. No traffic. */
  copy(a: Tile): Tile {
    this.#tile("copy", a);
    return this.#result("copy", a.name, [a.rows, a.cols], [a], (i) => a.data[i]!);
  }

  /** Gives room in SRAM back. */
  free(...tiles: readonly Tile[]): void {
    for (const tile of tiles) this.#device.free(this.#tile("free", tile));
  }

  /** scale · A Bᵀ, a new tile [rows of A, rows of B]. */
  matmulT(A: Tile, B: Tile, scale = 1): Tile {
    this.#tile("matmulT", A);
    this.#tile("matmulT", B);
    if (A.cols !== B.cols) throw misfit("matmulT", A, B, "they need the same number of columns");
    const s = number("matmulT", scale);
    return this.#result("matmulT", "A Bᵀ", [A.rows, B.rows], [A, B], (i) => {
      const [r, c] = [Math.floor(i / B.rows), i % B.rows];
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k]! * B.data[c * B.cols + k]!;
      return s * sum;
    });
  }

  /** A B, a new tile [rows of A, columns of B]. */
  matmul(A: Tile, B: Tile): Tile {
    this.#tile("matmul", A);
    this.#tile("matmul", B);
    if (A.cols !== B.rows)
      throw misfit("matmul", A, B, "the first needs as many columns as the second has rows");
    return this.#result("matmul", "A B", [A.rows, B.cols], [A, B], (i) => {
      const [r, c] = [Math.floor(i / B.cols), i % B.cols];
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k]! * B.data[k * B.cols + c]!;
      return sum;
    });
  }

  /** The largest entry of each row, a new tile [rows, 1]. */
  rowMax(A: Tile): Tile {
    return this.#rows("rowMax", A, (row) => row.reduce((x, y) => Math.max(x, y), -Infinity));
  }

  /** The sum of each row, a new tile [rows, 1]. */
  rowSum(A: Tile): Tile {
    return this.#rows("rowSum", A, (row) => row.reduce((x, y) => x + y, 0));
  }

  /** a ← a + b; returns a, as the next ones do. */
  add(a: Tile, b: Tile): Tile {
    return this.#inPlace("add", a, b, (x, y) => x + y);
  }

  /** a ← a − b */
  sub(a: Tile, b: Tile): Tile {
    return this.#inPlace("sub", a, b, (x, y) => x - y);
  }

  /** a ← a · b, entry by entry */
  mul(a: Tile, b: Tile): Tile {
    return this.#inPlace("mul", a, b, (x, y) => x * y);
  }

  /** a ← a / b, entry by entry */
  div(a: Tile, b: Tile): Tile {
    return this.#inPlace("div", a, b, (x, y) => x / y);
  }

  /** a ← max(a, b), entry by entry */
  max(a: Tile, b: Tile): Tile {
    return this.#inPlace("max", a, b, Math.max);
  }

  /** a ← e^a, entry by entry */
  exp(a: Tile): Tile {
    return this.#map("exp", a, Math.exp);
  }

  /** a ← ln a, entry by entry */
  log(a: Tile): Tile {
    return this.#map("log", a, Math.log);
  }

  #array(where: string, array: HbmArray): HbmArray {
    if (this.arrays.includes(array)) return array;
    throw new RangeError(
      `mem.${where}: this is no array in HBM; give mem.Q, mem.K, mem.V, mem.O, mem.l, mem.m or mem.L`,
    );
  }

  #writable(where: string, array: HbmArray): HbmArray {
    if ("QKV".includes(this.#array(where, array).name))
      throw new RangeError(`mem.${where}: ${array.name} is an input; write mem.O, mem.l, mem.m or mem.L`);
    return array;
  }

  #tile(where: string, tile: Tile): Tile {
    if (this.#device.holds(tile)) return tile;
    const remedy =
      where === "free"
        ? "free it once only (mem.add, max, exp … return their first tile, not a new one)"
        : "load it again after free";
    throw new RangeError(`mem.${where}: this tile is not in SRAM; ${remedy}`);
  }

  /** A new tile; what does not fit is refused in words that a solution can act on. */
  #alloc(where: string, name: string, shape: readonly [number, number]): Tile {
    this.#mustFit(where, shape);
    return this.#device.alloc(name, shape);
  }

  #mustFit(where: string, [rows, cols]: readonly [number, number]): void {
    const { usedElements: used, sramElements: room } = this.#device;
    const missing = used + rows * cols - room;
    if (missing > 0)
      throw new RangeError(
        `mem.${where}: SRAM is too small: a tile [${rows},${cols}] needs ${rows * cols} elements but ${used} of ${room} are in use, so ${missing} are missing; free a tile or use smaller tiles`,
      );
  }

  #result(
    where: string,
    name: string,
    shape: readonly [number, number],
    from: readonly Tile[],
    f: (i: number) => number,
  ): Tile {
    const tile = this.#alloc(where, name, shape);
    for (let i = 0; i < tile.data.length; i++) tile.data[i] = f(i);
    this.#device.computed(tile, where, from);
    return tile;
  }

  #rows(where: string, A: Tile, f: (row: Float64Array) => number): Tile {
    this.#tile(where, A);
    return this.#result(where, where, [A.rows, 1], [A], (r) =>
      f(A.data.subarray(r * A.cols, (r + 1) * A.cols)),
    );
  }

  #map(where: string, a: Tile, f: (x: number) => number): Tile {
    const { data } = this.#tile(where, a);
    for (let i = 0; i < data.length; i++) data[i] = f(data[i]!);
    this.#device.computed(a, where, [a]);
    return a;
  }

  /** a ← f(a, b), where b may have one number per row, or one in all. */
  #inPlace(where: string, A: Tile, B: Tile, f: (x: number, y: number) => number): Tile {
    this.#tile(where, A);
    this.#tile(where, B);
    if (!((B.rows === A.rows || B.rows === 1) && (B.cols === A.cols || B.cols === 1)))
      throw misfit(where, A, B, "the second must be as large, or have one number per row");
    for (let r = 0; r < A.rows; r++)
      for (let c = 0; c < A.cols; c++) {
        const at = r * A.cols + c;
        A.data[at] = f(A.data[at]!, B.data[(B.rows === 1 ? 0 : r) * B.cols + (B.cols === 1 ? 0 : c)]!);
      }
    this.#device.computed(A, where, [A, B]);
    return A;
  }
}

function inside(where: string, { name, rows, cols }: HbmArray, { from, to }: Range): Range {
  if (Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= rows)
    return { from, to };
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
