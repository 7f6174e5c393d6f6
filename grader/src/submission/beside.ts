/** The files that come along with the one that is graded: those that it imports, and that they import. */
import { importing, ownFile } from "../cells/files.js";

/**
 * @param files by their paths, with "/" between folders
 * @param codeOf undefined for a file that cannot be read, which then does not come along
 * @returns the paths of `main` and of all it leads to, in their order
 */
export async function withImports(
  main: string,
  files: readonly string[],
  codeOf: (path: string) => Promise<string | undefined>,
): Promise<string[]> {
  const byName = new Map(files.map((path) => [path.normalize("NFC"), path]));
  const found = new Set([main]);
  for (const path of found) {
    const code = await codeOf(path);
    if (code === undefined && path !== main) found.delete(path);
    for (const [, name] of (code ?? "").matchAll(importing)) {
      const file = ownFile((one) => byName.has(one), path.normalize("NFC"), name!);
      if (file !== undefined) found.add(byName.get(file)!);
    }
  }
  return [...found].sort();
}

/** Paths from the folder that holds all of them. */
export function fromCommonFolder(paths: readonly string[]): Map<string, string> {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  let shared = 0;
  while (folders.every((names) => names[shared] !== undefined && names[shared] === folders[0]![shared]))
    shared++;
  return new Map(paths.map((path) => [path, path.split("/").slice(shared).join("/")]));
}
