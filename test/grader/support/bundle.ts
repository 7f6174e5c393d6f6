/** The sandbox, built from the sources that are being tested, once for each test file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Bundle, loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { buildSandbox } from "../../../tools/build-grader.js";

const folder = mkdtempSync(join(tmpdir(), "long-attention-sandbox-"));
let built: Promise<Bundle> | undefined;

export const sandboxBundle = (): Promise<Bundle> =>
  (built ??= buildSandbox(folder).then(() => loadBundle(folder)));

afterAll(() => rmSync(folder, { recursive: true, force: true }));
