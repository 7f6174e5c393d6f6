/**
 * How the library's times grow, and how long its two slowest answers take. Medians of several runs, after one
 * that is not counted; figures of this machine, to be looked at, not asserted.
 */
import { cpus } from "node:os";
import { graphOf, pathStats, secondEigenvalue } from "long-attention/graph";
import { chunkLength, factorBuckets, lshAttention, randomRotations } from "long-attention/lsh";
import { bigBirdPattern, sparseAttention, windowPattern } from "long-attention/sparse";
import { randn, rng } from "long-attention/tensor";

const RUNS = 5;

/** Median seconds of one call. */
function seconds(run: () => unknown): number {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1]!;
}

/** Window attention over N tokens, 64 numbers a head, 65 keys a query. */
function windowed(N: number): () => unknown {
  const random = rng(1);
  const [Q, K, V] = [randn([N, 64], random), randn([N, 64], random), randn([N, 64], random)];
  const pattern = windowPattern(N, 65);
  return () => sparseAttention(Q, K, V, pattern);
}

/** LSH attention over T tokens in two rounds: chunks of 64, so the buckets grow with T, made of factors. */
function hashed(T: number): () => unknown {
  const random = rng(2);
  const [QK, V] = [randn([T, 64], random), randn([T, 64], random)];
  const b = T / 32;
  const rotations = randomRotations(2, 64, factorBuckets(b), random);
  return () => lshAttention(QK, V, { rotations, m: chunkLength(T, b), causal: true });
}

const bigBird = (n: number) => graphOf(bigBirdPattern(n, { w: 3, g: 2, r: 3 }, rng(3)));

const write = (name: string, size: string, time: string, says: string) =>
  console.log(`${name.padEnd(34)}${size.padStart(16)}${time.padStart(22)}   ${says}`.trimEnd());
const count = (n: number) => n.toLocaleString("en-US");
const s = (t: number) => `${t.toPrecision(3)} s`;

function growth(name: string, [small, large]: readonly [number, number], make: (n: number) => () => unknown) {
  const [t1, t2] = [seconds(make(small)), seconds(make(large))];
  const exponent = Math.log(t2 / t1) / Math.log(large / small);
  write(
    name,
    `${count(small)} → ${count(large)}`,
    `${s(t1)} → ${s(t2)}`,
    `time grows as N^${exponent.toFixed(2)}`,
  );
}

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}`);
write("what", "tokens", `median of ${RUNS}`, "");
growth("window attention, c = 65", [8192, 65_536], windowed);
growth("LSH attention, factorised buckets", [2048, 16_384], hashed);
const spectral = bigBird(4096);
write("second eigenvalue of BigBird", count(4096), s(seconds(() => secondEigenvalue(spectral))), "");
const walked = bigBird(2048);
write("all shortest paths of BigBird", count(2048), s(seconds(() => pathStats(walked))), "");
