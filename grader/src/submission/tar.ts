import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { type Listing, pathInside } from "./entries.js";
import { NotGradable } from "./not-gradable.js";
import { allowance, mostBytes, tooLarge } from "./regular-file.js";

/** Lists what is in a .tar.gz archive. Nothing is written anywhere. @throws NotGradable */
export async function listTarGz(bytes: Buffer, listing: Listing): Promise<void> {
  const { container } = listing;
  const unzipped = createGunzip();
  const unpack = extract();
  let [seen, bytesKept] = [0, 0];
  unzipped.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > mostBytes.passed) unzipped.destroy(tooLarge(container, seen, mostBytes.passed));
  });
  unzipped.on("error", (error) => unpack.destroy(error));
  Readable.from([bytes]).pipe(unzipped).pipe(unpack);
  try {
    for await (const entry of unpack) {
      const { name, type, size = 0, mtime } = (entry as unknown as { header: Header }).header;
      const path = pathInside(container, name.replaceAll("\\", "/"));
      if (type === "directory" || path === "" || !listing.opens(path)) entry.resume();
      else {
        const regular = type === "file" || type === "contiguous-file";
        const kept = regular && size <= allowance(path) ? await contents(entry) : undefined;
        bytesKept += kept?.length ?? 0;
        if (bytesKept > mostBytes.archive) throw tooLarge(container, bytesKept, mostBytes.archive);
        if (!kept) entry.resume();
        const read = () => Promise.resolve(kept ?? Buffer.alloc(0));
        listing.add({ path, size, modified: mtime ?? new Date(0), regular, read });
      }
    }
  } catch (error) {
    if (error instanceof NotGradable) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    const what = code?.startsWith("Z_") ? "gzip file" : "tar archive";
    throw new NotGradable(`${container} is no readable ${what}: ${message}`);
  }
}

async function contents(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
