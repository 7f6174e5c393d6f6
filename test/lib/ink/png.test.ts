import { decode } from "fast-png";
import { png } from "long-attention/ink/png.js";
import { expect, test } from "vitest";

const data = Uint8ClampedArray.from({ length: 24 }, (_, at) => 10 * at);

test("png keeps every pixel, opacity included, at any level of compression", () => {
  for (const level of [1, 6, 9] as const) {
    const uri = png({ width: 3, height: 2, data }, level);
    expect(uri).toMatch(/^data:image\/png;base64,/);
    const image = decode(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64"));
    expect([image.width, image.height, image.channels]).toEqual([3, 2, 4]);
    expect([...image.data]).toEqual([...data]);
  }
});

test("png refuses data that is not four bytes for each pixel", () => {
  expect(() => png({ width: 3, height: 3, data })).toThrow(
    "png: 24 bytes for 3 × 3 pixels; give 36, four each",
  );
});
