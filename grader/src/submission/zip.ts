import type { Readable } from "node:stream";
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { type Leaf, type Listing, pathInside } from "./entries.js";
import { readable } from "./names.js";
import { NotGradable } from "./not-gradable.js";
import { allowance, tooLarge } from "./regular-file.js";

const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

/** Lists what is in a zip archive. Nothing is written anywhere. @throws NotGradable */
export async function listZip(bytes: Buffer, listing: Listing): Promise<void> {
  await unbroken(listing.container, async () => {
    for await (const leaf of leavesOf(listing.container, await fromBufferPromise(bytes, options)))
      if (listing.opens(leaf.path)) listing.add(leaf);
  });
}

/** All files of a zip archive on the disk, which stays open. @throws NotGradable */
export async function openZip(
  path: string,
  container: string,
): Promise<{ leaves: Leaf[]; close: () => void }> {
  return unbroken(container, async () => {
    const zip = await openPromise(path, options);
    const leaves: Leaf[] = [];
    for await (const leaf of leavesOf(container, zip)) leaves.push(leaf);
    return { leaves, close: () => zip.close() };
  });
}

async function* leavesOf(container: string, zip: ZipFile): AsyncGenerator<Leaf> {
  for await (const entry of zip.eachEntry()) {
    const path = pathInside(container, nameOf(entry));
    if (path === "" || path.endsWith("/")) continue;
    yield {
      path,
      size: entry.uncompressedSize,
      modified: entry.getLastModDate(),
      regular: isFile(entry),
      read: () => unbroken(container, async () => contents(await zip.openReadStreamPromise(entry), path)),
    };
  }
}

/**
 * Where an archive does not say how its names are written, UTF-8 is a better guess than its standard's code page 437.
 * Windows may have written "\\" between folders.
 */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  const told = (generalPurposeBitFlag & 0x800) !== 0 || extraFields.some(({ id }) => id === 0x7075);
  if (told && !name.includes("\ufffd")) return name;
  const bytes = Buffer.from(fileNameRaw.map((byte) => (byte === 0x5c ? 0x2f : byte)));
  const text = readable(bytes);
  return told || !text.includes("\\") ? text : name;
}

/** Unix keeps the type of a file in the upper half of its attributes; 0 says nothing, as archives from Windows do. */
function isFile({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & 0o170000;
  return type === 0 || type === 0o100000;
}

async function contents(stream: Readable, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += (chunk as Buffer).length;
    if (length > allowance(path)) throw tooLarge(path, length, allowance(path));
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function unbroken<T>(container: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotGradable) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new NotGradable(`${container} is no readable zip archive: ${why}`);
  }
}
