import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { complaint } from "../../tools/start/node-version.cjs";
import { ROOT } from "./project.ts";

describe("complaint", () => {
  it.each(["v20.19.0", "v20.20.2", "v22.12.0", "v22.23.0", "v23.0.0", "v24.1.0", "v26.10.0"])(
    "complaint(%j) says nothing",
    (version) => {
      expect(complaint(version)).toBe("");
    },
  );

  it.each(["v0.10.48", "v8.17.0", "v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0"])(
    "complaint(%j) names the version and the remedy",
    (version) => {
      expect(complaint(version)).toBe(
        `Node ${version.slice(1)} cannot run this course: install Node 24 or later (20.19 and 22.12 are the oldest that work), open a new terminal and try again.`,
      );
    },
  );

  it("the guard runs first in npm start and npm test, and in words that any Node understands", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(scripts.start).toMatch(/^node tools\/start\/node-version\.cjs && /);
    expect(scripts.test).toMatch(/^node tools\/start\/node-version\.cjs && /);
    const guard = readFileSync(join(ROOT, "tools", "start", "node-version.cjs"), "utf8").replace(
      /\/\/.*|\/\*\*.*/g,
      "",
    );
    expect(guard).not.toMatch(/\b(const|let|class|async|import)\b|=>|`|\?\?|\?\.|node:/);
  });
});
