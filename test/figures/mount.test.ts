import { explorables } from "@long-attention/figures";
import { mount, names } from "@long-attention/figures/mount.js";
import { expect, it } from "vitest";

it("mount(name, …) knows the figures that figure(name) knows, and names them to who asks for another", async () => {
  expect([...names].sort()).toEqual(Object.keys(explorables).sort());
  await expect(mount("constructor", {} as ParentNode)).rejects.toThrow(
    "mount: there is no figure “constructor”; there are context-lengths, ",
  );
});

it.each(names)("mount(%j, …) looks for figures of that name", async (name) => {
  const asked: string[] = [];
  const root = { querySelectorAll: (selector: string) => asked.push(selector) && [] };
  await mount(name, root as unknown as ParentNode);
  expect(asked).toEqual([`[data-figure="${name}"]:not([data-ready])`]);
});
