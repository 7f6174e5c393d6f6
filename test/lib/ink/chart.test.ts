import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import { looks, textWidth } from "long-attention/ink";
import { chart, type Frame } from "long-attention/ink/chart.js";
import { expect, test } from "vitest";
import { plot } from "../../../lib/src/ink/plot.js";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const drawn = (frame: Frame, ...rest: [Parameters<typeof chart>[1]?]) => {
  const svg = plot({ ...chart(frame, rest[0] ?? []), document: document as never });
  const axis = (name: string) =>
    [...svg.querySelectorAll(`[aria-label^="${name}"] text`)].map((text) => text.textContent);
  const texts = [...svg.querySelectorAll('[aria-label="text"] text')].map((text) => text.textContent);
  return { x: axis("x-axis"), y: axis("y-axis"), texts, svg };
};

const frame: Frame = {
  height: 300,
  x: { type: "log", domain: [1, 1000], ticks: [1, 2, 10, 100, 1000], caption: "tokens" },
  y: { domain: [0, 8], ticks: [0, 4, 8], written: (y) => `${y} GB`, caption: "memory" },
};

test("chart draws both axes with every tick and caption, minor ticks of a logarithmic axis too", () => {
  const { x, y } = drawn({ ...frame, x: { ...frame.x, ticks: [1, 5, 50, 500] } });
  expect(x).toEqual(["1", "5", "50", "500", "tokens"]);
  expect(y).toEqual(["0 GB", "4 GB", "8 GB", "memory"]);
});

test("chart leaves out ticks whose words would touch, but draws their grid", () => {
  const ticks = Array.from({ length: 100 }, (_, k) => k + 1);
  const { x, svg } = drawn({ ...frame, x: { domain: [1, 100], ticks, grid: true } });
  expect(x.length).toBeGreaterThan(5);
  expect(x.length).toBeLessThan(40);
  expect(svg.querySelectorAll('[aria-label="x-grid"] line')).toHaveLength(100);
});

test("chart gives margins room for the words that stand there", () => {
  const { marginLeft, marginRight } = chart(
    { ...frame, ends: [{ y: 4, name: "all keys", value: "140 tokens/s", fill: "#000" }] },
    [],
  );
  expect(marginLeft).toBeGreaterThanOrEqual(textWidth("4 GB", 12));
  expect(marginRight).toBeGreaterThanOrEqual(textWidth("140 tokens/s", 12));
  expect(chart({ ...frame, left: 7 }, []).marginLeft).toBe(7);
});

test("chart tells marks where values stand", () => {
  chart(frame, (at) => {
    expect([at.x(1), at.x(1000)]).toEqual([at.left, at.right]);
    expect([at.y(0), at.y(8)]).toEqual([at.bottom, at.top]);
    return [];
  });
});

test("chart pushes the words at the ends of lines apart", () => {
  const ends = [3, 3.01, 3.02].map((y, k) => ({ y, name: `line ${k}`, fill: "#000" }));
  const { svg, texts } = drawn({ ...frame, ends });
  expect(texts).toEqual(["line 0", "line 1", "line 2"]);
  const tops = [...svg.querySelectorAll('[aria-label="text"]')].map((g) => {
    const shift = /translate\([^,]+,([^)]+)\)/.exec(g.getAttribute("transform") ?? "")![1];
    const place = /translate\([^,]+,([^)]+)\)/.exec(g.querySelector("text")!.getAttribute("transform")!)![1];
    return Number(shift) + Number(place);
  });
  for (const k of [0, 1]) expect(tops[k]! - tops[k + 1]!).toBeGreaterThanOrEqual(15);
});

test("looks tell series apart without their colours: dashes and symbols differ", () => {
  expect(new Set(looks.map(({ dash }) => dash)).size).toBe(looks.length);
  expect(new Set(looks.map(({ symbol }) => symbol)).size).toBe(looks.length);
});

test("ink's index loads neither Plot nor the PNG encoder: cells import it for formats", () => {
  const packages = new Set<string>();
  const walk = (file: URL): void => {
    for (const [, from] of readFileSync(file, "utf8").matchAll(/^(?:import|export) .*from "([^"]+)";$/gm))
      if (from!.startsWith(".")) walk(new URL(from!.replace(/\.js$/, ".ts"), file));
      else packages.add(from!);
  };
  walk(new URL("../../../lib/src/ink/index.ts", import.meta.url));
  expect([...packages]).toEqual(["marked"]);
});
