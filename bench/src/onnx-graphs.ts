/** Attention as ONNX graphs, each way that a runtime may be fastest at: plain nodes, and its own fused operators. */
import { createRequire } from "node:module";

interface Node {
  readonly opType: string;
  readonly domain?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute?: readonly object[];
}

interface Graph {
  readonly ir: number;
  readonly opset: number;
  /** Shape of q, k, v and o. */
  readonly dims: readonly number[];
  readonly nodes: readonly Node[];
}

const INT = 2;
const INTS = 7;
const FLOAT32 = 1;

/** What can be asked for; "fused" is the contrib operator, "attention" the one of opset 23. */
export const graphs = {
  plain: (N: number, d: number): Graph => ({
    ir: 8,
    opset: 17,
    dims: [N, d],
    nodes: [
      {
        opType: "Transpose",
        input: ["k"],
        output: ["kt"],
        attribute: [{ name: "perm", type: INTS, ints: [1, 0] }],
      },
      { opType: "MatMul", input: ["q", "kt"], output: ["s"] },
      { opType: "Mul", input: ["s", "scale"], output: ["t"] },
      { opType: "Softmax", input: ["t"], output: ["p"], attribute: [{ name: "axis", type: INT, i: -1 }] },
      { opType: "MatMul", input: ["p", "v"], output: ["o"] },
    ],
  }),
  fused: (N: number, d: number): Graph => ({
    ir: 8,
    opset: 17,
    dims: [1, N, d],
    nodes: [
      {
        opType: "MultiHeadAttention",
        domain: "com.microsoft",
        input: ["q", "k", "v"],
        output: ["o"],
        attribute: [{ name: "num_heads", type: INT, i: 1 }],
      },
    ],
  }),
  attention: (N: number, d: number): Graph => ({
    ir: 10,
    opset: 23,
    dims: [1, 1, N, d],
    nodes: [{ opType: "Attention", input: ["q", "k", "v"], output: ["o"] }],
  }),
} as const;

/** A graph as the bytes of an ONNX model, and the shape of its inputs. */
export function onnxModel(name: keyof typeof graphs, N: number, d: number) {
  const { onnx } = createRequire(import.meta.url)("onnx-proto");
  const { ir, opset, dims, nodes } = graphs[name](N, d);
  const tensor = (input: string) =>
    onnx.ValueInfoProto.create({
      name: input,
      type: { tensorType: { elemType: FLOAT32, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
    });
  const model = onnx.ModelProto.create({
    irVersion: ir,
    opsetImport: [
      { domain: "", version: opset },
      { domain: "com.microsoft", version: 1 },
    ],
    graph: {
      name: "attention",
      input: ["q", "k", "v"].map(tensor),
      output: [tensor("o")],
      initializer: nodes.some(({ input }) => input.includes("scale"))
        ? [{ name: "scale", dims: [1], dataType: FLOAT32, floatData: [1 / Math.sqrt(d)] }]
        : [],
      node: nodes,
    },
  });
  return { bytes: onnx.ModelProto.encode(model).finish() as Uint8Array, dims };
}
