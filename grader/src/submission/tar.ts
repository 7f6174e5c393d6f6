import { basename } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { Entries, mustStayInside } from "./entries.js";
import { NotGradable } from "./not-gradable.js";
import { allowance, mostBytes, readRegular, tooLarge } from "./regular-file.js";

/** The code in a .tar.gz archive. Nothing is written anywhere. @throws NotGradable */
export async function readTarGz(path: string): Promise<Entries> {
  const container = basename(path);
  const entries = new Entries(container);
  const bytes = unzipped(container, readRegular(path));
  try {
    const unpack = extract();
    Readable.from([bytes]).pipe(unpack);
    for await (const entry of unpack) {
      const { name, type, size = 0 } = (entry as unknown as { header: Header }).header;
      const file = name.replace(/^(\.\/)+/, "");
      mustStayInside(container, file);
      const isFile = type === "file" || type === "contiguous-file";
      if (type === "directory" || !entries.wanted(file)) entry.resume();
      else if (!isFile) {
        entries.refused.push(file);
        entry.resume();
      } else {
        if (size > allowance(file)) throw tooLarge(file, size, allowance(file));
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        entries.add(file, Buffer.concat(chunks));
      }
    }
  } catch (error) {
    if (error instanceof NotGradable) throw error;
    throw new NotGradable(`${container} is no readable tar archive: ${(error as Error).message}`);
  }
  return entries;
}

function unzipped(container: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes.unpacked });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new NotGradable(
        `${container} is too large: more than ${mostBytes.unpacked} bytes when unpacked`,
        "too-large",
      );
    throw new NotGradable(`${container} is no readable gzip file: ${(error as Error).message}`);
  }
}
