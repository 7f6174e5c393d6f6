/** The whole house against the table of its rooms, and every room against its floors. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HOUSE, lib, rooms, tools } from "../../tools/tree/rooms.ts";
import {
  brokenFloors,
  brokenHouse,
  floorOf,
  importCircles,
  medianLines,
  needsNpm,
  outOfOrder,
  readHouse,
  untestedFloors,
} from "../../tools/tree/rules.ts";

const house = readHouse();
const within = (folder: string) => new Map([...house].filter(([file]) => file.startsWith(`${folder}/`)));

describe("the house", () => {
  it("has rooms that import only what the table allows", () => {
    expect(brokenHouse(house)).toEqual([]);
  });

  it("has no circle of files that import each other, in any room or between two", () => {
    expect(importCircles(house)).toEqual([]);
  });

  it("names every room after those it may import", () => {
    expect(outOfOrder(HOUSE)).toEqual([]);
    expect(Object.keys(HOUSE).filter((room) => !existsSync(room))).toEqual([]);
  });
});

describe.each(rooms)("$folder", (room) => {
  it("has floors that import only those below them", () => {
    expect(brokenFloors(room, house)).toEqual([]);
  });

  it("names every floor after those it may import, and only floors that exist", () => {
    expect(outOfOrder(room.floors)).toEqual([]);
    const gone = Object.keys(room.floors).filter(
      (floor) => floor !== room.others && !existsSync(`${room.folder}/${floor}`),
    );
    expect(gone).toEqual([]);
  });
});

describe("lib/src", () => {
  it("names the kernel in notebook/ only", () => {
    const knows = [...within("lib/src")].filter(
      ([file, text]) => floorOf(file, lib) !== "notebook" && /tslab/i.test(text),
    );
    expect(knows.map(([file]) => file)).toEqual([]);
  });

  it("has a test for every floor", () => {
    expect(untestedFloors(lib, within("lib/src"), [...within("test/lib").values()])).toEqual([]);
  });

  it("has a median file of at most 80 lines, tables of data apart", () => {
    const written = [...within("lib/src")].filter(([file]) => !file.startsWith("lib/src/facts/data/"));
    expect(medianLines(new Map(written))).toBeLessThanOrEqual(80);
  });
});

describe("tools/start", () => {
  const first = [...within("tools").keys()].filter((file) => floorOf(file, tools) === "start");

  it("imports nothing that npm has still to install", () => {
    expect(first.length).toBeGreaterThan(10);
    expect(needsNpm(first, house)).toEqual([]);
  });

  it("holds programs that Node runs as they are", () => {
    expect(first.filter((file) => !/\.[cm]js$/.test(file))).toEqual([]);
  });
});
