/** A page of the web edition as somebody uses it: run, edit, stop, by mouse and by keys; and what outputs may not do. */
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { bundleText } from "../../tools/press/notebook/ipynb.ts";
import { ROOT } from "../../tools/start/setup.mjs";
import { LAB_ONLY } from "../../web/client/lab-only.ts";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { notebooks } from "./support/notebooks.ts";
import { edit, type LivePage, openPage } from "./support/page.ts";

const SMALL = "A-errata.html";

describe.skipIf(!chromiumPath)("a page alive", { timeout: 120_000 }, () => {
  let at: LivePage;
  afterEach(async () => {
    await at.page.close();
    expect(at.messages).toEqual([]);
    expect(at.abroad).toEqual([]);
  });

  /** The page's first cells, by their places. */
  const idOf = (k: number) =>
    at.page.locator("section.cell:not([data-hidden])").nth(k).getAttribute("data-cell");

  it("Run runs what stands above first, says so in the header, and keeps the focus", async () => {
    at = await openPage("07-flash-attention.html");
    const [first, second] = [(await idOf(0))!, (await idOf(1))!];
    const run = at.cell(second).getByRole("button", { name: /^Run/ });
    await run.focus();
    await run.press("Enter");
    expect([await at.ran(first), await at.ran(second)]).toEqual(["ok", "ok"]);
    expect(await run.evaluate((node) => node === document.activeElement)).toBe(true);
    const line = at.page.locator(".kernel");
    expect([await line.getAttribute("role"), await line.textContent()]).toEqual([
      "status",
      expect.stringMatching(/^Cell \d+: done$/),
    ]);
  });

  it("Enter edits, Shift Enter runs, Escape leaves; the edit outlasts a reload and can be undone", async () => {
    at = await openPage(SMALL);
    const id = (await idOf(0))!;
    const code = at.cell(id).locator("pre.code");
    const published = await code.textContent();
    const shown = await at.cell(id).locator(".outputs").innerText();
    await edit(at, id, "const mine: number = 6;\nmine * 7");
    await at.page.keyboard.press("Shift+Enter");
    expect(await at.ran(id)).toBe("ok");
    expect(await at.cell(id).locator(".outputs").innerText()).toBe("42");
    expect(
      await at
        .cell(id)
        .locator(".cm-content")
        .evaluate((node) => node.contains(document.activeElement)),
    ).toBe(true);
    await at.page.keyboard.press("Escape");
    expect(await at.page.evaluate(() => document.activeElement?.textContent)).toBe("Edit");
    await at.page.reload();
    await at.page.locator("html.live").waitFor();
    expect(await at.cell(id).locator("pre.code").textContent()).toContain("mine * 7");
    await at.cell(id).getByRole("button", { name: /^Undo/ }).click();
    expect(await at.cell(id).locator("pre.code").textContent()).toBe(published);
    await at.page.reload();
    expect(await at.cell(id).locator("pre.code").textContent()).toBe(published);
    expect(await at.cell(id).locator(".outputs").innerText()).toBe(shown);
  });

  it("an edit of an older edition says so", async () => {
    at = await openPage(SMALL);
    const id = (await idOf(0))!;
    await at.page.evaluate(
      ([key, id]) => {
        const edit = { code: "1 + 1", from: "what was there", edition: "abc123" };
        localStorage.setItem(key, JSON.stringify({ [id]: edit }));
      },
      ["long-attention.edits.A-errata", id] as const,
    );
    await at.page.reload();
    await at.page.locator("html.live").waitFor();
    expect(await at.cell(id).locator(".note").textContent()).toContain(
      "This is your copy, of edition abc123.",
    );
  });

  it("Stop ends an endless loop, while the page goes on; the next run begins afresh", async () => {
    at = await openPage(SMALL);
    const id = (await idOf(0))!;
    await edit(at, id, "while (true);");
    await at.page.keyboard.press("Shift+Enter");
    const stop = at.page.locator(".kernel-tools").getByRole("button", { name: "Stop" });
    await stop.waitFor();
    await stop.click();
    expect(await at.ran(id)).toBe("failed");
    expect(await at.page.locator(".kernel").textContent()).toContain("Stopped");
    await edit(at, id, "1 + 1");
    await at.page.keyboard.press("Shift+Enter");
    expect(await at.ran(id)).toBe("ok");
  });

  it("a check that never ends is ended with the grader's sentence", async () => {
    at = await openPage("exercises-07-flash-attention.html");
    const endless = 'check("07.2", () => { while (true); }, { seconds: 0.3 });';
    await edit(at, "07-shared", `import { check } from "@long-attention/grader";\n${endless}`);
    await at.page.keyboard.press("Shift+Enter");
    expect(await at.ran("07-shared")).toBe("failed");
    expect(await at.cell("07-shared").locator(".error").textContent()).toBe(
      "07.2 `blockSizes` did not finish within 0.3 s. Look for a loop that never ends",
    );
  });

  it("Check marks an exercise as solved, also in the chapters and after a reload", async () => {
    at = await openPage("exercises-07-flash-attention.html");
    const right =
      "function blockSizes(M: number, d: number) {\n  const b = Math.ceil(M / (4 * d));\n  return { Br: Math.min(b, d), Bc: b };\n}";
    await edit(at, "07-2-solution", right);
    await at.page
      .locator('[data-exercise="07.2"]')
      .getByRole("button", { name: /^Check/ })
      .click();
    expect(await at.ran("07-2-check")).toBe("ok");
    for (const _ of ["now", "later"]) {
      await at.page.locator('[data-exercise="07.2"] .mark', { hasText: "✔ solved" }).waitFor();
      expect(await at.page.locator('.progress[data-progress="07"]').first().textContent()).toMatch(/^1 /);
      await at.page.reload();
    }
  });

  it("a figure comes alive when it is near, and again after its cell has run", async () => {
    at = await openPage("03-memory-bound.html");
    const figure = at.page.locator("[data-figure]").first();
    const id = (await figure.evaluate((node) => node.closest("section")!.dataset.cell))!;
    await figure.scrollIntoViewIfNeeded();
    await figure.locator(".panels").waitFor({ state: "attached" }); // a question may cover it
    await at.cell(id).getByRole("button", { name: /^Run/ }).click();
    expect(await at.ran(id)).toBe("ok");
    await at.cell(id).locator("[data-figure][data-ready] .panels").waitFor({ state: "attached" });
  });

  it("what answers an open question is covered until there is a guess or Show, and stays open", async () => {
    at = await openPage("07-flash-attention.html");
    const covered = () => at.page.locator("[data-lm-covered]").count();
    const before = await covered();
    expect(before).toBeGreaterThan(0);
    const box = at.page.locator("[data-lm-predict]").nth(1); // the first has a heading below it
    await box.getByRole("button", { name: "Show" }).click();
    expect(await box.evaluate((node) => node.contains(document.activeElement))).toBe(true);
    await at.page.waitForFunction((n) => document.querySelectorAll("[data-lm-covered]").length < n, before);
    await at.page.reload();
    await at.page.locator("[data-lm-predict]:not([data-lm-open])").first().waitFor();
    expect(await covered()).toBeLessThan(before);
  });
});

describe.skipIf(!chromiumPath)("an output", { timeout: 120_000 }, () => {
  it("that is published is changed in nothing", async () => {
    const published = notebooks(2).flatMap(({ cells }) =>
      cells.flatMap(({ id, baked }) =>
        (baked.outputs ?? []).flatMap((output) =>
          "data" in output && output.data["text/html"] !== undefined
            ? [{ id, html: bundleText(output.data["text/html"]).replace(LAB_ONLY, "") }]
            : [],
        ),
      ),
    );
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, "web/client/output.ts")],
      ...{ bundle: true, format: "iife", globalName: "output", write: false },
    });
    const page = await (await sharedBrowser()).newPage();
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const changed = await page.evaluate(
      (published) =>
        published.filter(({ html }) => {
          const { sanitised } = (window as unknown as { output: { sanitised(html: string): Node } }).output;
          const [raw, clean] = [document.createElement("template"), document.createElement("div")];
          raw.innerHTML = html;
          clean.append(sanitised(html));
          const plain = document.createElement("div");
          plain.append(raw.content);
          return plain.innerHTML !== clean.innerHTML;
        }),
      published,
    );
    await page.close();
    expect(published.length).toBeGreaterThan(10);
    expect(changed.map(({ id }) => id)).toEqual([]);
  });

  const hostile = [
    '<img src="x:1" onerror="hit(1)">',
    "<script>hit(2)</script>",
    '<svg onload="hit(3)"><script>hit(3)</script></svg>',
    '<a id="link" href="javascript:hit(4)">x</a>',
    '<iframe srcdoc="<script>parent.hit(5)</script>"></iframe>',
    '<object data="data:text/html,<script>parent.hit(6)</script>"></object>',
    '<embed src="data:text/html,<script>hit(6)</script>">',
    '<img src="http://example.invalid/leak">',
    '<link rel="stylesheet" href="http://example.invalid/a.css">',
    '<style>@import "http://example.invalid/b.css"; body { display: none }</style>',
    '<form action="http://example.invalid/"><button id="send">x</button><input autofocus onfocus="hit(7)"></form>',
    '<meta http-equiv="refresh" content="0;url=http://example.invalid/">',
    '<base href="http://example.invalid/">',
    '<div style="background: url(http://example.invalid/c.png)">x</div>',
    '<svg><use href="http://example.invalid/d.svg#a"></use><image href="http://example.invalid/e.png"/></svg>',
    '<video src="http://example.invalid/f.mp4" autoplay></video><audio src="http://example.invalid/g.mp3"></audio>',
    '<details open ontoggle="hit(8)"><summary>x</summary></details>',
    '<math><mtext><mglyph><style><img src=x onerror="hit(9)"></style></mglyph></mtext></math>',
    '<template><img src=x onerror="hit(10)"></template><noscript><p title="</noscript><img src=x onerror=hit(11)>">',
  ];

  it(`of ${hostile.length} hostile kinds runs no script, asks for nothing and leaves the page where it is`, async () => {
    const at = await openPage(SMALL);
    await at.page.evaluate(() => {
      Object.assign(window, {
        hits: [],
        hit: (k: number) => (window as unknown as { hits: number[] }).hits.push(k),
      });
    });
    const id = (await at.page.locator("section.cell:not([data-hidden])").first().getAttribute("data-cell"))!;
    const shows = `for (const html of ${JSON.stringify(hostile)}) show({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": html }) } as any);`;
    await edit(at, id, `import { show } from "long-attention/notebook";\n${shows}`);
    await at.page.keyboard.press("Shift+Enter");
    expect(await at.ran(id)).toBe("ok");
    await at.page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLElement>("#link, #send")) one.click();
    });
    await at.page.waitForTimeout(500);
    expect(await at.page.evaluate(() => (window as unknown as { hits: number[] }).hits)).toEqual([]);
    expect(at.page.url()).toMatch(/A-errata\.html$/);
    expect(at.abroad).toEqual([]);
    expect(await at.page.locator("body").isVisible()).toBe(true);
    await at.page.close();
  });
});
