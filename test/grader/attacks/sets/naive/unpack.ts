/** Unpacks what comes, where it says. */
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

function put(folder: string, name: string, bytes: Buffer, kind: "file" | "link" | "hard"): void {
  const path = name.startsWith("/") ? name : join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  if (kind === "file") writeFileSync(path, bytes);
  else if (kind === "link") symlinkSync(bytes.toString(), path);
  else linkSync(bytes.toString(), path);
}

export function unzip(bytes: Buffer, folder: string): void {
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== 0x06054b50) end--;
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, length] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.toString("utf8", at + 46, at + 46 + length);
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const isLink = bytes.readUInt32LE(at + 38) >>> 28 === 0xa;
    put(folder, name, inflateRawSync(bytes.subarray(data, data + packed)), isLink ? "link" : "file");
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

export function untar(packed: Buffer, folder: string): void {
  const bytes = gunzipSync(packed);
  const text = (at: number, n: number) => bytes.toString("utf8", at, at + n).replace(/\0.*$/s, "");
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const kind = text(at + 156, 1);
    const target = Buffer.from(text(at + 157, 100));
    const file = bytes.subarray(at + 512, at + 512 + size);
    if (kind === "2" || kind === "1") put(folder, text(at, 100), target, kind === "2" ? "link" : "hard");
    else put(folder, text(at, 100), file, "file");
    at += 512 + 512 * Math.ceil(size / 512);
  }
}
