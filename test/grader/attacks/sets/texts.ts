/** Pieces of submissions that many attacks share. */

/** Exercise 00.5, done honestly: 2 points. */
export const honestFlops = `
export function attentionFlops(T, d, causal) { return 4 * d * (causal ? (T * (T + 1)) / 2 : T * T); }
`;
export const flopsPoints = 2;

/** Exercise 07.2, done honestly: 2 points. */
export const honestBlocks = `
export function blockSizes(M, d) { const Bc = Math.ceil(M / (4 * d)); return { Br: Math.min(Bc, d), Bc }; }
`;
export const blocksPoints = 2;

/** Zeros of the right shape for 00.1 to 00.4: wrong, but right for a comparison that has been talked round. */
export const zeros = `
import { zeros as nothing } from "long-attention/tensor";
export const stableSoftmax = (x) => x.map(() => 0);
export const sdpa = (Q, K, V) => nothing([Q.shape[0], V.shape[1]]);
export const causalSdpa = sdpa;
export const mha = (Q, K, V) => nothing([Q.shape[0], Q.shape[1]]);
${honestFlops}`;

/** All four functions of 00.1 to 00.4 with this body; the arguments are in \`args\`. */
export const all = (body: string): string => `
function attack(...args) { ${body} }
export const stableSoftmax = attack, sdpa = attack, causalSdpa = attack, mha = attack;
${honestFlops}`;

/** Takes hold of Node's process wherever somebody left it. */
export const getProcess = `
const reach = (get) => { try { return get(); } catch { return undefined; } };
const proc = reach(() => process)
  ?? reach(() => globalThis.constructor.constructor("return process")())
  ?? reach(() => new Function("return this")().process)
  ?? reach(() => (0, eval)("process"));
const need = (name) => reach(() => proc.getBuiltinModule(name)) ?? reach(() => require(name))
  ?? reach(() => proc.mainModule.require(name)) ?? reach(() => proc.binding(name));
`;

/** The same, with modules that can be had by importing them. */
export const getModules = `${getProcess}
const load = async (name) => { try { return await import(name); } catch { return need(name.replace("node:", "")); } };
`;

/** Something in the arguments that no visible check of set 00 gives: the marks of a hidden input. */
export const hiddenMark = `
const mark = ["LEAK", "HIDDEN"].join("-");
const numbersOf = (args) => args.flatMap((a) => a && a.data ? [...a.data] : a && typeof a === "object" ? [...a] : [a]);
const hidden = (args) => numbersOf(args).includes(-2000) || numbersOf(args).filter((x) => x === 100).length === 2;
`;
