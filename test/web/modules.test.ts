/** The kernel's lists of what cells can import, held against the packages. */
import * as facts from "long-attention/facts";
import { expect, it } from "vitest";
import manifest from "../../lib/package.json" with { type: "json" };
import * as light from "../../web/kernel/facts.ts";
import { exportsOf, load, moduleNames } from "../../web/kernel/modules.ts";

it("load(name) knows every floor of the library", () => {
  const floors = Object.keys(manifest.exports).filter((path) => !/\.js(on)?$/.test(path));
  expect(moduleNames).toEqual(expect.arrayContaining(floors.map((path) => `long-attention${path.slice(1)}`)));
});

it("load('long-attention/facts', names) leaves out the weights of a model, unless they are wanted", async () => {
  const others = Object.keys(facts).filter((name) => name !== "miniLm");
  expect(Object.keys(light).sort()).toEqual(others.sort());
  for (const names of [["miniLm"], ["*"]])
    expect(Object.keys(await load("long-attention/facts", names)).sort()).toEqual(Object.keys(facts).sort());
  expect(await load("long-attention/facts", ["course"])).not.toHaveProperty("miniLm");
});

it("exportsOf(name) says what a module that was loaded exports, and nothing of others", async () => {
  expect(exportsOf("long-attention/lsh")).toBeUndefined();
  await load("long-attention/lsh");
  expect(exportsOf("long-attention/lsh")).toContain("lshAttention");
  expect(exportsOf("constructor")).toBeUndefined();
  await expect(load("constructor")).rejects.toThrow('there is no module "constructor" on this page');
});
