/** Which module an import means, and whether whoever asks may have it. */
import type { Program } from "./compile.js";

export interface Resolver {
  /** The text of a module, by the name that `resolve` gave. */
  load(name: string): string | undefined;
  resolve(
    base: string,
    name: string,
  ):
    | { readonly name: string; readonly problem?: never }
    | { readonly name?: never; readonly problem: string };
}

/**
 * The library's files may import each other; the submission may import what its exercise set allows, and its
 * own files. Whatever is not known to be the library's counts as the submission's, such as code from eval.
 */
export function resolver({ main, files, load: { modules, allowed } }: Program): Resolver {
  const own = (name: string) => [name, `${name}.ts`, name.replace(/\.js$/, ".ts")];
  return {
    load: (name) => (Object.hasOwn(modules, name) ? modules[name] : files[name]),
    resolve(base, name) {
      if (Object.hasOwn(modules, base) && Object.hasOwn(modules, name)) return { name };
      if (allowed.includes(name) && Object.hasOwn(modules, name)) return { name };
      const file = name.startsWith("./") && own(name.slice(2)).find((path) => Object.hasOwn(files, path));
      if (file) return { name: file };
      const shown = name.slice(0, 80);
      return {
        problem: `cannot import "${shown}" here; these can be imported: ${allowed.join(", ")}${Object.keys(files).length > 1 ? `, and the submission's own files, as in "./${main}"` : ""}`,
      };
    },
  };
}
