/** The exercise sets as they are handed out: a page puts answers into them and saves them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/start/setup.mjs";

/** By their paths on the site, such as exercises/07-flash-attention.ipynb. */
export function downloads(): [string, string][] {
  const names = readdirSync(join(ROOT, "exercises")).filter((name) => /^\d\d-.+\.(ts|ipynb)$/.test(name));
  return names
    .sort()
    .map((name) => [`exercises/${name}`, readFileSync(join(ROOT, "exercises", name), "utf8")]);
}
