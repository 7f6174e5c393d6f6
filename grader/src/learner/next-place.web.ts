/** Stands in for next-place.ts in a browser: a set is a page. */
import type { placeOfSet as inNode } from "./next-place.js";

export const placeOfSet: typeof inNode = ({ id }) => `on the page of exercise set ${id}`;
