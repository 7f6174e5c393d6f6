/**
 * ndarray for the page, whose policy forbids code made from text: ndarray writes a class for each type and number of
 * dimensions and compiles it with `new Function`. This one view serves them all, more slowly; the kernel, a worker, has
 * the real one. A test holds it against that.
 */
type Data = { [index: number]: number; readonly length: number };

export class View {
  constructor(
    readonly data: Data,
    readonly shape: number[],
    readonly stride: number[],
    readonly offset: number,
  ) {}

  get dimension(): number {
    return this.shape.length;
  }

  get size(): number {
    return this.shape.reduce((product, n) => product * n, 1);
  }

  get dtype(): string {
    return Array.isArray(this.data)
      ? "array"
      : this.data.constructor.name
          .toLowerCase()
          .replace(/array$/, "")
          .replace("clamped", "_clamped");
  }

  get order(): number[] {
    return this.stride.map((_, k) => k).sort((a, b) => Math.abs(this.stride[a]!) - Math.abs(this.stride[b]!));
  }

  index(...at: number[]): number {
    return this.stride.reduce((sum, step, k) => sum + step * (at[k] ?? 0), this.offset);
  }

  get(...at: number[]): number {
    return this.data[this.index(...at)]!;
  }

  set(...at: number[]): number {
    const value = at.pop()!;
    this.data[this.index(...at)] = value;
    return value;
  }

  /** The part below these ends; what is no number stays. */
  hi(...ends: (number | undefined)[]): View {
    const shape = this.shape.map((n, k) => {
      const end = ends[k];
      return typeof end === "number" && end >= 0 ? Math.trunc(end) : n;
    });
    return new View(this.data, shape, this.stride, this.offset);
  }

  /** The part from these starts on. */
  lo(...starts: (number | undefined)[]): View {
    const from = this.shape.map((_, k) => {
      const start = starts[k];
      return typeof start === "number" && start >= 0 ? Math.trunc(start) : 0;
    });
    const shape = this.shape.map((n, k) => n - from[k]!);
    return new View(this.data, shape, this.stride, this.index(...from));
  }

  /** Axis k is what was axis `axes[k]`. */
  transpose(...axes: (number | undefined)[]): View {
    const own = this.shape.map((_, k) => axes[k] ?? k);
    return new View(
      this.data,
      own.map((k) => this.shape[k]!),
      own.map((k) => this.stride[k]!),
      this.offset,
    );
  }

  /** The part at these places; an axis without one stays. */
  pick(...places: (number | null | undefined)[]): View {
    const isPicked = (k: number) => typeof places[k] === "number" && places[k]! >= 0;
    const at = this.shape.map((_, k) => (isPicked(k) ? places[k]! : 0));
    const left = this.shape.map((_, k) => k).filter((k) => !isPicked(k));
    return new View(
      this.data,
      left.map((k) => this.shape[k]!),
      left.map((k) => this.stride[k]!),
      this.index(...at),
    );
  }
}

/** A view of data, row-major unless strides are given. */
export default function ndarray(
  data: Data,
  shape: number[] = [data.length],
  stride: number[] = rowMajor(shape),
  offset = 0,
): View {
  return new View(data, shape, stride, offset);
}

function rowMajor(shape: readonly number[]): number[] {
  const stride: number[] = [];
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    stride[k] = step;
    step *= shape[k]!;
  }
  return stride;
}
