/** Which files the service worker keeps, and which of them answers a request. */

/** A file's path on the site, and a hash of its content. */
export type Listed = readonly [path: string, hash: string];

/** The files of one edition of the site, by the addresses that pages ask for and the keys they are kept under. */
export class Edition {
  readonly #keys: ReadonlyMap<string, string>;

  /** @param scope the folder of the site, such as https://example.org/long-attention/ */
  constructor(
    files: readonly Listed[],
    readonly scope: string,
  ) {
    this.#keys = new Map(
      files.map(([path, hash]) => [new URL(path, scope).href, new URL(`${path}?${hash}`, scope).href]),
    );
  }

  /** Where a file is kept, for the address that asks for it; nothing for what is not of this edition. */
  keyOf(address: string): string | undefined {
    const url = new URL(address);
    url.search = url.hash = "";
    return this.#keys.get(url.href.endsWith("/") ? `${url.href}index.html` : url.href);
  }

  /** Addresses and keys of all files that are not kept yet. */
  missing(kept: Iterable<string>): (readonly [address: string, key: string])[] {
    const there = new Set(kept);
    return [...this.#keys].filter(([, key]) => !there.has(key));
  }

  /** Keys of files that this edition does not have. */
  former(kept: Iterable<string>): string[] {
    const own = new Set(this.#keys.values());
    return [...kept].filter((key) => !own.has(key));
  }
}

/** The keys under which editions may have kept the file of this address. */
export const keysLike = (address: string, kept: Iterable<string>): string[] => {
  const url = new URL(address);
  return [...kept].filter((key) => key.startsWith(`${url.origin}${url.pathname}?`));
};
