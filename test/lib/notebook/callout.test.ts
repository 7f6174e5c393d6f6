import { inspect } from "node:util";
import { callout } from "long-attention/notebook";
import { expect, test } from "vitest";

const slip = {
  slide: "2 × 100³ = 20 million",
  correct: "**2,000,000**",
  why: "Every intensity after it is off.",
};

test("callout strikes the slide's value through and gives the correct one", () => {
  const { html, text } = callout(slip);
  expect(html).toContain("<del>2 × 100³ = 20 million</del>");
  expect(html).toContain("<strong>2,000,000</strong>");
  expect(text).toBe(
    "Slide says: 2 × 100³ = 20 million\nCorrect: 2,000,000.\nWhy it matters: Every intensity after it is off.",
  );
  expect(inspect(callout(slip))).toBe(text);
});

test("callout ends what is correct as a sentence, once", () => {
  const ends = (correct: string | number) => callout({ ...slip, correct }).text.split("\n")[1];
  expect([ends(25), ends("25."), ends("25 or so …"), ends("which?")]).toEqual([
    "Correct: 25.",
    "Correct: 25.",
    "Correct: 25 or so …",
    "Correct: which?",
  ]);
});

test("callout strikes only the ~~marked~~ part when there is one", () => {
  const { html, text } = callout({ ...slip, slide: "intensity ~~250~~ FLOP/B", correct: 25 });
  expect(html).toContain("intensity <del>250</del> FLOP/B");
  expect(text).toContain("Slide says: intensity 250 FLOP/B\nCorrect: 25.");
});

test("callout says whose slip it is when it is a paper's", () => {
  const { html, text } = callout({ paper: "with the inverse", correct: "without", why: "A typo." });
  expect(html).toContain("Paper says</strong> <del>with the inverse</del>");
  expect(text).toBe("Paper says: with the inverse\nCorrect: without.\nWhy it matters: A typo.");
});

test("callout shows raw HTML as text, in every part", () => {
  const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const { html } = callout({
    slide: evil,
    correct: `a ${evil}`,
    why: `${evil}\n\n${evil} [x](javascript:alert(3))`,
  });
  expect(html).not.toMatch(/<(?!\/?(div|strong|del|p|code|em|br)\b)/);
  expect(html).not.toContain("javascript:");
});

test("callout without a part says which", () => {
  expect(() => callout({ ...slip, why: "" })).toThrow("callout: why is “”; say it in a few words");
  expect(() => callout({ slide: 250, why: "x" } as never)).toThrow("callout: correct is missing");
});

test("callout shows a picture's description in its place: notebooks carry no files", () => {
  const { html } = callout({ ...slip, why: "See ![the <chip>](chip.png)." });
  expect(html).toContain("See the &lt;chip&gt;.");
  expect(html).not.toContain("<img");
});
