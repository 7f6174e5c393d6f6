/**
 * A write that a crash, or a full disk, cannot leave half done. Ours, because the packages for it (write-file-atomic 7,
 * atomically 2) write once and do not look how much was taken: on a full disk they put half a file in the whole one's place.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/**
 * Writes beside the file and renames: whoever reads sees all of the old text or all of the new.
 * @param draft where to write first; a name of one's own where several processes may write at once, otherwise one that
 *   the next writer takes over from a killed one
 */
export function replaceFile(path: string, content: string | Uint8Array, draft = `${path}.new`): void {
  const fd = openSync(draft, "w");
  try {
    try {
      writeAll(fd, content);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A single write may take less than it is given. */
export function writeAll(fd: number, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
