import {
  atNight,
  bucketColours,
  byNight,
  contrast,
  ink,
  muted,
  night,
  nightRules,
  palette,
  paper,
  textColour,
  tint,
} from "long-attention/ink";
import { expect, it } from "vitest";

const hues = [...Object.values(palette), ...bucketColours];

it("atNight(paper) is dark, and words on it are read as well as by day", () => {
  expect(atNight(paper)).toBe(night.paper);
  for (const words of [ink, muted, ...Object.values(textColour)])
    expect(contrast(atNight(words), night.paper)).toBeGreaterThanOrEqual(6);
});

it("atNight(tint(hue, t)) carries words of night's ink at every t", () => {
  for (const hue of hues)
    for (let t = 0; t <= 1; t += 1 / 16)
      expect(contrast(atNight(tint(hue, t)), night.ink)).toBeGreaterThanOrEqual(4.5);
});

it("atNight(tint(hue, t)) is further from the paper the larger t", () => {
  for (const hue of Object.values(palette).filter((one) => one !== palette.black)) {
    const seen = Array.from({ length: 9 }, (_, k) => contrast(atNight(tint(hue, k / 8)), night.paper));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(2.5);
  }
});

it("atNight(hue) is the hue, which lines and dots keep: contrast at least 3 on dark paper", () => {
  for (const hue of hues.filter((one) => one !== palette.black)) {
    expect(atNight(hue)).toBe(hue);
    expect(contrast(hue, night.paper)).toBeGreaterThanOrEqual(3);
  }
});

it("nightRules(svg) names each colour of the drawing once, for fill and stroke apart", () => {
  const svg = `<svg fill="${ink}"><rect fill="${paper}"/><rect fill="${paper}" stroke="${paper}"/><path fill="${palette.blue}"/></svg>`;
  expect(nightRules(svg)).toBe(
    `${byNight}{[fill=\\${ink}]{fill:${night.ink}}[fill=\\${paper}]{fill:${night.paper}}[stroke=\\${paper}]{stroke:${night.paper}}}`,
  );
  expect(nightRules(`<svg><path fill="${palette.blue}"/></svg>`)).toBe("");
});

it("nightRules(svg) shows what is drawn for the night in place of what is drawn for the day", () => {
  const rules = nightRules(`<svg fill="${ink}"><g class="night"/><g class="day"/></svg>`);
  expect(rules).toMatch(/^\.night\{display:none\}@media/);
  expect(rules).toContain(".day{display:none}.night{display:inline}}");
});
