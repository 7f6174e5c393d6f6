import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { predictModule } from "../../../tools/build/predict.ts";

test("generated/predict-script.ts is lib/browser/predict.ts; npm run build:predict bundles it anew", async () => {
  expect(readFileSync("lib/src/notebook/generated/predict-script.ts", "utf8")).toBe(await predictModule());
});
