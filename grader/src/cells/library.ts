/** What code may import, as data: it travels into the sandbox. */

export interface Library {
  /** Source texts of what may be imported, and of what those import. */
  readonly modules: Readonly<Record<string, string>>;
  /** The modules that a submission itself may import, with the names that each exports. */
  readonly allowed: Readonly<Record<string, readonly string[]>>;
  /** By the exercise's function: names of the library that are its answer, and are kept from it alone. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

/** Modules whose values only show something: where nobody looks, they do nothing. */
export const isForShow = (name: string): boolean =>
  /^(@long-attention\/(grader|figures)|long-attention\/(notebook|plots|ink))(\/|$)/.test(name) ||
  name === "tslab";

/** The sentence about an import that is refused. */
export const cannotImport = (name: string, { allowed }: Pick<Library, "allowed">): string =>
  `cannot import "${name.slice(0, 80)}" here; these can be imported: ${Object.keys(allowed).join(", ")}, and files beside this one`;

/** The sentence about a name that a module does not have. */
export const noExport = (name: string, module: string): string => `"${module}" exports no ${name} here`;
