/** What a cell says in the kernel's name, shows without end, or puts over the page: the page goes on, and nothing kept is lost. */
import { afterEach, describe, expect, it } from "vitest";
import { fromKernel } from "../../web/client/messages.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { edit, type LivePage, openPage } from "./support/page.ts";

describe("fromKernel(data)", () => {
  const id = "00-003";
  it.each([
    { kind: "stream", id, name: "stdout", text: "x" },
    { kind: "display", id, data: { "text/html": "<b>x</b>" } },
    { kind: "error", id, text: "x" },
    { kind: "limit", id, milliseconds: undefined, why: "x" },
    { kind: "keep", progress: { "00.1": { solved: true, score: 1 } } },
    { kind: "done", id, ok: true },
  ])("hears $kind", (message) => {
    expect(fromKernel(message)).toBe(message);
  });

  it.each([
    ...[null, undefined, 5, "done", [], {}],
    { kind: "toString" },
    { kind: "stream", id, name: "x'](", text: "x" },
    { kind: "stream", id, name: "stdout", text: {} },
    { kind: "limit", id, milliseconds: "1", why: "x" },
    { kind: "keep", progress: null },
    { kind: "keep", progress: { "00.1": null } },
    { kind: "keep", progress: { "00.1": { solved: true } } }, // kept, it would make the file of all progress unreadable
    { kind: "done", id: 3, ok: true },
  ])("does not hear %j", (message) => {
    expect(fromKernel(message)).toBeUndefined();
  });
});

describe.skipIf(!chromiumPath)("a page", { timeout: 120_000 }, () => {
  let at: LivePage;
  let id: string;
  afterEach(async () => {
    await at.page.close();
    expect(at.abroad).toEqual([]);
  });

  const bundle = (data: string) => `({ [Symbol.for("Jupyter.display")]: () => (${data}) })`;
  async function open(code: string): Promise<void> {
    at = await openPage("A-errata.html");
    id = (await at.page.locator("section.cell:not([data-hidden])").first().getAttribute("data-cell"))!;
    await edit(at, id, code);
    await at.page.keyboard.press("Shift+Enter");
  }
  const shown = () => at.cell(id).locator(".outputs").innerText();

  it("stops a cell that says it is done, and is not", async () => {
    await open(`self.postMessage({ kind: "done", id: "A-003", ok: true }); while (true);`);
    await edit(at, id, "6 * 7");
    await at.page.keyboard.press("Shift+Enter");
    const stop = at.page.locator(".kernel-tools").getByRole("button", { name: "Stop" });
    await stop.click();
    await at.cell(id).locator(".cm-content").press("Shift+Enter");
    expect(await at.ran(id)).toBe("ok");
    expect(await shown()).toBe("42");
  });

  it("says of an output that is none what it should be", async () => {
    await open(bundle('{ "text/html": 5 }'));
    expect(await at.ran(id)).toBe("ok");
    expect(await shown()).toBe(
      'This output is no text for each MIME type, such as { "text/html": "<b>x</b>" }.',
    );
    expect(at.messages).toEqual([]);
  });

  it("shows so much of a cell that never ceases to show, and ends it", async () => {
    await open(
      `import { show } from "long-attention/notebook";\nfor (;;) show(${bundle('{ "text/html": "<p>again</p>" }')} as any);`,
    );
    expect(await at.ran(id)).toBe("failed");
    expect(await at.page.locator(".kernel").innerText()).toContain("Stopped: it showed far more");
    expect(await shown()).toContain("is left out");
    expect(await at.cell(id).locator(".out").count()).toBeLessThanOrEqual(1000);
  });

  it.each(["position: fixed; inset: 0", "position: absolute; inset: -3000px"])(
    "is not covered by an output with the style %s",
    async (style) => {
      await open(
        bundle(JSON.stringify({ "text/html": `<div style="${style}; z-index: 999">over all</div>` })),
      );
      expect(await at.ran(id)).toBe("ok");
      const top = await at.page.evaluate(() =>
        [20, 300].map((y) => document.elementFromPoint(innerWidth - 60, y)?.closest(".out") === null),
      );
      expect(top).toEqual([true, true]);
      expect(await at.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    },
  );

  it("keeps on what it can of what only looks like a question", async () => {
    await open(bundle(JSON.stringify({ "text/html": '<div data-lm-predict="{}">?</div>' })));
    expect(await at.ran(id)).toBe("ok");
    expect(at.messages).toEqual([expect.stringMatching(/^InvalidCharacterError/)]); // told in the console, not uncaught
  });
});
