/** Which files the service worker keeps, and which of them answers a request. */

/** Hexadecimal digits of a hash. */
export const HASH = 24;

/** A file's path on the site, and the beginning of its content's SHA-256. */
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

/** What was kept under a key, if it still is what the key says: a cell may write into what a browser keeps for the site. */
export async function intact(key: string, kept: Response): Promise<Response | undefined> {
  const bytes = await kept.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const { status, statusText, headers } = kept;
  return hash.slice(0, HASH) === new URL(key).search.slice(1)
    ? new Response(bytes, { status, statusText, headers })
    : undefined;
}
