/** The sandbox, built from the sources that are being tested, once for all test files of a worker. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bundle, loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { buildSandbox } from "../../../tools/build/grader.js";

let built: Promise<Bundle> | undefined;

export const sandboxBundle = (): Promise<Bundle> => (built ??= build());

async function build(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), "long-attention-sandbox-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await buildSandbox(folder);
  return loadBundle(folder);
}
