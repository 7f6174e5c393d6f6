import { lstatSync, readdirSync, type Stats } from "node:fs";
import type { Leaf, Listing } from "./entries.js";
import { readable } from "./names.js";
import { NotGradable } from "./not-gradable.js";
import { readRegular } from "./regular-file.js";

/** Lists the files in a folder and in the folders in it. Links are not followed. */
export function listFolder(path: string | Buffer, listing: Listing): void {
  const open = [{ at: Buffer.from(path), inside: "" }];
  for (let folder = open.pop(); folder; folder = open.pop())
    for (const bytes of namesIn(folder.at, folder.inside, listing)) {
      const at = Buffer.concat([folder.at, Buffer.from("/"), bytes]);
      const inside = `${folder.inside}${readable(bytes)}`;
      const stat = statOf(at);
      if (!stat) {
        listing.miss();
        continue;
      }
      const isFolder = stat.isDirectory();
      if (!listing.opens(inside, isFolder)) continue;
      if (isFolder) open.push({ at, inside: `${inside}/` });
      else listing.add(fileLeaf(at, inside, stat));
    }
}

/** @throws NotGradable for a submission that may not be read; a folder in it is only missed */
function namesIn(at: Buffer, inside: string, listing: Listing): Buffer[] {
  try {
    return readdirSync(at, { encoding: "buffer" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (inside === "")
      throw new NotGradable(`${listing.container} cannot be opened (${code ?? "unknown reason"})`);
    listing.miss();
    return [];
  }
}

/** Undefined when it is gone, or when its path is longer than the system takes. */
function statOf(at: Buffer): Stats | undefined {
  try {
    return lstatSync(at);
  } catch {
    return undefined;
  }
}

/** A file that lies on the disk. */
export const fileLeaf = (at: string | Buffer, path: string, stat: Stats): Leaf => ({
  path,
  size: stat.size,
  modified: stat.mtime,
  regular: stat.isFile(),
  read: () => Promise.resolve(readRegular(at, path)),
});
