/**
 * The peers, each called as its own documentation would have it: transposed before the product where its kernels
 * want that, read back outside of scopes that would copy, one thread. None of them knows tiled attention as one operation but
 * ONNX Runtime; that is the point of the comparison.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onnxModel } from "./onnx-graphs.ts";

/** One problem: N tokens of d numbers, row after row. */
export interface Inputs {
  readonly N: number;
  readonly d: number;
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
}

/** One run of attention: o [N, d], or how long it took where another process computes. */
export type Run = () => ArrayLike<number> | Promise<ArrayLike<number> | { readonly cpuMs: number }>;

/** A peer and how to make it ready for a problem. */
export interface Peer {
  readonly name: string;
  readonly start: (inputs: Inputs) => Promise<Run>;
}

const require = createRequire(import.meta.url);
// Named by a variable, so that nothing asks for the peers before they are installed.
// biome-ignore lint/suspicious/noExplicitAny: the peers' types are not installed with the course
const load = (name: string): Promise<any> => import(pathToFileURL(require.resolve(name)).href);

/** The version of an installed package. */
export function versionOf(name: string): string {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  )
    try {
      return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
    } catch {
      // not here: one folder up
    }
  return "?";
}

function tensorflow(backend: "cpu" | "wasm"): Peer {
  return {
    name: `tfjs ${backend}`,
    async start({ N, d, q, k, v }) {
      const tf = require("@tensorflow/tfjs-core");
      const plugin = require(`@tensorflow/tfjs-backend-${backend}`);
      if (backend === "wasm") {
        plugin.setWasmPaths(join(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")), "/"));
        plugin.setThreadsCount?.(1);
      }
      await tf.setBackend(backend);
      await tf.ready();
      return () => {
        if (tf.getBackend() !== backend) tf.setBackend(backend); // it is there already: no waiting
        // The transpose is explicit: with transposeB its wasm kernel is several times slower.
        const o = tf.tidy(() => {
          const [Q, K, V] = [q, k, v].map((x) => tf.tensor2d(x, [N, d]));
          const S = tf.mul(tf.matMul(Q, tf.transpose(K)), 1 / Math.sqrt(d));
          return tf.matMul(tf.softmax(S), V);
        });
        const out = o.dataSync();
        o.dispose();
        return out;
      };
    },
  };
}

function onnx(kind: "web" | "node", graph: Parameters<typeof onnxModel>[0]): Peer {
  return {
    name: `onnxruntime-${kind}, ${graph}`,
    async start({ N, d, q, k, v }) {
      const ort =
        kind === "node"
          ? require("onnxruntime-node")
          : await import(
              pathToFileURL(join(dirname(require.resolve("onnxruntime-web")), "ort.node.min.mjs")).href
            );
      ort.env.logLevel = "error";
      if (kind === "web") ort.env.wasm.numThreads = 1;
      const { bytes, dims } = onnxModel(graph, N, d);
      const session = await ort.InferenceSession.create(bytes, {
        executionProviders: [kind === "web" ? "wasm" : "cpu"],
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: "sequential",
      });
      const [Q, K, V] = [q, k, v].map((x) => new ort.Tensor("float32", x, dims));
      return async () => (await session.run({ q: Q, k: K, v: V })).o.data;
    },
  };
}

const mlMatrix: Peer = {
  name: "ml-matrix",
  async start({ N, d, q, k, v }) {
    const { Matrix } = await load("ml-matrix");
    const [Q, K, V] = [q, k, v].map((x) => Matrix.from1DArray(N, d, Array.from(x)));
    return () => {
      const S = Q.mmul(K.transpose()).mul(1 / Math.sqrt(d));
      for (let i = 0; i < N; i++) {
        const row = S.getRow(i) as number[];
        const m = S.maxRow(i) as number;
        const p = row.map((x) => Math.exp(x - m));
        const l = p.reduce((a, b) => a + b, 0);
        S.setRow(
          i,
          p.map((x) => x / l),
        );
      }
      return S.mmul(V).to1DArray();
    };
  },
};

const numpyTs: Peer = {
  name: "numpy-ts",
  async start({ N, d, q, k, v }) {
    const np = await load("numpy-ts");
    const [Q, K, V] = [q, k, v].map((x) => np.array(x, "float32").reshape(N, d));
    return () => {
      // Its WASM heap is given back by hand; without that it is full after a few runs and slower code takes over.
      // biome-ignore lint/suspicious/noExplicitAny: its arrays, whose types are not installed here
      const own: any[] = [];
      // biome-ignore lint/suspicious/noExplicitAny: as above
      const kept = (x: any) => own[own.push(x) - 1];
      const S = kept(np.multiply(kept(np.matmul(Q, np.transpose(K))), 1 / Math.sqrt(d)));
      const P = kept(np.exp(kept(np.subtract(S, kept(np.max(S, 1, true))))));
      const O = kept(np.matmul(kept(np.divide(P, kept(np.sum(P, 1, true)))), V));
      const out = Float32Array.from(O.data);
      for (const x of own) x.dispose();
      return out;
    };
  },
};

const jaxJs: Peer = {
  name: "jax-js wasm",
  async start({ N, d, q, k, v }) {
    const { init, defaultDevice, jit, nn, numpy: np } = await load("@jax-js/jax");
    await init("wasm");
    defaultDevice("wasm");
    // biome-ignore lint/suspicious/noExplicitAny: its arrays, whose types are not installed here
    const attend = jit((Q: any, K: any, V: any) =>
      np.matmul(nn.softmax(np.matmul(Q, np.transpose(K)).mul(1 / Math.sqrt(d)), -1), V),
    );
    const [Q, K, V] = [q, k, v].map((x) => np.array(x).reshape([N, d]));
    return async () => (await attend(Q.ref, K.ref, V.ref).data()) as Float32Array;
  },
};

/** numpy or PyTorch in a Python of its own, on one thread, timed by that process's own clock of CPU time. */
function python(name: string): Peer {
  return {
    name: `${name}, one thread`,
    async start({ N, d, q, k, v }) {
      const server = fileURLToPath(new URL("./python-peer.py", import.meta.url));
      const one = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
      const child = spawn(process.env.PYTHON ?? "python3", [server, name, String(N), String(d)], {
        env: { ...process.env, ...one },
        stdio: ["pipe", "pipe", "ignore"],
      });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const gone = new Promise<never>((_, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
      });
      gone.catch(() => {}); // it is asked for below
      const answer = async () => {
        const { value, done } = await Promise.race([lines.next(), gone]);
        if (done) throw new Error(`${name} is not installed for ${process.env.PYTHON ?? "python3"}`);
        return JSON.parse(value as string) as { cpuMs: number };
      };
      process.once("exit", () => child.kill());
      for (const x of [q, k, v]) child.stdin.write(Buffer.from(x.buffer, x.byteOffset, x.byteLength));
      await answer();
      return () => {
        child.stdin.write("\n");
        return answer();
      };
    },
  };
}

/** All of them; those that cannot start here are named in the report. */
export const peers: readonly Peer[] = [
  tensorflow("cpu"),
  tensorflow("wasm"),
  ...(["plain", "fused", "attention"] as const).map((graph) => onnx("web", graph)),
  ...(["plain", "fused", "attention"] as const).map((graph) => onnx("node", graph)),
  mlMatrix,
  numpyTs,
  jaxJs,
  python("numpy"),
  python("torch"),
];
