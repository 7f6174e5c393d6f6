import * as Plot from "@observablehq/plot";
import { byNight, type Displayable, ink, jupyterDisplay, night } from "long-attention/ink";
import { expect, test } from "vitest";
import { document } from "../../../lib/src/plots/own-chart.ts";

const shown = (options: Plot.PlotOptions) =>
  (
    Plot.plot({
      ...options,
      marks: [Plot.dotX([1, 2])],
      document: document as never,
    }) as unknown as Displayable
  )[jupyterDisplay]()["text/html"]!;

test("a reader's own chart is in the page's ink on the page's ground, by day and by night", () => {
  const source = /data:image\/svg\+xml;base64,([^"]+)/.exec(shown({}))![1]!;
  const svg = Buffer.from(source, "base64").toString();
  expect(svg).toContain(`<style>svg{color:${ink};`);
  expect(svg).toContain(`${byNight}{svg{color:${night.ink};`);
});

test("a reader's own chart with a title stands on the page's ground", () => {
  const html = shown({ title: "Two dots" });
  expect(html).toContain("Two dots");
  expect(html).toMatch(/class="long-attention" style="[^"]*background: Canvas; color: CanvasText/);
});
