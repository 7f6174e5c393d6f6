import { asLine, asText, channels, ink, matrixColour, muted } from "long-attention/ink";
import { expect, it } from "vitest";

type Triple = readonly [number, number, number];

/** Red, green and blue as light, 0 to 1. */
const light = (hex: string) =>
  channels(hex).map((c) => {
    const v = c / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;

const times = (rows: readonly Triple[], v: readonly number[]) =>
  rows.map((row) => row.reduce((sum, x, k) => sum + x * v[k]!, 0));

/** What CSS means by color-mix(in oklab, …), as light. @see https://bottosson.github.io/posts/oklab/ */
function mixed(a: string, b: string, share: number): number[] {
  const [toCone, toLab]: Triple[][] = [
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
  ] as [Triple[], Triple[]];
  const lab = (hex: string) => times(toLab!, times(toCone!, light(hex)).map(Math.cbrt));
  const [x, y] = [lab(a), lab(b)];
  const cones = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    x.map((v, k) => share * v + (1 - share) * y[k]!),
  ).map((v) => v ** 3);
  return times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    cones,
  ).map((v) => Math.max(0, Math.min(1, v)));
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [low, high] = [a, b]
    .map(([r, g, b]) => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!)
    .sort((p, q) => p - q);
  return (high! + 0.05) / (low! + 0.05);
}

const share = (css: string) => Number(/(\d+)%/.exec(css)![1]) / 100;

it.each([
  ["a light page", ink, "#ffffff"],
  ["a dark page", "#e8e8e8", "#111111"],
  ["JupyterLab's dark page", "#e0e0e0", "#1e1e1e"],
])("asText has a contrast of 4.5, asLine of 3, for every hue on a panel of %s", (_, pageInk, page) => {
  const panel = mixed(pageInk, page, 0.05);
  for (const hue of [...Object.values(matrixColour), muted]) {
    expect(contrast(mixed(hue, pageInk, share(asText(hue, pageInk))), panel)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(mixed(hue, pageInk, share(asLine(hue, pageInk))), panel)).toBeGreaterThanOrEqual(3);
  }
});

it("asText is CSS that follows the page's ink", () => {
  expect(asText("var(--K)", "var(--ink)")).toBe("color-mix(in oklab,var(--K) 55%,var(--ink))");
});
