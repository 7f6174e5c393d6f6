import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { brokenImports, importCircles, MAY_IMPORT, medianLines, untestedFloors } from "./floors.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The TypeScript files under a folder of the repository, each path relative to the folder, with "/". */
function read(folder: string, matches: (path: string) => boolean): Map<string, string> {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter(matches)
    .sort();
  return new Map(files.map((path) => [path, readFileSync(join(root, folder, path), "utf8")]));
}

const lib = read("lib/src", (path) => path.endsWith(".ts"));

describe("lib/src", () => {
  it("imports each floor only from the floors above it, and packages only where they belong", () => {
    expect(brokenImports(lib)).toEqual([]);
  });

  it("has no circle of files that import each other", () => {
    expect(importCircles(lib)).toEqual([]);
  });

  it("names the kernel in notebook/ only", () => {
    const knows = [...lib].filter(([file, text]) => !file.startsWith("notebook/") && /tslab/i.test(text));
    expect(knows.map(([file]) => file)).toEqual([]);
  });

  it("has a test for every floor", () => {
    const tests = read("test/lib", (path) => path.endsWith(".test.ts"));
    expect(untestedFloors(lib, [...tests.values()])).toEqual([]);
  });

  it("has a median file of at most 80 lines, tables of data apart", () => {
    expect(
      medianLines(new Map([...lib].filter(([file]) => !file.startsWith("facts/data/")))),
    ).toBeLessThanOrEqual(80);
  });
});

describe("the table of floors", () => {
  it("lists every floor after those it may import, so that no two can import each other", () => {
    const order = Object.keys(MAY_IMPORT);
    const upward = Object.entries(MAY_IMPORT).flatMap(([floor, may]) =>
      may.filter((lower) => order.indexOf(lower) < 0 || order.indexOf(lower) >= order.indexOf(floor)),
    );
    expect(upward).toEqual([]);
  });
});

describe("brokenImports(sources)", () => {
  const broken = (file: string, text: string) =>
    brokenImports(
      new Map([
        ["tensor/index.ts", ""],
        ["flash/index.ts", ""],
        ["gpu/index.ts", ""],
        [file, text],
      ]),
    );

  it("names a lower floor that imports a higher one, a type's import too", () => {
    expect(broken("gpu/waves.ts", 'import type { x } from "../flash/index.js";')).toEqual([
      "gpu/waves.ts imports flash/index.ts, but gpu may import only tensor",
    ]);
  });

  it("names a floor beside it, re-exported", () => {
    expect(broken("attention/a.ts", 'export * from "../gpu/index.js";')).toEqual([
      "attention/a.ts imports gpu/index.ts, but attention may import only tensor",
    ]);
  });

  it("names whatever facts imports", () => {
    expect(broken("facts/a.ts", 'import "../tensor/index.js";')).toEqual([
      "facts/a.ts imports tensor/index.ts, but facts may import no other floor",
    ]);
  });

  it("names a package that has no place there, or no place at all, loaded in any way", () => {
    expect(broken("lsh/a.ts", 'const plot = await import("@observablehq/plot");')).toEqual([
      "lsh/a.ts imports @observablehq/plot, which only ink, plots may",
    ]);
    expect(broken("kv/a.ts", 'import { check } from "@long-attention/grader";')).toEqual([
      "kv/a.ts imports @long-attention/grader, which no floor may",
    ]);
    expect(broken("kv/a.ts", 'const fs = require("node:fs");')).toHaveLength(1);
  });

  it("names a path that leaves lib/src, and a folder that is no floor", () => {
    expect(broken("kv/a.ts", 'import "../../../solutions/08.js";')).toEqual([
      "kv/a.ts imports ../../../solutions/08.js, which is no file of lib/src",
    ]);
    expect(broken("misc/a.ts", 'import "../tensor/index.js";')[0]).toMatch(
      /^misc\/a\.ts: "misc" is no floor/,
    );
  });

  it("is content with the order of the floors", () => {
    expect(broken("flash/a.ts", 'import "../gpu/index.js"; import "./index.js";')).toEqual([]);
  });
});

describe("the other rules", () => {
  it("importCircles(sources) names a circle once, whatever file it starts from", () => {
    const a = ["kv/a.ts", 'import "./b.js";'] as const;
    const b = ["kv/b.ts", 'import type { C } from "./c.js";'] as const;
    const c = ["kv/c.ts", 'import "./a.js";'] as const;
    expect(importCircles(new Map([a, b, c]))).toEqual(["kv/a.ts → kv/b.ts → kv/c.ts → kv/a.ts"]);
    expect(importCircles(new Map([c, b, a]))).toHaveLength(1);
    expect(importCircles(new Map([a, b]))).toEqual([]);
  });

  it("untestedFloors(sources, tests) names a floor that no test imports", () => {
    const sources = new Map([
      ["kv/a.ts", ""],
      ["lsh/a.ts", ""],
      ["index.ts", ""],
    ]);
    expect(untestedFloors(sources, ['import { evict } from "long-attention/kv";'])).toEqual(["lsh"]);
  });

  it("medianLines(sources) is the middle one", () => {
    expect(
      medianLines(
        new Map([
          ["a", "1\n"],
          ["b", "1\n2\n3\n"],
          ["c", "1\n2\n3\n4\n"],
        ]),
      ),
    ).toBe(3);
  });
});
