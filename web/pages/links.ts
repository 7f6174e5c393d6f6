/** Where addresses in notebooks lead on the site. */
import { posix } from "node:path";

/** A page's file, its folder in the repository, and its name there. */
export interface Place {
  readonly folder: "notebooks" | "exercises";
  /** Such as 07-flash-attention. */
  readonly name: string;
}

/** The file of a page: all lie in one folder, so that no address needs to climb. */
export const fileOf = ({ folder, name }: Place): string => {
  if (folder === "exercises") return `exercises-${name}.html`;
  return name === "start" ? "index.html" : `${name}.html`;
};

/** The file of a page that shows a source. @param path from the repository's root */
export const sourceFile = (path: string): string => `source-${path.replaceAll("/", "-")}.html`;

/**
 * An address on the site for one that is relative to a notebook.
 * @param sources gathers the files of the repository that pages link to, by path
 */
export function siteLink(href: string, from: Place, sources: Set<string>): string {
  if (/^([a-z]+:|#)/.test(href)) return href;
  const [path = "", part] = href.split("#");
  const target = posix.join(from.folder, path);
  const anchor = part === undefined ? "" : `#${part}`;
  const [, folder, name] = /^(notebooks|exercises)\/([\w-]+)\.ipynb$/.exec(target) ?? [];
  if (name) return fileOf({ folder: folder as Place["folder"], name }) + anchor;
  sources.add(target);
  return sourceFile(target) + anchor;
}
