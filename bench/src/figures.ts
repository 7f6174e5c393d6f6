/** Every figure that the course claims of its fast attention, with its aim and the gate below which something broke. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { attentionWork, type Backend, FastThreads, machineProbes } from "long-attention/fast";
import { inTurns, median, type Timed, timesLonger } from "./measure.ts";
import { best, decoding, hashed, matrices, ours, randomInputs, sixteenth, windowed } from "./ours.ts";
import { type Peer, peers } from "./peers.ts";

/** One line of the report. */
export interface Figure {
  readonly name: string;
  /** undefined: it could not be measured here. */
  readonly value?: number | undefined;
  readonly unit?: string;
  readonly aim?: number;
  readonly gate?: number;
  /** Whether less is better. */
  readonly less?: boolean;
}

/** How fast something ran at N tokens of 64 numbers. */
export interface Rate {
  readonly name: string;
  readonly ms: number;
  readonly flopsPerSecond: number;
}

/** What a run of the benchmark found. */
export interface Results {
  readonly figures: Figure[];
  readonly rates: Rate[];
  /** Peers that did not start here, and why. */
  readonly absent: string[];
  readonly machine: {
    readonly scalar: number;
    readonly simd: number;
    readonly fma?: number;
    readonly read: number;
  };
  /** Rungs of the ladder: rate, and FLOP for each byte that travels. */
  readonly rungs: { readonly name: Backend; readonly intensity: number; readonly flopsPerSecond: number }[];
}

const [N, d] = [2048, 64];
const ROUNDS = 9;
const WARM_UPS = 12;
const FLOPS = 4 * N * N * d;

const say = (text: string) => console.error(`… ${text}`);

export async function measureAll(): Promise<Results> {
  const inputs = randomInputs(N, d);
  const { ready, absent } = await start(peers, inputs);

  say("fast rungs, fast peers and peaks, in turns");
  const probes = machineProbes();
  const isSlow = (name: string) => /^(tfjs cpu|ml-matrix|numpy-ts)/.test(name);
  const fastPeers = Object.fromEntries(Object.entries(ready).filter(([name]) => !isSlow(name)));
  const fast: Record<string, Timed> = {
    wasm: ours(inputs, { backend: "wasm" }),
    ...(best === "wasm-fma" && { "wasm-fma": ours(inputs, { backend: "wasm-fma" }) }),
    ...fastPeers,
    "peak simd": tenTimes(probes.simd!.run),
    ...(probes.fma && { "peak fma": tenTimes(probes.fma.run) }),
    "peak scalar": probes.scalar.run,
    "peak read": probes.read!.run,
  };
  const t = await inTurns(fast, ROUNDS, WARM_UPS);

  say("slow rungs and slow peers, in turns");
  const slowPeers = Object.fromEntries(Object.entries(ready).filter(([name]) => isSlow(name)));
  const slow = await inTurns(
    {
      typed: ours(inputs, { backend: "typed" }),
      typescript: ours(inputs, { backend: "typescript" }),
      ...slowPeers,
    } as Record<string, Timed>,
    7,
    2,
  );
  say("get and set, at 512 tokens");
  const small = await inTurns({ ndarray: ours(randomInputs(512, d), { backend: "ndarray" }) }, 7, 2);

  const rate = (ms: readonly number[], flops = FLOPS) => flops / (median(ms) / 1000);
  const machine = {
    scalar: rate(t["peak scalar"]!, probes.scalar.amount),
    simd: rate(t["peak simd"]!, 10 * probes.simd!.amount),
    ...(probes.fma && { fma: rate(t["peak fma"]!, 10 * probes.fma.amount) }),
    read: rate(t["peak read"]!, probes.read!.amount),
  };
  const isPeak = (name: string) => name.startsWith("peak");
  const rates = [...Object.entries(t).filter(([name]) => !isPeak(name)), ...Object.entries(slow)].map(
    ([name, ms]) => ({ name, ms: median(ms), flopsPerSecond: rate(ms) }),
  );
  const rungs = (["typed", "typescript", "wasm", "wasm-fma"] as const).flatMap((name) => {
    const ms = t[name] ?? slow[name];
    const { flops, bytes } = attentionWork(name, N, d);
    return ms ? [{ name, intensity: flops / bytes, flopsPerSecond: rate(ms) }] : [];
  });
  const { flops, bytes } = attentionWork("ndarray", 512, d);
  const ndarray = {
    name: "ndarray" as const,
    intensity: flops / bytes,
    flopsPerSecond: rate(small.ndarray, flops),
  };

  /** How many times faster a is than b, both from one series of turns. */
  const faster = (a: string, b: string, from = t) =>
    from[a] && from[b] ? timesLonger(from[b], from[a]) : undefined;
  const web = Object.keys(t)
    .filter((name) => name.startsWith("onnxruntime-web"))
    .sort((a, b) => median(t[a]!) - median(t[b]!))[0];
  const perPeak = faster("wasm", "peak simd");
  const figures: Figure[] = [
    {
      name: `tiled TypeScript ÷ naive typed arrays, N=${N}, d=${d}`,
      value: faster("typescript", "typed", slow),
      aim: 4.5,
      gate: 3,
    },
    { name: "WASM ÷ tfjs-wasm", value: faster("wasm", "tfjs wasm"), aim: 1.5, gate: 1.2 },
    { name: "WASM relaxed FMA ÷ tfjs-wasm", value: faster("wasm-fma", "tfjs wasm"), aim: 2, gate: 1.5 },
    {
      name: "WASM relaxed FMA ÷ onnxruntime-web, best graph",
      value: web ? faster("wasm-fma", web) : undefined,
      aim: 2,
      gate: 1.5,
    },
    {
      name: "WASM relaxed FMA ÷ numpy, one thread",
      value: faster("wasm-fma", "numpy, one thread"),
      aim: 1,
      gate: 0.65,
    },
    {
      name: "WASM ÷ its mul+add peak",
      value: perPeak && (100 * perPeak * FLOPS) / (10 * probes.simd!.amount),
      unit: "%",
      aim: 85,
      gate: 70,
    },
    await sparseSpeedUp(),
    await threadSpeedUp(),
    await growth(
      "window 257, N 8K→64K exponent",
      [8192, 16_384, 32_768, 65_536],
      (n) => windowed(n, best),
      7,
      {
        aim: 1.05,
        gate: 1.1,
      },
    ),
    await growth("LSH 2K→16K exponent", [2048, 4096, 8192, 16_384], hashed, 7, { aim: 1.1, gate: 1.15 }),
    extraMemory(),
    await decodeShare(),
  ];
  return { figures, rates, absent, machine, rungs: [ndarray, ...rungs] };
}

const tenTimes = (run: () => void) => () => {
  for (let t = 0; t < 10; t++) run();
};

async function start(all: readonly Peer[], inputs: Parameters<Peer["start"]>[0]) {
  const ready: Record<string, Timed> = {};
  const absent: string[] = [];
  for (const peer of all) {
    say(`starting ${peer.name}`);
    try {
      const run = await peer.start(inputs);
      await run();
      ready[peer.name] = run;
    } catch (error) {
      absent.push(`${peer.name}: ${(error as Error).message.split("\n")[0]!.slice(0, 160)}`);
    }
  }
  return { ready, absent };
}

async function sparseSpeedUp(): Promise<Figure> {
  say("6.25 % of the tiles");
  const inputs = randomInputs(4096, d);
  const times = await inTurns(
    { full: ours(inputs, { backend: best }), sparse: ours(inputs, { backend: best, pattern: sixteenth }) },
    ROUNDS,
    4,
  );
  const value = timesLonger(times.full, times.sparse);
  return { name: "6.25 % of the tiles, N=4096: speed-up (ideal 16)", value, aim: 14, gate: 11 };
}

/** The exponent of time over length: the slope of a line through the logarithms, median over the rounds. */
async function growth(
  name: string,
  lengths: readonly number[],
  make: (n: number) => Timed,
  rounds: number,
  { aim, gate }: { aim: number; gate: number },
): Promise<Figure> {
  say(name);
  const candidates = Object.fromEntries(lengths.map((n) => [`${n} tokens`, make(n)]));
  const times = await inTurns(candidates, rounds, 2);
  const x = lengths.map(Math.log);
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const slopes = Array.from({ length: rounds }, (_, round) => {
    const y = lengths.map((n) => Math.log(times[`${n} tokens`]![round]!));
    const [mx, my] = [mean(x), mean(y)];
    return mean(x.map((a, t) => (a - mx) * (y[t]! - my))) / mean(x.map((a) => (a - mx) ** 2));
  });
  return { name, value: median(slopes), aim, gate, less: true };
}

/** By the wall's clock, because two threads share one process's CPU time. */
async function threadSpeedUp(): Promise<Figure> {
  say("two threads");
  const inputs = randomInputs(4096, d);
  const [one, two] = [await FastThreads.start(1), await FastThreads.start(2)];
  const wall = (pool: FastThreads) => async () => {
    const start = performance.now();
    await pool.attention(...matrices(inputs));
    return { cpuMs: performance.now() - start };
  };
  const times = await inTurns({ one: wall(one), two: wall(two) }, ROUNDS, 4);
  const value = two.count === 2 ? timesLonger(times.one, times.two) : undefined;
  one.stop();
  two.stop();
  return { name: "two threads ÷ one (wall time, needs two idle cores)", value, aim: 1.9 };
}

function extraMemory(): Figure {
  say("extra memory at 16,384 tokens");
  const script = fileURLToPath(new URL("./memory.ts", import.meta.url));
  const { stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, "--expose-gc", script, "16384", "64"],
    {
      encoding: "utf8",
    },
  );
  const bytes = Number(stdout);
  return {
    name: "extra memory N=16,384, output included",
    value: bytes > 0 ? bytes / 2 ** 20 : undefined,
    unit: "MB",
    aim: 32,
    gate: 64,
    less: true,
  };
}

async function decodeShare(): Promise<Figure> {
  say("decoding over 65,536 tokens");
  const { run, bytes } = decoding(65_536, d);
  const read = machineProbes(bytes).read!;
  const times = await inTurns({ decode: tenTimes(run), read: tenTimes(read.run) }, ROUNDS, WARM_UPS);
  const value = timesLonger(times.read, times.decode) * (bytes / read.amount);
  return { name: "decode, 65,536-token cache ÷ SIMD read bandwidth", value, aim: 0.75, gate: 0.5 };
}
