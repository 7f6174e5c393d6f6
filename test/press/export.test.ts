import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { exportNotebook } from "../../tools/press/notebook/export.ts";
import { ROOT } from "../../tools/press/notebook/files.ts";
import { findChromium } from "../../tools/start/chromium.mjs";
import { SLOW } from "./fixture.ts";

const folder = mkdtempSync(join(ROOT, ".cache", "export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const html = (text: string) => [
  { output_type: "display_data", data: { "text/html": text, "text/plain": text }, metadata: {} },
];
const cell = (id: string, source: string, output: string, tags: string[] = []) => ({
  cell_type: "code",
  execution_count: 1,
  id,
  metadata: { tags },
  outputs: html(output),
  source,
});
const path = join(folder, "quiz.ipynb");
writeFileSync(
  path,
  JSON.stringify({
    cells: [
      cell("a", 'predict({ answer: "fortytwo" })', "<p>How many?</p><script>document.title='live'</script>", [
        "hide-input",
      ]),
      cell("b", "1 + 1", "<p>two</p>"),
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }),
);

it.skipIf(!existsSync(join(ROOT, ".venv")))(
  "exportNotebook(…) writes HTML with outputs and their scripts, without the source of hidden cells",
  SLOW,
  async () => {
    const page = readFileSync(await exportNotebook(path, folder), "utf8");
    expect(page).toContain("How many?");
    expect(page).toContain("document.title='live'");
    expect(page).toContain("two");
    expect(page).not.toContain("fortytwo");
    expect(page).toContain("white-space: pre-wrap"); // long code wraps on paper
  },
);

it.skipIf(!existsSync(join(ROOT, ".venv")) || !findChromium())(
  "exportNotebook(…, { pdf: true }) prints what it wrote",
  SLOW,
  async () => {
    const paper = await exportNotebook(path, folder, { pdf: true });
    expect(readFileSync(paper).subarray(0, 5).toString()).toBe("%PDF-");
  },
);

it("exportNotebook(…, { pdf: true }) without a browser says what to do", async () => {
  vi.stubEnv("CHROMIUM", "");
  vi.stubEnv("PATH", "");
  if (findChromium()) return; // a browser stands where it needs no PATH
  await expect(exportNotebook(path, folder, { pdf: true })).rejects.toThrow(
    "there is no Chromium to print with: install one, or name it in CHROMIUM",
  );
});
