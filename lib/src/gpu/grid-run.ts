/** Runs a kernel's blocks over the simulated HBM, one after another in any order, and notes who touched which rows. */
import { Device, type HbmArray, type Range } from "./memory.js";

/** One launch of a kernel: its blocks have no order, and each has an SRAM of its own. */
export interface Launch<Arrays> {
  /** How many blocks. Default: as many as the caller says. */
  readonly blocks?: number;
  /** What one block does, on a device that counts for it alone. */
  run(device: Device, arrays: Arrays, block: number): void;
}

/** A kernel as a grid of blocks. A block may work on a part of an array: a view, with a part of its `data`. */
export interface GridKernel<Arrays = unknown> {
  /** Lays the kernel's arrays into HBM, with `device.input`, `fill` and `reserve`; the same on every call. */
  arrays(device: Device): Arrays;
  /** Launches come one after another: every block of one has ended before the next begins. */
  readonly launches: readonly Launch<Arrays>[];
}

/** An array as it lies in HBM, and its name. */
export interface Memory {
  readonly name: string;
  readonly cols: number;
  readonly data: Float64Array;
}

/** One block that reads or writes rows. */
export interface Access {
  readonly launch: number;
  readonly block: number;
  readonly op: "read" | "write";
  readonly memory: Memory;
  readonly rows: Range;
}

/** What a run leaves. */
export interface GridRun {
  /** Every access, in the order in which it ran. */
  readonly accesses: readonly Access[];
  /** The arrays that all blocks share, in the order in which they were laid into HBM. What a block lays there is its own. */
  readonly memories: readonly Memory[];
  /** Those that nobody had written before the first launch. */
  readonly empty: ReadonlySet<Memory>;
  /** The first block that threw, and what it said; no block came after it. */
  readonly stopped: { readonly launch: number; readonly block: number; readonly message: string } | undefined;
}

/** @param order the blocks of a launch in the order in which they run */
export function runGrid<Arrays>(
  kernel: GridKernel<Arrays>,
  blocks: number,
  order: (blocks: number) => readonly number[],
): GridRun {
  const run = new Run();
  const arrays = kernel.arrays(new Listening(run));
  for (const [launch, one] of kernel.launches.entries())
    for (const block of order(one.blocks ?? blocks)) {
      run.now = { launch, block };
      try {
        one.run(new Listening(run), arrays, block);
      } catch (error) {
        run.stopped = { launch, block, message: error instanceof Error ? error.message : String(error) };
        return run;
      }
    }
  return run;
}

class Run implements GridRun {
  readonly accesses: Access[] = [];
  readonly memories: Memory[] = [];
  readonly empty = new Set<Memory>();
  stopped: GridRun["stopped"];
  now: { launch: number; block: number } | undefined;
  /** Views share the buffer of their array. */
  readonly #byBuffer = new Map<ArrayBufferLike, Memory>();

  laid(array: HbmArray, empty: boolean): HbmArray {
    if (this.now) return array;
    this.memories.push(array);
    this.#byBuffer.set(array.data.buffer, array);
    if (empty) this.empty.add(array);
    return array;
  }

  touched(op: Access["op"], { data, cols }: HbmArray, { from, to }: Range): void {
    const memory = this.#byBuffer.get(data.buffer);
    if (!memory) return;
    const first = data.byteOffset / data.BYTES_PER_ELEMENT / cols;
    if (this.now)
      this.accesses.push({ ...this.now, op, memory, rows: { from: first + from, to: first + to } });
    else if (op === "write") this.empty.delete(memory);
  }
}

/** A device that tells a run what lies in HBM and who touches it. */
class Listening extends Device {
  readonly #run: Run;

  constructor(run: Run) {
    super({
      onEvent: (event) => {
        if (event.op === "load") run.touched("read", event.array, event.range);
        if (event.op === "store") run.touched("write", event.array, event.range);
        if (event.op === "fill") run.touched("write", event.array, { from: 0, to: event.array.rows });
      },
    });
    this.#run = run;
  }

  /** A copy, so that every run begins with the same numbers. */
  override input(name: string, shape: readonly [number, number], data: Float64Array): HbmArray {
    return this.#run.laid(super.input(name, shape, data.slice()), false);
  }

  override reserve(name: string, shape: readonly [number, number]): HbmArray {
    return this.#run.laid(super.reserve(name, shape), true);
  }
}
