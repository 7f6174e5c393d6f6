/** Where a set of exercises is; in a bundle for a browser, next-place.web.ts stands in for this file. */
import type { ExerciseSet } from "../engine/index.js";

/** In Markdown, such as "in `exercises/08-kv-cache.ipynb`". */
export const placeOfSet = ({ name }: ExerciseSet, where: "cell" | "terminal"): string =>
  `in \`exercises/${name}.${where === "cell" ? "ipynb" : "ts"}\``;
