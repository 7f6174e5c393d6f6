/** A recorded kernel as a prop: what a page needs to replay it, with tiles that are the same written once. */
import type { Finding, KernelTrace, Phase, TraceConfig } from "long-attention/flash";
import { base64 } from "long-attention/ink";

const phases: readonly Phase[] = ["loadKV", "loadQ", "score", "softmax", "update", "write"];
const names = ["K", "V", "Q", "O", "l", "m", "S"] as const;

/** Phase, i, j, reads, writes, both so far, SRAM, then the index of each tile on chip by `names`, −1 where there is none. */
type Row = readonly number[];

/** JSON throughout, with few quotation marks: a page has to escape them. */
export interface Recording {
  readonly config: TraceConfig;
  readonly findings: readonly Finding[];
  /** What the kernel was run on, in words. */
  readonly about: string;
  /** The tiles that hold Q, K, V and O whole. */
  readonly whole: readonly [Q: number, K: number, V: number, O: number];
  readonly totals: Pick<KernelTrace, "accesses" | "standardAccesses" | "sramElements" | "peak">;
  readonly steps: readonly Row[];
  readonly tiles: readonly string[];
}

/** What a kernel's run shows in the figure. */
export type Recorded = Omit<KernelTrace, "L" | "stopped" | "scores"> & {
  readonly findings: readonly Finding[];
};

/** The prop of a recorded kernel. */
export function pack(trace: KernelTrace, findings: readonly Finding[], about: string): Recording {
  const known = new Map<string, number>();
  const tile = (data: Float64Array | undefined): number => {
    if (!data) return -1;
    const text = written(data);
    if (!known.has(text)) known.set(text, known.size);
    return known.get(text)!;
  };
  const { config, inputs, O, accesses, standardAccesses, sramElements, peak } = trace;
  return {
    config,
    findings,
    about,
    whole: [tile(inputs.Q.data), tile(inputs.K.data), tile(inputs.V.data), tile(O)],
    totals: { accesses, standardAccesses, sramElements, peak },
    steps: trace.steps.map(({ phase, i, j, reads, writes, readsSoFar, writesSoFar, sram, chip }) => [
      ...[phases.indexOf(phase), i, j, reads, writes, readsSoFar, writesSoFar, sram],
      ...names.map((name) => tile(chip[name])),
    ]),
    tiles: [...known.keys()],
  };
}

/** The run of such a prop. */
export function unpack({ config, findings, whole, totals, steps, ...rest }: Recording): Recorded {
  const tiles = rest.tiles.map(read);
  const [Q, K, V, O] = whole.map((k) => tiles[k]!) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const input = (name: string, data: Float64Array) => ({ name, rows: config.N, cols: config.d, data });
  return {
    config,
    findings,
    ...totals,
    inputs: { Q: input("Q", Q), K: input("K", K), V: input("V", V) },
    O,
    loads: [], // what is to be said of them stands in the findings
    steps: steps.map((row) => {
      const [phase, i, j, reads, writes, readsSoFar, writesSoFar, sram, ...chip] = row as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        ...number[],
      ];
      const onChip = names.flatMap((name, k) => (chip[k]! < 0 ? [] : [[name, tiles[chip[k]!]!] as const]));
      const numbers = { i, j, reads, writes, readsSoFar, writesSoFar, sram };
      return { phase: phases[phase]!, ...numbers, chip: Object.fromEntries(onChip) };
    }),
  };
}

/** Numbers as the upper three bytes of their 32-bit floats, in base64: four digits and more, in four letters. */
function written(data: Float64Array): string {
  const bytes = new Uint8Array(3 * data.length);
  const four = new DataView(new ArrayBuffer(4));
  data.forEach((x, k) => {
    four.setFloat32(0, x);
    bytes.set(new Uint8Array(four.buffer, 0, 3), 3 * k);
  });
  return base64(bytes);
}

function read(text: string): Float64Array {
  const letters = atob(text);
  const four = new DataView(new ArrayBuffer(4));
  return Float64Array.from({ length: letters.length / 3 }, (_, k) => {
    for (let b = 0; b < 3; b++) four.setUint8(b, letters.charCodeAt(3 * k + b));
    return four.getFloat32(0);
  });
}
