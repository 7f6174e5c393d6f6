/** Sizes of a Λ mask that several exercises draw. */
import fc from "fast-check";
import { whole } from "../inputs.js";

/** T tokens, g first keys, L newest keys. */
export type Sizes = [T: number, g: number, L: number];

/** The mask of the notebook's pictures. */
export const notebook: Sizes = [12, 2, 4];

/** Any sizes, many of which leave out keys and many of which do not. */
export const sizes = (mostT: number): fc.Arbitrary<Sizes> =>
  fc.tuple(whole(1, mostT), whole(0, Math.ceil(mostT / 3)), whole(1, Math.ceil(mostT / 2)));

/** Texts too short for the mask to leave anything out. */
export const short: fc.Arbitrary<Sizes> = fc
  .tuple(whole(0, 6), whole(1, 6))
  .chain(([g, L]) => fc.tuple(whole(1, g + L), fc.constant(g), fc.constant(L)));
