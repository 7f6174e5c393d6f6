import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { runInKernel } from "../../tools/press/notebook/kernel.ts";
import { COURSE } from "../../tools/start/unchanged.mjs";
import { partName, shareOf } from "../share.ts";
import { skipIfUnchanged } from "../unchanged.ts";

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

// Side by side, because a kernel waits as often as it computes.
describe.concurrent("a stock tslab kernel", () => {
  it(`has notebooks to run, ${partName} of them`, ({ expect }) => {
    expect(notebooks.length).toBeGreaterThan(0);
  });

  it.for(shareOf(notebooks, 3))("runs every cell of %s", { timeout: 300_000 }, async (name, context) => {
    const notebook = join("notebooks", name);
    skipIfUnchanged(context, [notebook, "tools/press/notebook", ...COURSE]);
    const { cells, failure, failed_cell } = await runInKernel(notebook, 60, kernels);
    const failures = failure ? [`cell ${failed_cell}: ${failure}`] : [];
    // Stock tslab reports an error as plain stderr, and skips cells in silence: an error stream is a failure here.
    cells.forEach((cell, k) => {
      for (const output of cell?.outputs ?? [])
        if (output.output_type === "stream" && output.name === "stderr")
          failures.push(`cell ${k}: ${[output.text].flat().join("").slice(0, 300)}`);
      if (cell && !cell.executed) failures.push(`cell ${k} did not run`);
    });
    context.expect(failures).toEqual([]);
  });
});
