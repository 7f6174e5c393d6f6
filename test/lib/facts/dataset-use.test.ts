import { datasets, datasetUse } from "long-attention/facts";
import { expect, it } from "vitest";

const named = (name: string) => datasets().find(({ dataset }) => dataset === name)!;

it("datasetUse says the result, yes, yes without a source that was read, or nothing", () => {
  expect(datasetUse(named("enwik8"), "Compressive Transformer")).toBe("0.97 bits per character");
  expect(datasetUse(named("WikiHop"), "Longformer")).toBe("yes");
  expect(datasetUse(named("HotpotQA"), "Longformer")).toBe("yes");
  const unread = {
    ...named("OpenKP"),
    usedBy: [{ model: "Longformer", sources: ["deck"], verified: false }],
  };
  expect(datasetUse(unread, "Longformer")).toBe("yes (not verified)");
  expect(datasetUse(named("OpenKP"), "Longformer")).toBe("");
});
