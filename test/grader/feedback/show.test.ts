import { describe, expect, it } from "vitest";
import { difference, show } from "../../../grader/src/engine/compare.js";

describe("show(x, digits)", () => {
  it.each([
    [1.9e13, 6, "1.9e13"],
    [10795454545454.5, 6, "1.07955e13"],
    [85899345920, 6, "85899345920"],
    [-8e10, 6, "−8e10"],
    [4194304, 6, "4194304"],
    [1000000, 6, "1000000"],
    [282842.71, 3, "282842.7"],
    [282842.712474619, 6, "282842.7"],
    [282843.0000001, 6, "282843.0"],
    [99999.97123, 6, "100000.0"],
    [0.1 + 0.2, 6, "0.3"],
    [-1.25e-7, 6, "−1.25e−7"],
    [1 / 3, 3, "0.333"],
    [-Infinity, 6, "−∞"],
    [NaN, 6, "NaN"],
  ])("%s with %s digits is %s", (x, digits, text) => {
    expect(show(x, digits)).toBe(text);
  });
});

describe("difference(actual, expected)", () => {
  it("does not make what is not whole look off by one", () => {
    expect(difference(282842.712474619, 282843, { rtol: 0 })).toBe(
      "the result should be 282843, but is 282842.7",
    );
  });

  it("shows enough digits to tell two numbers apart", () => {
    expect(difference(282843.0000001, 282843, { rtol: 0, atol: 0 })).toBe(
      "the result should be 282843, but is 282843.0000001",
    );
  });
});
