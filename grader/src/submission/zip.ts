import { basename } from "node:path";
import type { Readable } from "node:stream";
import { type Entry, fromBufferPromise } from "yauzl";
import { Entries, mustStayInside } from "./entries.js";
import { NotGradable } from "./not-gradable.js";
import { allowance, readRegular, tooLarge } from "./regular-file.js";

/** The code in a zip archive. Nothing is written anywhere. @throws NotGradable */
export async function readZip(path: string): Promise<Entries> {
  const container = basename(path);
  const entries = new Entries(container);
  const bytes = readRegular(path);
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    for await (const entry of zip.eachEntry()) {
      mustStayInside(container, entry.fileName);
      if (entry.fileName.endsWith("/") || !entries.wanted(entry.fileName)) continue;
      if (isFile(entry))
        entries.add(entry.fileName, await contents(await zip.openReadStreamPromise(entry), entry));
      else entries.refused.push(entry.fileName);
    }
  } catch (error) {
    if (error instanceof NotGradable) throw error;
    throw new NotGradable(`${container} is no readable zip archive: ${messageOf(error)}`);
  }
  return entries;
}

/** Unix keeps the type of a file in the upper half of its attributes; 0 says nothing, as archives from Windows do. */
function isFile({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & 0o170000;
  return type === 0 || type === 0o100000;
}

async function contents(stream: Readable, { fileName, uncompressedSize }: Entry): Promise<Buffer> {
  const most = allowance(fileName);
  if (uncompressedSize > most) throw tooLarge(fileName, uncompressedSize, most);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
