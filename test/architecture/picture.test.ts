import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { graphOf, heights, reduced, treePicture } from "../../tools/tree/picture.ts";
import { readHouse } from "../../tools/tree/rules.ts";

const graph = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([name, next]) => [name, new Set(next)]));

it("docs/tree.svg is what the imports are now; npm run tree draws it anew", () => {
  expect(readFileSync("docs/tree.svg", "utf8")).toBe(treePicture(readHouse()));
});

it("graphOf(sources, named) joins names by what their files import", () => {
  const sources = new Map([
    ["a/1.ts", 'import "../b/1.js"; import "./2.js"; import "../c/1.js";'],
    ["a/2.ts", ""],
    ["b/1.ts", 'import "node:fs";'],
    ["c/1.ts", ""],
  ]);
  const named = (file: string) => (file.startsWith("c/") ? undefined : file.split("/")[0]);
  expect(graphOf(sources, named)).toEqual(graph({ a: ["b"], b: [] }));
});

it("heights(graph) is the longest way down, and a circle has none", () => {
  expect(heights(graph({ a: ["b", "c"], b: ["c"], c: [] }))).toEqual(
    new Map([
      ["c", 0],
      ["b", 1],
      ["a", 2],
    ]),
  );
  expect(() => heights(graph({ a: ["b"], b: ["a"] }))).toThrow("the tree has a circle: a → b → a");
});

it("reduced(graph) leaves out what a longer way says", () => {
  expect(reduced(graph({ a: ["b", "c"], b: ["c"], c: [] })).get("a")).toEqual(["b"]);
});
