/** What a folder or an archive holds, before anything is chosen from it. */

import { NotGradable } from "./not-gradable.js";
import { mostBytes, tooLarge } from "./regular-file.js";

/** Files by their path, with "/" between folders. */
export class Entries {
  readonly files = new Map<string, Buffer>();
  /** Links and other things that are not read. */
  readonly refused: string[] = [];
  #bytes = 0;
  #count = 0;

  constructor(readonly container: string) {}

  /** Is this a file that could matter? Counts it. @throws NotGradable for too many */
  wanted(path: string): boolean {
    if (++this.#count > mostEntries)
      throw new NotGradable(`${this.container} holds more than ${mostEntries} files`, "too-large");
    const names = path.split("/");
    return (
      names.length <= deepest &&
      !names.some((name) => name.startsWith(".") || name === "node_modules" || name === "__MACOSX") &&
      (/\.ipynb$/.test(path) || (/\.ts$/.test(path) && !/\.d\.ts$/.test(path)))
    );
  }

  /** @throws NotGradable when it becomes too much */
  add(path: string, bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes > mostBytes.unpacked) throw tooLarge(this.container, this.#bytes, mostBytes.unpacked);
    this.files.set(path, bytes);
  }
}

const mostEntries = 500;
const deepest = 8;

/** @throws NotGradable for a path that leads out of the archive */
export function mustStayInside(container: string, path: string): void {
  const leaves = path.includes("\\") || path.startsWith("/") || /^[A-Za-z]:/.test(path);
  if (leaves || path.split("/").includes(".."))
    throw new NotGradable(
      `${container} holds a path that leads outside: ${JSON.stringify(path.slice(0, 60))}`,
    );
}
