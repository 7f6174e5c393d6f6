/** The rules themselves, on sources made up for them: each is seen to refuse what it is for. */
import { describe, expect, it } from "vitest";
import { figures, grader, lib, type Room } from "../../tools/tree/rooms.ts";
import {
  brokenFloors,
  brokenHouse,
  importCircles,
  medianLines,
  needsNpm,
  outOfOrder,
  untestedFloors,
} from "../../tools/tree/rules.ts";

/** Sources as a list of "path: text". */
const files = (...list: [path: string, text?: string][]) =>
  new Map(list.map(([path, text = ""]) => [path, text]));

describe("brokenFloors(room, sources)", () => {
  const broken = (room: Room, file: string, text: string) =>
    brokenFloors(
      room,
      files(
        [`${room.folder}/tensor/index.ts`],
        [`${room.folder}/flash/index.ts`],
        [`${room.folder}/gpu/index.ts`],
        [`${room.folder}/kit/theme.ts`],
        [`${room.folder}/engine/grade.ts`],
        [`${room.folder}/reports/plain.ts`],
        [`${room.folder}/${file}`, text],
      ),
    );

  it("names a lower floor that imports a higher one, a type's import too", () => {
    expect(broken(lib, "gpu/waves.ts", 'import type { x } from "../flash/index.js";')).toEqual([
      "lib/src/gpu/waves.ts imports lib/src/flash/index.ts, but gpu may import only facts, tensor",
    ]);
    expect(broken(grader, "engine/a.ts", 'import { x } from "../reports/plain.js";')).toEqual([
      "grader/src/engine/a.ts imports grader/src/reports/plain.ts, but engine may import only call, cells, files, text, ports",
    ]);
  });

  it("names a climb by the package's own name", () => {
    expect(broken(lib, "gpu/a.ts", 'import { x } from "long-attention/flash";')).toHaveLength(1);
  });

  it("names a floor beside it, re-exported", () => {
    expect(broken(lib, "attention/a.ts", 'export * from "../gpu/index.js";')).toEqual([
      "lib/src/attention/a.ts imports lib/src/gpu/index.ts, but attention may import only tensor",
    ]);
    expect(
      broken(figures, "roofline/a.tsx", 'import "../flash/index.js"; import "../kit/theme.js";'),
    ).toEqual([
      "figures/src/roofline/a.tsx imports figures/src/flash/index.ts, but roofline may import only kit",
    ]);
  });

  it("names whatever the lowest floor imports, a file beside the floors too", () => {
    expect(broken(lib, "facts/a.ts", 'import "../tensor/index.js";')).toEqual([
      "lib/src/facts/a.ts imports lib/src/tensor/index.ts, but facts may import no other floor",
    ]);
    expect(
      brokenFloors(lib, files(["lib/src/index.ts"], ["lib/src/kv/a.ts", 'import "../index.js";'])),
    ).toHaveLength(1);
  });

  it("names a package that has no place there, or no place at all, loaded in any way", () => {
    expect(broken(lib, "lsh/a.ts", 'const plot = await import("@observablehq/plot");')).toEqual([
      "lib/src/lsh/a.ts imports @observablehq/plot, which only ink, plots may",
    ]);
    expect(broken(lib, "kv/a.ts", 'import zod from "zod";')).toEqual([
      "lib/src/kv/a.ts imports zod, which no floor may",
    ]);
    expect(broken(lib, "kv/a.ts", 'const fs = require("node:fs");')).toHaveLength(1);
    expect(broken(grader, "cli/a.ts", 'import "commander";')).toEqual([]);
  });

  it("names a file that is not there, and a folder that is no floor", () => {
    expect(broken(lib, "kv/a.ts", 'import "./b.js";')).toEqual([
      "lib/src/kv/a.ts imports lib/src/kv/b.js, which is no file of lib/src",
    ]);
    expect(broken(lib, "misc/a.ts", 'import "../tensor/index.js";')[0]).toMatch(
      /^lib\/src\/misc\/a\.ts: "misc" is no floor/,
    );
  });

  it("is content with the order of the floors", () => {
    expect(broken(lib, "flash/a.ts", 'import "../gpu/index.js"; import "./index.js";')).toEqual([]);
  });
});

describe("brokenHouse(sources)", () => {
  const broken = (file: string, text: string) => brokenHouse(files([file, text]));

  it("names a room that imports one above it, by path or by package", () => {
    expect(broken("lib/src/kv/a.ts", 'import "../../../solutions/08.js";')).toEqual([
      "lib/src/kv/a.ts imports solutions/08.js, but lib may import no other room",
    ]);
    expect(broken("lib/src/kv/a.ts", 'import { check } from "@long-attention/grader";')).toHaveLength(1);
    expect(broken("figures/src/lsh/a.ts", 'import "@long-attention/grader/engine/index.js";')).toEqual([
      "figures/src/lsh/a.ts imports grader/src/engine/index.js, but figures may import only lib",
    ]);
  });

  it("names whoever imports a tool, except tests and the pictures taken by hand", () => {
    const text = 'import "../../tools/start/npm.mjs";';
    expect(broken("grader/src/a.ts", text)).toHaveLength(1);
    expect(broken("test/start/a.ts", text)).toEqual([]);
  });
});

describe("the other rules", () => {
  it("importCircles(sources) names a circle once, whatever file it starts from", () => {
    const a = ["kv/a.ts", 'import "./b.js";'] as [string, string];
    const b = ["kv/b.ts", 'import type { C } from "./c.js";'] as [string, string];
    const c = ["kv/c.ts", 'import "./a.js";'] as [string, string];
    expect(importCircles(files(a, b, c))).toEqual(["kv/a.ts → kv/b.ts → kv/c.ts → kv/a.ts"]);
    expect(importCircles(files(c, b, a))).toHaveLength(1);
    expect(importCircles(files(a, b))).toEqual([]);
  });

  it("outOfOrder(table) names a floor that stands before one it may import", () => {
    expect(outOfOrder({ a: [], b: ["a"] })).toEqual([]);
    expect(outOfOrder({ a: ["b"], b: [] })).toEqual(["a → b"]);
    expect(outOfOrder({ a: ["nowhere"] })).toEqual(["a → nowhere"]);
  });

  it("needsNpm(first, sources) names a package, and a file that is not among the first", () => {
    const sources = files(
      [
        "tools/start/a.mjs",
        'import "node:fs"; import "./b.mjs"; import "commander"; import "../press/c.mjs";',
      ],
      ["tools/start/b.mjs"],
      ["tools/press/c.mjs", 'import "zod";'],
    );
    expect(needsNpm(["tools/start/a.mjs", "tools/start/b.mjs"], sources)).toEqual([
      "tools/start/a.mjs imports commander, before npm has run",
      "tools/start/a.mjs imports tools/press/c.mjs, before npm has run",
    ]);
  });

  it("untestedFloors(room, sources, tests) names a floor that no test imports", () => {
    const sources = files(["lib/src/kv/a.ts"], ["lib/src/lsh/a.ts"], ["lib/src/index.ts"]);
    expect(untestedFloors(lib, sources, ['import { evict } from "long-attention/kv";'])).toEqual(["lsh"]);
  });

  it("medianLines(sources) is the middle one", () => {
    expect(medianLines(files(["a", "1\n"], ["b", "1\n2\n3\n"], ["c", "1\n2\n3\n4\n"]))).toBe(3);
  });
});
