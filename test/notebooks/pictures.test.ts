import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const MARKS = /<(path|rect|line|circle|text|image|polygon|polyline)\b/;

/** The SVG pictures in a notebook's outputs. */
function pictures(file: string): string[] {
  const text = readFileSync(`notebooks/${file}`, "utf8");
  const found = text.matchAll(/data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/g);
  return [...found].map(([, data]) => Buffer.from(data as string, "base64").toString());
}

it.each(readdirSync("notebooks").filter((name) => name.endsWith(".ipynb")))(
  "%s has no picture in which nothing is drawn",
  (file) => {
    const empty = pictures(file).filter((svg) => !MARKS.test(svg));
    expect(empty).toEqual([]);
  },
);
