/** The simulated memory of 07.3 and 07.4: faking its counters, forging tiles, keeping data outside SRAM. */
import { family, type Plan, ts } from "../plan.js";
import { blocksPoints, honestBlocks } from "../texts.js";

/** Both passes with this body; 07.2 is honest. */
const both = (id: string, tries: string, must: string, body: string, more: Partial<Plan> = {}): Plan => ({
  id,
  tries,
  set: "07",
  files: () =>
    ts(`${honestBlocks}
export function flashForward(mem, Br, Bc) {
${body}
}
export const flash2Forward = flashForward;`),
  honest: blocksPoints,
  must,
  ...more,
});

const noPoints = "neither pass earns points";

/** Attention in plain numbers: what a solution may not do with what lies in HBM. */
const plain = `
function plainAttention(Q, K, V, N, M, d, dv) {
  const O = [], L = [];
  for (let i = 0; i < N; i++) {
    const s = Array.from({ length: M }, (_, j) => { let x = 0; for (let k = 0; k < d; k++) x += Q(i, k) * K(j, k); return x / Math.sqrt(d); });
    const m = Math.max(...s), e = s.map((x) => Math.exp(x - m)), l = e.reduce((a, b) => a + b, 0);
    for (let k = 0; k < dv; k++) O.push(e.reduce((sum, p, j) => sum + p * V(j, k), 0) / l);
    L.push(m + Math.log(l));
  }
  return { O, L };
}`;

/** Moves as many elements as Algorithm 1 (and as FlashAttention-2) without computing anything. */
const dummyTraffic = `
function moves(mem, Br, Bc, one) {
  const N = mem.Q.rows, M = mem.K.rows;
  const touch = (A, from, to) => mem.free(mem.load(A, from, to));
  const write = (A, from, to) => { const t = mem.tile(to - from, A.cols); mem.store(t, A, from, to); mem.free(t); };
  const rows = (n, B, f) => { for (let i = 0; i < n; i += B) f(i, Math.min(i + B, n)); };
  if (one) rows(M, Bc, (j, jEnd) => { touch(mem.K, j, jEnd); touch(mem.V, j, jEnd); rows(N, Br, (i, iEnd) => { for (const A of [mem.Q, mem.O, mem.l, mem.m]) touch(A, i, iEnd); for (const A of [mem.O, mem.l, mem.m]) write(A, i, iEnd); }); });
  else rows(N, Br, (i, iEnd) => { touch(mem.Q, i, iEnd); rows(M, Bc, (j, jEnd) => { touch(mem.K, j, jEnd); touch(mem.V, j, jEnd); }); write(mem.O, i, iEnd); write(mem.L, i, iEnd); });
}`;

export const device = family("device", [
  both(
    "counters",
    "sets the counters to what the closed form says",
    noPoints,
    `
  const [N, d] = [mem.Q.rows, mem.Q.cols], Tc = Math.ceil(N / Bc);
  const counts = { reads: 2 * N * d + Tc * (2 * N * d + 2 * N), writes: Tc * (N * d + 2 * N), peak: 1, peakElements: 1 };
  for (const place of [mem, mem.counters, mem.device, mem.Q, Object.getPrototypeOf(mem)]) { if (place) for (const [name, n] of Object.entries(counts)) { try { place[name] = n; } catch {} try { Object.defineProperty(place, name, { get: () => n }); } catch {} } }
  for (const name of ["load", "store", "observe", "describe"]) { try { mem[name] = () => ({ rows: 1, cols: 1 }); } catch {} }
  try { mem.O.data.set(mem.V.data.subarray(0, mem.O.data.length)); } catch {}`,
  ),
  both(
    "open-data",
    "computes on the numbers of arrays and tiles directly, past all counters",
    noPoints,
    `
  const read = (A) => { const data = A.data ?? A.numbers ?? A.values ?? mem.load(A, 0, 1).data; return (i, k) => data[i * A.cols + k]; };
  const { O } = plainAttention(read(mem.Q), read(mem.K), read(mem.V), mem.Q.rows, mem.K.rows, mem.Q.cols, mem.V.cols);
  mem.O.data.set(O);
  if (mem.counters) { const [N, d] = [mem.Q.rows, mem.Q.cols], Tc = Math.ceil(N / Bc); mem.counters.reads = 2 * N * d + Tc * (2 * N * d + 2 * N); mem.counters.writes = Tc * (N * d + 2 * N); }
}
${plain}
export function unused() {`,
  ),
  both(
    "whole-matrix",
    "loads everything at once, as if SRAM had room",
    noPoints,
    `
  try { mem.sramElements = 1e9; } catch {}
  const [Q, K, V] = [mem.load(mem.Q, 0, mem.Q.rows), mem.load(mem.K, 0, mem.K.rows), mem.load(mem.V, 0, mem.V.rows)];
  const S = mem.matmulT(Q, K, 1 / Math.sqrt(mem.Q.cols));
  mem.exp(mem.sub(S, mem.rowMax(S)));
  const O = mem.div(mem.matmul(S, V), mem.rowSum(S));
  mem.store(O, mem.O, 0, mem.O.rows);
  try { Object.assign(mem.counters, { reads: 0, writes: 0 }); } catch {}`,
    { honest: blocksPoints + 2, must: "it does not fit into SRAM, except where one block is all" },
  ),
  both(
    "forged-tiles",
    "makes tiles up: numbers that others might have, and shapes that they do not have",
    noPoints,
    `
  for (const id of [1, 0, -1, 1.5, "1", NaN, Infinity, null, [1], { valueOf: () => 1 }, "__proto__", "constructor"]) {
    const tile = { id, rows: mem.O.rows, cols: mem.O.cols, name: "O", data: new Float64Array(mem.O.rows * mem.O.cols) };
    for (const f of [() => mem.store(tile, mem.O, 0, mem.O.rows), () => mem.add(tile, tile), () => mem.matmul(tile, tile), () => mem.free(tile), () => mem.copy(tile)]) { try { f(); } catch {} }
  }`,
  ),
  both(
    "freed-tiles",
    "goes on using tiles whose room it gave back",
    noPoints,
    `
  const [N, M] = [mem.Q.rows, mem.K.rows];
  const kept = (A) => { const t = mem.load(A, 0, A.rows); mem.free(t); return t; };
  const [Q, K, V] = [kept(mem.Q), kept(mem.K), kept(mem.V)];
  const S = mem.matmulT(Q, K, 1 / Math.sqrt(mem.Q.cols)); mem.free(S);
  const P = mem.exp(mem.sub(S, mem.rowMax(S)));
  mem.store(mem.div(mem.matmul(P, V), mem.rowSum(P)), mem.O, 0, N);`,
  ),
  both(
    "map-get",
    "takes over Map, in which the glue keeps the numbers of its tiles, and hands them out again",
    noPoints,
    `
  const get = Map.prototype.get; const ids = []; Map.prototype.get = function (k) { const id = get.call(this, k); if (id !== undefined) ids.push(id); return id ?? ids[0] ?? 1; };
  const set = Map.prototype.set; Map.prototype.set = function (k, v) { return set.call(this, k, 1); };
  const t = mem.load(mem.Q, 0, 1); mem.free(t);
  const O = mem.tile(1, mem.O.cols);
  for (let i = 0; i < mem.O.rows; i++) mem.store(O, mem.O, i, i + 1);`,
  ),
  both(
    "cheap-ranges",
    "loads rows that count as none: fractions, negative, reversed, texts, lists",
    noPoints,
    `
  const ranges = [[0.5, 1.5], [-1, 1], [1, 0], [0, 0], ["0", "1"], [[0], [1]], [NaN, 1], [0, Infinity], [0, 1e-9], [null, 1], [{ valueOf: () => 0 }, 1], [2 ** 32, 2 ** 32 + 1]];
  for (const [from, to] of ranges) for (const A of [mem.Q, mem.K, mem.V]) { try { const t = mem.load(A, from, to); mem.store(t, mem.O, from, to); mem.free(t); } catch {} }`,
  ),
  both(
    "write-the-inputs",
    "writes zeros over Q, K and V, so that the right output is zero",
    noPoints,
    `
  for (const name of ["Q", "K", "V"]) for (const A of [mem[name], { name }, { name: [name] }, { name: { toString: () => name } }, name, { name: name + "\\u0000" }]) {
    try { mem.fill(A, 0); } catch {}
    try { const t = mem.tile(mem[name].rows, mem[name].cols); mem.store(t, A, 0, mem[name].rows); mem.free(t); } catch {}
    try { mem[name].data.fill(0); } catch {}
  }
  mem.fill(mem.O, 0); mem.fill(mem.L, Math.log(mem.K.rows));`,
  ),
  both(
    "strange-arrays",
    "names arrays that should not be there",
    noPoints,
    `
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "device", "sram", "S", "", null, undefined, 0]) for (const f of [() => mem.load({ name }, 0, 1), () => mem.fill({ name }, 0), () => mem.store(mem.tile(1, 1), { name, rows: 1, cols: 1 }, 0, 1)]) { try { f(); } catch {} }`,
  ),
  both(
    "fill-for-free",
    "writes its output with fill, which is counted apart",
    noPoints,
    `
  mem.fill(mem.O, 0.5); mem.fill(mem.L, 1); mem.fill(mem.O, mem.V); mem.fill(mem.O, [1, 2, 3]); mem.fill(mem.O, "0");`,
  ),
  both(
    "reopen-the-port",
    "opens the device a second time through the glue's own list methods",
    noPoints,
    `
  const map = Array.prototype.map; const opened = [];
  Array.prototype.map = function (f, ...rest) { for (const kind of ["device", "function"]) for (const id of [0, 1]) { try { opened.push(f({ $: "port", kind, id })); } catch {} } return map.call(this, f, ...rest); };
  try { mem.tile(1, 1); mem.free(mem.tile(1, 1)); JSON.parse("[1]"); } finally { Array.prototype.map = map; }
  for (const port of opened) for (const f of [() => port("observe"), () => port("stored", {}), () => port.fill(port.O, 0), () => port.load(port.Q, 0, 1)]) { try { f(); } catch {} }`,
  ),
  both(
    "secret-methods",
    "calls methods of the device that only the grader should call",
    noPoints,
    `
  const hook = Object.prototype; const words = ["observe", "describe", "array", "keep", "stored", "device", "constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"];
  for (const word of words) { for (const f of [() => mem[word](), () => mem.load.call({ name: word }, word, 0, 1)]) { try { const got = f(); if (got && typeof got === "object") { for (const name of ["reads", "writes"]) got[name] = 0; } } catch {} }
  }`,
  ),
  {
    id: "answers-from-fixtures",
    tries:
      "computes the worked examples outside SRAM, from the fixtures that the library hands out, and mixes rows of V until they are the output",
    set: "07",
    files: () =>
      ts(`import { walkTensors } from "long-attention/tensor";
${honestBlocks}
${plain}
/** Weights of the first rows of V that add up to a row. */
function mix(V, n, row) {
  const A = Array.from({ length: n }, (_, k) => [...Array.from({ length: n }, (_, r) => V.get(r, k)), row[k]]);
  for (let p = 0; p < n; p++) {
    const best = A.slice(p).reduce((b, r, i) => (Math.abs(r[p]) > Math.abs(A[b][p]) ? p + i : b), p);
    [A[p], A[best]] = [A[best], A[p]];
    for (let r = 0; r < n; r++) if (r !== p) { const f = A[r][p] / A[p][p]; for (let c = p; c <= n; c++) A[r][c] -= f * A[p][c]; }
  }
  return A.map((r, p) => r[n] / r[p]);
}
export function flashForward(mem, Br, Bc) {
  const [N, d, dv] = [mem.Q.rows, mem.Q.cols, mem.V.cols];
  const { Q, K, V } = walkTensors(N, d);
  const { O } = plainAttention((i, k) => Q.get(i, k), (j, k) => K.get(j, k), (j, k) => V.get(j, k), N, N, d, dv);
  for (let i = 0; i < N; i++) {
    const row = mem.tile(1, dv);
    mix(V, dv, O.slice(i * dv, (i + 1) * dv)).forEach((w, r) => {
      const [v, x] = [mem.load(mem.V, r, r + 1), mem.tile(1, 1, w)];
      mem.add(row, mem.mul(v, x));
      mem.free(v, x);
    });
    mem.store(row, mem.O, i, i + 1);
    mem.free(row);
  }
}`),
    honest: blocksPoints + 2,
    must: "knowing the worked example by heart earns its own check; the inputs of hidden checks are not public",
  },
  {
    id: "padded-traffic",
    tries:
      "computes in the cheaper order of FlashAttention-2, and moves elements to and fro until the counters say Algorithm 1",
    set: "07",
    files: () =>
      ts(`${honestBlocks}
export function flashForward(mem, Br, Bc) {
  const scale = 1 / Math.sqrt(mem.Q.cols), N = mem.Q.rows, M = mem.K.rows;
  let [reads, writes] = [0, 0];
  const load = (A, from, to) => { reads += (to - from) * A.cols; return mem.load(A, from, to); };
  const store = (t, A, from, to) => { writes += (to - from) * A.cols; mem.store(t, A, from, to); };
  for (let i = 0; i < N; i += Br) {
    const iEnd = Math.min(i + Br, N), Qi = load(mem.Q, i, iEnd), Oi = mem.tile(iEnd - i, mem.V.cols), li = mem.tile(iEnd - i, 1), mi = mem.tile(iEnd - i, 1, -Infinity);
    for (let j = 0; j < M; j += Bc) {
      const jEnd = Math.min(j + Bc, M), Kj = load(mem.K, j, jEnd), Vj = load(mem.V, j, jEnd), S = mem.matmulT(Qi, Kj, scale), mT = mem.rowMax(S), old = mem.copy(mi);
      mem.max(mi, mT);
      const shrink = mem.exp(mem.sub(old, mi)), P = mem.exp(mem.sub(S, mi)), lT = mem.rowSum(P);
      mem.add(mem.mul(li, shrink), lT);
      const PV = mem.matmul(P, Vj);
      mem.add(mem.mul(Oi, shrink), PV);
      mem.free(Kj, Vj, S, mT, old, lT, PV);
    }
    mem.div(Oi, li); store(Oi, mem.O, i, iEnd); mem.free(Qi, Oi, li, mi);
  }
  const Tc = Math.ceil(M / Bc), d = mem.Q.cols, want = { reads: 2 * N * d + Tc * (2 * N * d + 2 * N), writes: Tc * (N * d + 2 * N) };
  while (reads < want.reads) mem.free(load(reads + d <= want.reads ? mem.Q : mem.l, 0, 1));
  const t = mem.tile(1, 1);
  while (writes < want.writes) store(t, mem.l, 0, 1);
}`),
    honest: blocksPoints + 6,
    must: "the output is right, which is worth six of eight points, but it is not Algorithm 1's traffic",
  },
  {
    id: "two-faces",
    tries: "computes nothing, but moves elements as the algorithm would where only the traffic is checked",
    set: "07",
    files: () =>
      ts(`${honestBlocks}
export function flashForward(mem, Br, Bc) { moves(mem, Br, Bc, true); }
export function flash2Forward(mem, Br, Bc) { moves(mem, Br, Bc, false); }
${dummyTraffic}`),
    honest: blocksPoints,
    must: "traffic without a right output earns nothing",
  },
]);
