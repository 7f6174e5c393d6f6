/** Which file of a submission holds the solutions of a set. */
import { NotGradable } from "./not-gradable.js";

/**
 * @param paths files that could be meant
 * @param setName such as "07-flash-attention"
 * @throws NotGradable when none is, or several could be
 */
export function chooseMain(
  container: string,
  paths: readonly string[],
  setName: string,
  refused: readonly string[] = [],
): string {
  const id = setName.slice(0, 2);
  for (const fits of [
    (path: string) => nameOf(path) === `${setName}.ts`,
    (path: string) => nameOf(path) === `${setName}.ipynb`,
    (path: string) => nameOf(path).startsWith(id),
    () => true,
  ]) {
    const found = shallowest(paths.filter(fits));
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw new NotGradable(
        `${container} holds several files that could be meant (${shown(found)}); name one ${setName}.ts`,
        "several-candidates",
      );
  }
  const link = refused[0];
  if (link !== undefined)
    throw new NotGradable(`${container}: ${link} is no regular file; hand in the file itself`);
  throw new NotGradable(`${container} holds no ${setName}.ts and no ${setName}.ipynb`, "empty");
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

function shallowest(paths: readonly string[]): string[] {
  const depth = (path: string) => path.split("/").length;
  const least = Math.min(...paths.map(depth));
  return paths.filter((path) => depth(path) === least);
}

const shown = (names: readonly string[]) => `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
