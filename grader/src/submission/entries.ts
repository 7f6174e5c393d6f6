/** What a folder or an archive holds, before anything is read or chosen. */
import { isSkipped, kindOf } from "./names.js";
import { NotGradable } from "./not-gradable.js";
import { allowance, mostBytes, tooLarge } from "./regular-file.js";
import { textOf } from "./text.js";

/** One file that could matter. */
export interface Leaf {
  /** With "/" between folders. */
  readonly path: string;
  /** Bytes, as its folder or archive says. */
  readonly size: number;
  readonly modified: Date;
  /** No link, no pipe, no device. */
  readonly regular: boolean;
  /** @throws NotGradable */
  read(): Promise<Buffer>;
}

/** What lists files is asked which to look at, and hands these over. */
export interface Listing {
  /** Whose files they are, for messages. */
  readonly container: string;
  /** Counts a folder or file, and says whether to look at it. @throws NotGradable for too many */
  opens(path: string, folder?: boolean): boolean;
  add(leaf: Leaf): void;
  /** A folder could not be opened. */
  miss(): void;
}

export class Entries implements Listing {
  readonly #leaves = new Map<string, Leaf>();
  readonly #read = new Map<Leaf, Buffer>();
  #bytes = 0;
  #count = 0;
  #missed = false;

  constructor(readonly container: string) {}

  /** Files in the order of their paths. */
  get leaves(): Leaf[] {
    return [...this.#leaves.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Some folders were not opened. */
  get missed(): boolean {
    return this.#missed;
  }

  miss(): void {
    this.#missed = true;
  }

  /** Names of some files that cannot be work. */
  readonly strange: string[] = [];

  opens(path: string, folder = false): boolean {
    if (++this.#count > mostEntries)
      throw new NotGradable(`${this.container} holds more than ${mostEntries} files`, "too-large");
    const names = path.split("/");
    const folders = folder ? names : names.slice(0, -1);
    if (folders.some(isSkipped)) return false;
    if (folders.length > deepest) {
      this.miss();
      return false;
    }
    if (folder) return true;
    if (names.at(-1)!.startsWith(".")) return false;
    if (kindOf(path) !== undefined) return true;
    if (this.strange.length < 2) this.strange.push(path);
    return false;
  }

  /** The same for what is in an archive at this path. */
  under(path: string): Listing {
    return {
      container: path,
      opens: (inside, folder) => this.opens(`${path}/${inside}`, folder),
      add: (leaf) => this.add({ ...leaf, path: `${path}/${leaf.path}` }),
      miss: () => this.miss(),
    };
  }

  /** Of several with one path the last one counts. */
  add(leaf: Leaf): void {
    this.#leaves.set(leaf.path, leaf);
  }

  /** @throws NotGradable when there is no such file, when it is no text, or too large */
  async text(path: string): Promise<string> {
    const leaf = this.#leaves.get(path);
    if (!leaf) throw new NotGradable(`${this.container} holds no ${path}`);
    return textOf(path, await this.read(leaf));
  }

  /** @throws NotGradable when this, or all that was read, is too much */
  async read(leaf: Leaf): Promise<Buffer> {
    const known = this.#read.get(leaf);
    if (known) return known;
    if (!leaf.regular) throw new NotGradable(`${leaf.path} is no regular file; hand in the file itself`);
    const most = allowance(leaf.path);
    if (leaf.size > most) throw tooLarge(leaf.path, leaf.size, most);
    const bytes = await leaf.read();
    if (bytes.length > most) throw tooLarge(leaf.path, bytes.length, most);
    this.#bytes += kindOf(leaf.path) === "archive" ? 0 : bytes.length;
    if (this.#bytes > mostBytes.unpacked) throw tooLarge(this.container, this.#bytes, mostBytes.unpacked);
    this.#read.set(leaf, bytes);
    return bytes;
  }
}

/** A copy of the course has some thousand files. */
export const mostEntries = 20_000;
const deepest = 32;

/**
 * A path in an archive, without what says nothing: "./a//b" is a/b. A folder keeps the "/" at its end.
 * @throws NotGradable for a path that leads out of the archive
 */
export function pathInside(container: string, path: string): string {
  const names = path.split("/");
  const inside = names.filter((name, i) => name !== "." && (name !== "" || i === names.length - 1)).join("/");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(inside) || names.includes(".."))
    throw new NotGradable(
      `${container} holds a path that leads outside: ${JSON.stringify(path.slice(0, 60))}`,
    );
  return inside;
}
