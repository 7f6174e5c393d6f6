/** A file, and everything that is in it: archives, compressed and encoded texts, objects of a repository, by what they are and not by their names. */
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { unzipSync } from "fflate";
import { untar } from "./untar.js";

/** Bytes, and by which way one comes to them. */
export type Part = readonly [path: string, bytes: Uint8Array];

/** A matryoshka has seldom more dolls. */
const mostDeep = 6;

/** Kinds of files that nobody can look into here, so that a release should hold none. */
export const closed =
  /\.(7z|rar|xz|lzma|bz2|lz4|zst|enc|gpg|pgp|age|p12|iso|dmg|node|so|dll|exe|bin|sqlite3?|db)$/i;

/** The file itself comes first. */
export async function* opened(path: string, bytes: Uint8Array, depth = 0): AsyncGenerator<Part> {
  yield [path, bytes];
  if (depth === mostDeep) return;
  for (const [name, inner] of await unpacked(path, bytes)) yield* opened(`${path}/${name}`, inner, depth + 1);
}

async function unpacked(path: string, bytes: Uint8Array): Promise<Iterable<Part>> {
  try {
    if (begins(bytes, 0x1f, 0x8b)) return [["gzip", gunzipSync(bytes)]];
    if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return Object.entries(unzipSync(bytes));
    if (begins(bytes, 0x89, 0x50, 0x4e, 0x47)) return pngTexts(bytes);
    if (begins(bytes.subarray(257), 0x75, 0x73, 0x74, 0x61, 0x72)) return [...(await untar(bytes))];
    if (bytes[0] === 0x78 && ((bytes[0] << 8) | bytes[1]!) % 31 === 0) return [["zlib", inflateSync(bytes)]];
    if (path.endsWith(".br")) return [["brotli", brotliDecompressSync(bytes)]];
  } catch {
    return []; // it only begins as one of these
  }
  return encoded(Buffer.from(bytes).toString("latin1"));
}

const begins = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, k) => bytes[k] === byte);

/** Compressed words that a picture carries; the others can be read as they are. */
function pngTexts(bytes: Uint8Array): Part[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Part[] = [];
  for (let at = 8; at + 12 <= view.length; at += 12 + view.readUInt32BE(at)) {
    const kind = view.toString("latin1", at + 4, at + 8);
    const data = view.subarray(at + 8, at + 8 + view.readUInt32BE(at));
    const zlib = /zTXt|iTXt|iCCP/.test(kind) ? data.indexOf(0x78) : -1;
    for (let k = zlib; k >= 0 && k < data.length; k = data.indexOf(0x78, k + 1))
      try {
        found.push([kind, inflateSync(data.subarray(k))]);
        break;
      } catch {} // an x of its keyword
  }
  return found;
}

const runs = /(?:[\w+/-]{60,76}\r?\n)+[\w+/-]{0,76}={0,2}|[\w+/-]{40,}={0,2}/g;
const hexRuns = /(?:[0-9a-f]{2}){40,}/gi;

/** What runs of base64 and of hexadecimal digits say. */
function* encoded(text: string): Generator<Part> {
  for (const [run] of text.matchAll(runs)) {
    // A long word, or a hash.
    if (/^[a-z]+$/i.test(run) || /^[0-9a-f]{40,128}$/i.test(run)) continue;
    const bytes = Buffer.from(run.replaceAll(/\s/g, ""), "base64");
    if (isTextOrPacked(bytes)) yield ["base64", bytes];
  }
  for (const [run] of text.matchAll(hexRuns)) {
    const bytes = Buffer.from(run, "hex");
    if (isTextOrPacked(bytes)) yield ["hex", bytes];
  }
}

const isTextOrPacked = (bytes: Buffer): boolean => {
  const head = bytes.subarray(0, 60);
  const printable = head.filter(
    (byte) => byte === 9 || byte === 10 || byte === 13 || (byte > 31 && byte < 127),
  ).length;
  return (
    printable >= 0.95 * head.length ||
    begins(head, 0x1f, 0x8b) ||
    begins(head, 0x50, 0x4b) ||
    head[0] === 0x78
  );
};
