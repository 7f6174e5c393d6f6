/** The small floors of the library in one file: a page waits for one answer, not for ten. */
export * as attention from "long-attention/attention";
export * as flash from "long-attention/flash";
export * as gpu from "long-attention/gpu";
export * as graph from "long-attention/graph";
export * as kv from "long-attention/kv";
export * as lsh from "long-attention/lsh";
export * as memorySystems from "long-attention/memory-systems";
export * as notebook from "long-attention/notebook";
export * as sparse from "long-attention/sparse";
export * as tensor from "long-attention/tensor";
