/** Reads what a student hands in: regular files only, never through a link, never more than is allowed. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { kindOf } from "./names.js";
import { NotGradable } from "./not-gradable.js";

/** Sizes in bytes. */
export const mostBytes = {
  code: 256 << 10,
  data: 256 << 10,
  notebook: 5 << 20,
  archive: 64 << 20,
  /** All that is read of one submission. */
  unpacked: 20 << 20,
  /** What an archive may become when all of it must be unpacked to see what is in it. */
  passed: 256 << 20,
};

/** What a file of this name may weigh. */
export const allowance = (name: string): number => mostBytes[kindOf(name) ?? "data"];

/** @param name for messages @throws NotGradable when it is no regular file, or too large */
export function readRegular(path: string | Buffer, name: string): Buffer {
  const fd = open(path, name);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new NotGradable(`${name} is not a regular file`);
    const most = allowance(name);
    if (stat.size > most) throw tooLarge(name, stat.size, most);
    // One byte more than is there: the file may grow while it is read.
    const bytes = Buffer.alloc(stat.size + 1);
    let length = 0;
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(fd, bytes, length, bytes.length - length, length);
    if (length > stat.size) throw new NotGradable(`${name} changed while it was read`);
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

export const tooLarge = (name: string, size: number, most: number): NotGradable =>
  new NotGradable(`${name} is too large: ${size} bytes, where ${most} are allowed`, "too-large");

/** A FIFO does not block here, and a link is refused (on systems that know these flags). */
function open(path: string | Buffer, name: string): number {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  try {
    return openSync(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP" || code === "EMLINK")
      throw new NotGradable(`${name} is a link; hand in the file itself`);
    throw new NotGradable(`${name} cannot be opened (${code ?? "unknown reason"})`);
  }
}
