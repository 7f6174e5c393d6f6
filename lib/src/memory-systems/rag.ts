import { fraction } from "../tensor/check.js";

/** Where the sum over documents stands: outside the product over tokens, or inside. */
export type RagMode = "sequence" | "token";

/**
 * The probability of an answer when documents were retrieved, the document being summed out.
 * RAG-Sequence lets one document explain the whole answer: Σ_z p(z) Π_t p(y_t | z).
 * RAG-Token lets each token choose its own: Π_t Σ_z p(z) p(y_t | z).
 * @param pz [documents], p(z | x), sums to 1
 * @param py [documents][tokens], p(y_t | x, z, y_<t): one row a document, all of one length
 * @see Lewis et al. 2020 (RAG), §2.1
 */
export function ragMarginal(
  pz: readonly number[],
  py: readonly (readonly number[])[],
  mode: RagMode,
): number {
  checkRag(pz, py);
  if (mode === "sequence") return sum(pz.map((p, z) => p * product(py[z]!)));
  if (mode === "token") return product(py[0]!.map((_, t) => sum(pz.map((p, z) => p * py[z]![t]!))));
  throw new RangeError(`ragMarginal: mode must be "sequence" or "token", not ${JSON.stringify(mode)}`);
}

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);
const product = (x: readonly number[]): number => x.reduce((a, b) => a * b, 1);

function checkRag(pz: readonly number[], py: readonly (readonly number[])[]): void {
  if (pz.length === 0) throw new RangeError("ragMarginal: pz is empty; give at least one document");
  if (py.length !== pz.length)
    throw new RangeError(
      `ragMarginal: pz has ${pz.length} documents but py has ${py.length} rows; they must agree`,
    );
  pz.forEach((p, z) => {
    fraction("ragMarginal", `pz[${z}]`, p);
    if (py[z]!.length !== py[0]!.length)
      throw new RangeError(
        `ragMarginal: py[0] has ${py[0]!.length} tokens but py[${z}] has ${py[z]!.length}; every document rates the same answer`,
      );
    for (const [t, q] of py[z]!.entries()) fraction("ragMarginal", `py[${z}][${t}]`, q);
  });
  if (Math.abs(sum(pz) - 1) > 1e-9)
    throw new RangeError(`ragMarginal: pz sums to ${sum(pz)}; probabilities over documents sum to 1`);
}
