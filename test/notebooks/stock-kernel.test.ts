import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInKernel } from "../../tools/notebook/kernel.js";

const notebooks = readdirSync("notebooks").filter((name) => name.endsWith(".ipynb"));
const tslab = join(dirname(createRequire(import.meta.url).resolve("tslab/package.json")), "bin", "tslab");
let kernels: string;

/** tslab as it comes from the registry, without the course's launcher. */
beforeAll(() => {
  kernels = mkdtempSync(join(tmpdir(), "stock-tslab-"));
  const spec = join(kernels, "kernels", "tslab");
  mkdirSync(spec, { recursive: true });
  const argv = [process.execPath, tslab, "kernel", "--config-path={connection_file}"];
  writeFileSync(
    join(spec, "kernel.json"),
    JSON.stringify({ argv, display_name: "stock", language: "typescript" }),
  );
});
afterAll(() => rmSync(kernels, { recursive: true, force: true }));

it("a stock tslab kernel runs every cell of every notebook", async () => {
  const failures: string[] = [];
  for (const name of notebooks) {
    const { cells, failure, failed_cell } = await runInKernel(join("notebooks", name), 60, kernels);
    if (failure) failures.push(`${name} cell ${failed_cell}: ${failure}`);
    // Stock tslab reports an error as plain stderr, and skips cells in silence: an error stream is a failure here.
    cells.forEach((cell, k) => {
      for (const output of cell?.outputs ?? [])
        if (output.output_type === "stream" && output.name === "stderr")
          failures.push(`${name} cell ${k}: ${[output.text].flat().join("").slice(0, 300)}`);
      if (cell && !cell.executed) failures.push(`${name} cell ${k} did not run`);
    });
  }
  expect(failures).toEqual([]);
  expect(notebooks.length).toBeGreaterThan(0);
}, 600_000);
