/** A progress file of this test's own, so that the reader's is left alone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach } from "vitest";

/** The folder and the file; each test starts without the file. */
export function progressHere(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), "long-attention-"));
  const file = join(folder, "progress.json");
  const before = process.env.LONG_ATTENTION_PROGRESS;
  process.env.LONG_ATTENTION_PROGRESS = file;
  beforeEach(() => rmSync(file, { force: true }));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env.LONG_ATTENTION_PROGRESS;
    else process.env.LONG_ATTENTION_PROGRESS = before;
  });
  return { folder, file };
}
