/** A submission's own files: which of them an import means. */

/** The submission's own file that an import means, by the ways in which editors and Node write them. */
export function ownFile(has: (path: string) => boolean, base: string, name: string): string | undefined {
  if (!/^\.\.?\//.test(name)) return undefined;
  const path = joined(base, name)?.normalize("NFC");
  return path === undefined ? undefined : spellings(path).find(has);
}

const spellings = (path: string): string[] => [
  path,
  ...[".ts", ".mts", "/index.ts"].map((end) => path + end),
  ...(/\.m?js$/.test(path) ? [path.replace(/js$/, "ts")] : []),
];

/** `./b` seen from `a/c.ts` is `a/b`; undefined for what leads out of the submission. */
function joined(base: string, name: string): string | undefined {
  const parts = base.split("/").slice(0, -1);
  for (const part of name.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** `from "./x"`, `import "./x"`, `import("./x")`. No parser: it is used where nothing of a submission may be busy. */
export const importing = /\b(?:from|import)(?:\s*\(\s*|\s*)["'](\.{1,2}\/[^"'\n]*)["']/g;

/**
 * `main` and all files that it leads to, in the order in which they are found.
 * @param text what a file holds
 */
export function filesFrom(
  main: string,
  has: (path: string) => boolean,
  text: (path: string) => string,
): string[] {
  const found = new Set([main]);
  for (const path of found) {
    if (path.endsWith(".json")) continue;
    // In a notebook's JSON the quotes of a cell are escaped.
    const source = path.endsWith(".ipynb") ? text(path).replaceAll('\\"', '"') : text(path);
    for (const [, name] of source.matchAll(importing)) {
      const file = ownFile(has, path, name!);
      if (file !== undefined) found.add(file);
    }
  }
  return [...found];
}

/** What can lie beside a solution and be imported. */
export const isImportable = (path: string): boolean =>
  /\.(m?ts|json)$/i.test(path) && !/\.d\.m?ts$/.test(path);
