import * as tensor from "long-attention/tensor";
import { expect, it } from "vitest";
import * as given from "../../../grader/src/sandbox/guest/tensor.js";
import * as softmax from "../../../lib/src/tensor/softmax.js";
import { sandboxBundle } from "../support/bundle.ts";

it("long-attention/tensor gives a solution all of the floor but the softmax, which is an answer", () => {
  const answers = Object.keys(softmax);
  expect(Object.keys(given).sort()).toEqual(
    Object.keys(tensor)
      .filter((name) => !answers.includes(name))
      .sort(),
  );
});

it("modules([]) and modules(['long-attention/tensor']) hold no softmax, not even unreachable in a chunk", async () => {
  const bundle = await sandboxBundle();
  for (const names of [[], ["long-attention/tensor"]]) {
    const modules = Object.entries(bundle.modules(names));
    expect(modules.filter(([, text]) => /softmax/i.test(text)).map(([name]) => name)).toEqual([]);
  }
});
