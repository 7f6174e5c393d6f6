/** Every cell of the course in the web edition's kernel, in Chromium, against what its notebook has published. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "../browser/support/chromium.ts";
import { partName } from "../share.ts";
import { openKernel, type WebKernel } from "./support/kernel.ts";
import { notebooks } from "./support/notebooks.ts";
import { differs } from "./support/same.ts";

describe.skipIf(!chromiumPath)(`cells of ${partName} in the browser`, () => {
  let kernel: WebKernel;
  beforeAll(async () => {
    kernel = await openKernel();
  });
  afterAll(() => kernel.close());

  it.each(notebooks(1))("$name shows what is published", async ({ cells }) => {
    await kernel.restart();
    const wrong: string[] = [];
    for (const [k, { id, code, baked }] of cells.entries()) {
      const { ok, outputs } = await kernel.run(code, k + 1, id);
      const volatile = baked.metadata.tags?.includes("volatile");
      const difference = volatile ? undefined : differs(baked.outputs ?? [], outputs);
      if (!ok || difference) wrong.push(`${id}: ${difference ?? JSON.stringify(outputs.at(-1))}`);
    }
    expect(wrong).toEqual([]);
  });
});
