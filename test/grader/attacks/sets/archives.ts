/** Archives with whatever names their maker likes: no library writes a path that leads outside. */
import { deflateRawSync, gzipSync } from "node:zlib";

export interface Entry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** A symbolic link to this path. */
  readonly link?: string;
  /** A hard link, in a tar. */
  readonly hard?: string;
}

const bytesOf = ({ data = "" }: Entry): Buffer =>
  typeof data === "string" ? Buffer.from(data) : Buffer.from(data);

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const numbers = (...parts: readonly (readonly [size: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    parts.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );

/** @param claim the size that the headers say, when it is not the true one */
export function zip(entries: readonly Entry[], claim?: number): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = entry.link === undefined ? bytesOf(entry) : Buffer.from(entry.link);
    const packed = deflateRawSync(data);
    const name = Buffer.from(entry.name);
    const about = numbers([2, 0x0800], [2, 8], [2, 0], [2, 0x5821], [4, crc32(data)], [4, packed.length]);
    const sizes = numbers([4, claim ?? data.length], [2, name.length], [2, 0]);
    const mode = entry.link === undefined ? 0o100644 : 0o120777;
    const local = Buffer.concat([numbers([4, 0x04034b50], [2, 20]), about, sizes, name, packed]);
    central.push(
      numbers([4, 0x02014b50], [2, 0x0314], [2, 20]),
      about,
      sizes,
      numbers([2, 0], [2, 0], [2, 0], [4, mode * 65_536], [4, at]),
      name,
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const n = entries.length;
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, n],
    [2, n],
    [4, directory.length],
    [4, at],
    [2, 0],
  );
  return Buffer.concat([...locals, directory, end]);
}

export function tarGz(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const target = entry.link ?? entry.hard;
    const data = target === undefined ? bytesOf(entry) : Buffer.alloc(0);
    const head = Buffer.alloc(512);
    head.write(entry.name, 0, 100);
    head.write("0000644\0", 100);
    head.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
    head.write("00000000000\0", 136);
    head.write("        ", 148);
    head.write(entry.link !== undefined ? "2" : entry.hard !== undefined ? "1" : "0", 156);
    if (target !== undefined) head.write(target, 157, 100);
    head.write("ustar\0", 257);
    head.write("00", 263);
    const sum = head.reduce((a, b) => a + b, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
