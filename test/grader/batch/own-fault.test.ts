import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { main } from "../../../grader/src/cli/main.js";
import { sandboxBundle } from "../support/bundle.js";

const folder = mkdtempSync(join(tmpdir(), "long-attention-fault-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** `long-attention grade` with a grader that breaks when it asks for its own version. */
async function broken(): Promise<{ code: number; said: string }> {
  mkdirSync(join(folder, "in"), { recursive: true });
  writeFileSync(join(folder, "in", "ada.ts"), "export {};");
  const bundle = {
    ...(await sandboxBundle()),
    get version(): string {
      throw new TypeError("made up");
    },
  };
  let said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const args = [
    "grade",
    join(folder, "in"),
    "--set",
    "00",
    "--out",
    join(folder, "out"),
    "--sandbox",
    "portable",
  ];
  return { code: await main(args, bundle), said };
}

test("main tells a fault of the grader's own in one sentence, with how to see where", async () => {
  const { code, said } = await broken();
  expect(code).toBe(1);
  expect(said.trimEnd().split("\n").at(-1)).toBe(
    "The grader itself failed (TypeError: made up). Nothing graded so far is lost; please report it, with what LONG_ATTENTION_DEBUG=1 adds.",
  );
});

test("main shows the stack of such a fault when LONG_ATTENTION_DEBUG is set", async () => {
  vi.stubEnv("LONG_ATTENTION_DEBUG", "1");
  expect((await broken()).said).toMatch(/TypeError: made up\n\s+at /);
});
