/** Something the person at the keyboard can mend; shown as one sentence. */
export class Problem extends Error {}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "there is no permission to write",
  EPERM: "there is no permission to write",
  ENOTDIR: "a file is in the way of a folder",
  EIO: "the disk reports an error",
  ENOENT: "nothing can be made there",
};

/** A file system's error as a Problem; anything else as it is. */
export function asProblem(error: unknown, path: string): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const why = sentences[code] ?? `the system reports ${code} (${syscall})`;
  return new Problem(
    `${path} cannot be written: ${why}. Nothing graded so far is lost; run the same command again to go on`,
  );
}
