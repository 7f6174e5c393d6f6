import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exercises } from "../../../grader/src/checks/index.js";
import { proseHtml, proseText, wrapped } from "../../../grader/src/feedback/index.js";
import { texts } from "../../../grader/src/learner/texts.js";
import { isPlain, plainLines } from "../../../grader/src/text/plain.js";
import { texToHtml, texToText } from "../../../grader/src/text/tex.js";

describe("texToText(tex)", () => {
  it.each([
    ["e^{1000}", "e^1000"],
    ["e^{m_a - m}", "e^(m_a − m)"],
    ["QK^\\top / \\sqrt{d}", "QKᵀ / √d"],
    ["\\frac{1}{\\sqrt{d}}", "1/(√d)"],
    ["\\sum_j e^{x_j}", "Σ_j e^(x_j)"],
    ["\\lceil M / 4d \\rceil", "⌈ M / 4d ⌉"],
    ["\\mathrm{softmax}(S)\\,V", "softmax(S)V"],
    ["\\tilde{m} \\le \\infty", "m̃ ≤ ∞"],
    ["d_{model}", "d_model"],
  ])("%s → %s", (tex, text) => {
    expect(texToText(tex)).toBe(text);
  });
});

describe("texToHtml(tex)", () => {
  it("raises powers and lowers indices", () => {
    expect(texToHtml("e^{x_i}").replace(/ style="[^"]*"/g, "")).toBe("e<sup>x<sub>i</sub></sup>");
  });
  it("lets nothing through as HTML", () => {
    expect(texToHtml("a < b & c")).toBe("a &lt; b &amp; c");
  });
});

describe("proseText(markdown) and proseHtml(markdown)", () => {
  it("leave code alone, dollar signs included", () => {
    expect(proseText("`$x$` and $x^2$")).toBe("$x$ and x^2");
    expect(proseHtml("`$x$`")).toBe("<code>$x$</code>");
  });
  it("show HTML as text", () => {
    expect(proseHtml("<img src=x onerror=alert(1)>")).toBe("&lt;img src=x onerror=alert(1)&gt;");
  });
  it("leave no TeX in any text of the course", () => {
    const all = exercises.flatMap(({ id, title, checks, mutants }) => [
      title,
      ...(texts[id] ? [texts[id].hint] : []),
      ...checks.map((check) => check.title),
      ...mutants.map(({ misconception }) => misconception),
    ]);
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((text) => /[\\$]/.test(proseText(text.replace(/`[^`]*`/g, ""))))).toEqual([]);
  });
});

describe("plainLines(text, most)", () => {
  it("replaces control characters and signs that turn the direction of reading, and keeps lines", () => {
    expect(plainLines("a\u001b[1mb\u202ec\u0000d\r\ne")).toBe("a\ufffd[1mb\ufffdc\ufffdd\ne");
  });

  it("says how much it cuts off", () => {
    expect(plainLines("x".repeat(1000), 100)).toBe(`${"x".repeat(60)} … (940 more characters)`);
    expect(plainLines("x".repeat(100), 100)).toHaveLength(100);
  });

  it("cuts no character in two, and stays within its limit", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 60, max: 200 }),
        (text, most) => {
          const clean = plainLines(text, most);
          expect(clean.length).toBeLessThanOrEqual(most);
          expect(isPlain(clean)).toBe(true);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("wrapped(text, columns)", () => {
  it("breaks lines between words", () => {
    expect(wrapped("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });
});
