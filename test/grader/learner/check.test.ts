import { check, Feedback } from "@long-attention/grader";
import { attention, type SoftmaxStats } from "long-attention/attention";
import { minBatch } from "long-attention/gpu";
import { jupyterDisplay } from "long-attention/ink";
import { fromFunction, type Matrix, matmul, softmax, toRows, transpose } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import { progressHere } from "./progress-here.ts";

progressHere();

const sdpa = (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V);
const unscaled = (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V, { scale: 1 });

describe("check(id, solution) of a right solution", () => {
  it("gives full points at once, without a promise", () => {
    const feedback = check("00.2", sdpa as unknown);
    expect(feedback).toBeInstanceOf(Feedback);
    expect(feedback).toMatchObject({ id: "00.2", passed: true, score: 5, points: 5, seed: 1 });
  });

  it("says so in words, names the next exercise and offers the reference", () => {
    const { text, html } = check("00.2", sdpa as unknown);
    expect(text).toContain(
      "✔ 00.2 Scaled dot-product attention: passed, all 5 checks passed · 5 of 5 points",
    );
    expect(text).toContain('reference("00.2")');
    expect(text).toContain("Next: 00.3");
    expect(html).toContain("✔ passed");
  });

  it("accepts nested rows where a matrix is due", () => {
    const nested = (Q: Matrix, K: Matrix, V: Matrix) => toRows(attention(Q, K, V));
    expect(check("00.2", nested as unknown).passed).toBe(true);
  });

  it("shows itself in a notebook as HTML and as text", () => {
    const feedback = check("00.2", sdpa as unknown);
    expect(feedback[jupyterDisplay]()).toEqual({ "text/html": feedback.html, "text/plain": feedback.text });
  });

  it("says when an input was changed, and gives the points all the same", () => {
    const careless = (x: Float64Array) => {
      const right = softmax(x);
      x.fill(0);
      return right;
    };
    const { passed, text } = check("00.1", careless as unknown);
    expect(passed).toBe(true);
    expect(text).toContain("changes its input x");
  });
});

describe("check(id, solution) of a wrong solution", () => {
  it("names the misconception, what was expected and what came, and the seed that replays it", () => {
    const { passed, score, text, html } = check("00.2", unscaled as unknown);
    expect(passed).toBe(false);
    expect(score).toBe(0);
    expect(text).toContain("This looks like a known slip.");
    expect(text.indexOf("You do not scale the scores.")).toBeGreaterThan(text.indexOf("expected [6, 4]"));
    expect(html).toMatch(/<details[^>]*><summary[^>]*><strong>This looks like a known slip/);
    expect(text).toContain("expected [6, 4]");
    expect(text).toContain("yours [6, 4]");
    expect(text).toContain('The same inputs again: check("00.2", sdpa)\n');
    expect(html).toContain("yours − expected");
  });

  it("shows the difference with a sign in every cell, not by colour alone", () => {
    const { html } = check("00.2", unscaled as unknown);
    const tinted = [...html.matchAll(/<td [^>]*background: rgba\((213|0), [^>]*>([^<]*)</g)];
    expect(tinted.length).toBeGreaterThan(20);
    for (const [, red, text] of tinted) expect(text![0]).toBe(red === "213" ? "+" : "−");
  });

  it("shows a much smaller input that fails, where the first is large", () => {
    const { text } = check("00.2", unscaled as unknown);
    const smallest = text.slice(text.indexOf("The smallest input that fails"));
    expect(smallest).toMatch(/Q \[1, [12]\]/);
  });

  it("gives the same words for the same seed, and draws other inputs for another", () => {
    const onlyDrawn = (Q: Matrix, K: Matrix, V: Matrix) =>
      Q.shape[0] === 6 ? attention(Q, K, V) : attention(Q, K, V, { scale: 2 });
    const unnoted = (text: string) => text.replace(/ {2}Note\. sdpa is unchanged.*\n\n/, "");
    const words = (seed: number) => unnoted(check("00.2", onlyDrawn as unknown, { seed }).text);
    expect(words(17)).toBe(words(17));
    expect(words(17)).toContain("{ seed: 17 }");
    expect(new Set([1, 2, 3, 4].map((seed) => words(seed).replace(/seed: \d/, ""))).size).toBeGreaterThan(1);
  });

  it("says that rows and columns are swapped, with both shapes", () => {
    const { text } = check("00.2", ((Q, K, V) => transpose(sdpa(Q, K, V))) as typeof sdpa as unknown);
    expect(text).toContain("should have shape [6,4], but has [4,6]: rows and columns are swapped");
  });

  it("explains NaN", () => {
    const overflowing = (x: Float64Array) => {
      const e = x.map(Math.exp);
      const sum = e.reduce((a, b) => a + b);
      return e.map((part) => part / sum);
    };
    const { text } = check("00.1", overflowing as unknown);
    expect(text).toContain("is NaN");
    expect(text).toContain("NaN, not a number, comes from");
    expect(text).toContain("x = [999, 1000, 1001]");
  });

  it("explains that a Float32Array is too coarse", () => {
    const coarse = (x: Float64Array) => Float32Array.from(softmax(x), (weight) => weight * 1.0001);
    expect(check("00.1", coarse as unknown).text).toContain("A Float32Array keeps 7 digits only");
  });

  it("asks for a return when nothing comes back", () => {
    const { text } = check("00.2", ((Q: Matrix, K: Matrix) => void matmul(Q, transpose(K))) as unknown);
    expect(text).toContain("sdpa gives nothing back. Is a return missing?");
  });

  it("mentions a wrong number of parameters only when something fails", () => {
    const flops = (T: number, d: number) => 4 * d * T * T;
    expect(check("00.5", flops as unknown).text).toContain(
      "attentionFlops takes 2 parameters; it is given 3: T, d, causal.",
    );
    const byRest = (...args: [Matrix, Matrix, Matrix]) => attention(...args);
    expect(check("00.2", byRest as unknown).text).not.toContain("parameters");
  });

  it("keeps the inputs of a hidden check to itself", () => {
    const short = (Q: Matrix, K: Matrix, V: Matrix) =>
      K.shape[0]! > 10 ? fromFunction([Q.shape[0]!, V.shape[1]!], () => 12345) : attention(Q, K, V);
    const { text, html, passed } = check("00.2", short as unknown);
    expect(passed).toBe(false);
    expect(text).toContain("A hidden check fails: works for many more keys than queries.");
    for (const shown of [text, html]) expect(shown).not.toMatch(/12345|expected|seed|this input/);
  });
});

describe("check(id, solution) of a solution that does not give a value", () => {
  it("says that a stub is not started, and does not call that an error", () => {
    const stub = () => {
      throw new Error("TODO exercise 00.2: sdpa");
    };
    const { text, passed } = check("00.2", stub as unknown);
    expect(passed).toBe(false);
    expect(text).toContain("○ 00.2 Scaled dot-product attention: not started, 5 points");
    expect(text).toMatch(/The answer takes about \d+ lines\./);
    expect(text).not.toMatch(/failed|threw|Error/);
  });

  it("shows an exception and its input", () => {
    const broken = (Q: Matrix) => {
      throw new TypeError(`no rows in <b>${Q.shape}</b>`);
    };
    const { text, html } = check("00.2", broken as unknown);
    expect(text).toContain("sdpa threw an error:");
    expect(text).toContain("TypeError: no rows in <b>6,4</b>");
    expect(html).toContain("&lt;b>6,4&lt;/b>");
    expect(text).toContain("With this input");
  });

  it("runs the other checks after an exception in one, and none after the second endless loop", () => {
    const once = (T: number, d: number, causal: boolean) => {
      if (!causal) throw new RangeError("not yet");
      return 2 * T * (T + 1) * d;
    };
    const checks = check("00.5", once as unknown).checks;
    expect(checks[0]!.passed).toBe(false);
    expect(checks.some(({ passed }) => passed)).toBe(true);
    const { text } = check(
      "00.3",
      (() => {
        for (;;);
      }) as unknown,
      { seconds: 0.5 },
    );
    expect(text).toMatch(/did not finish within 0\.5 s/);
    expect(text).toContain("– not run");
  });

  it("stops an endless loop after the limit and names the exercise", () => {
    const loop = (x: Float64Array) => {
      for (let i = 0; i < x.length; ) i += 0;
      return x;
    };
    const { text } = check("00.1", loop as unknown, { seconds: 0.2 });
    expect(text).toContain(
      "00.1 stableSoftmax did not finish within 0.2 s. Look for a loop that never ends.",
    );
  });

  it("stops waiting for a promise that never comes", async () => {
    const { text } = await check("00.1", () => new Promise(() => {}), { seconds: 0.2 });
    expect(text).toContain("did not finish within 0.2 s");
  });

  it.each([
    [undefined, "sdpa should be a function, but is undefined; run the cell that defines it."],
    [3, "sdpa should be a function, but is a number"],
    [null, "sdpa should be a function, but is null"],
  ])("says what stands where the function should be: %s", (value, words) => {
    expect(check("00.2", value).text.replace(/\s+/g, " ")).toContain(words);
  });
});

describe("check(id, solution) tried again", () => {
  const note = "sdpa is unchanged since the last check: did you run its cell?";

  it("says when the same text fails again, and not after it has passed or was changed", () => {
    check("00.2", sdpa as unknown);
    expect(check("00.2", unscaled as unknown).text).not.toContain(note);
    expect(check("00.2", unscaled as unknown).text).toMatch(
      new RegExp(`^.*\n\n {2}Note\\. ${note.replace("?", "\\?")}`),
    );
    const other = (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V, { scale: 3 });
    expect(check("00.2", other as unknown).text).not.toContain(note);
    expect(check("00.2", other as unknown, { seed: 5 }).text).not.toContain(note);
    check("00.2", sdpa as unknown);
    expect(check("00.2", sdpa as unknown).text).not.toContain(note);
    expect(check("00.2", other as unknown, { seed: 5 }).text).not.toContain(note);
  });

  it("says so of a stub, too", () => {
    const stub = () => {
      throw new Error("TODO exercise 00.2: sdpa");
    };
    check("00.2", stub as unknown);
    expect(check("00.2", stub as unknown).text).toContain(note);
  });
});

describe("check(id, solution) of neighbours", () => {
  it("names the exercise that the function belongs to, where it is another one", () => {
    const roofline = (flops: number, bytes: number) => flops / bytes;
    expect(check("03.5", roofline as unknown).text).toContain(
      "Note. roofline is the function of 03.2; 03.5 asks for minBatch.",
    );
    expect(check("03.2", roofline as unknown).text).not.toContain("is the function of");
  });

  it("names the file of the next exercise where a new set begins", () => {
    expect(check("03.5", minBatch).text).toContain(
      "Next: 04.1 A window over the text, in exercises/04-sparse-patterns.ipynb",
    );
  });

  it("keeps the names of properties as they are", () => {
    const noRescale = (a: SoftmaxStats, b: SoftmaxStats) => ({ m: Math.max(a.m, b.m), l: a.l + b.l });
    const { text, html } = check("07.1", noRescale as unknown);
    expect(text).toMatch(/^ {2}l should be \d/m);
    expect(html).toMatch(/<code>l<\/code> should be \d/);
  });

  it("names a part of what went wrong, with care, where no known slip explains it all", () => {
    const twoSlips = (a: SoftmaxStats, b: SoftmaxStats) =>
      Math.max(a.m, b.m) < -100 ? { m: 0, l: 1 } : { m: Math.max(a.m, b.m), l: a.l + b.l };
    const { text } = check("07.1", twoSlips as unknown);
    expect(text).toContain("Part of this looks like a known slip; there may be another one.");
    expect(text.replace(/[\s▌]+/g, " ")).toContain("You add the two sums as they are.");
  });
});

describe("check('03.2', roofline) of two slips in different properties", () => {
  it("names the one that the first failing check looks at", () => {
    const twoSlips = (flops: number, bytes: number, peak: number, bw: number) => {
      const [tMath, tMem] = [flops / peak, bytes / bw];
      return { tMath, tMem, total: tMath + tMem, bound: "math", attainable: peak };
    };
    const { text } = check("03.2", twoSlips as unknown);
    expect(text).toContain("Part of this looks like a known slip");
    expect(text).toContain("You add the two times.");
  });
});

describe("check(id, async solution)", () => {
  const later = async (Q: Matrix, K: Matrix, V: Matrix) => attention(Q, K, V);

  it("awaits the promise, gives the points, and says that async is not needed", async () => {
    const { passed, text } = await check("00.2", later);
    expect(passed).toBe(true);
    expect(text.replace(/\s+/g, " ")).toContain("sdpa gives a promise, which was awaited; remove async");
  });

  it("is shown by a notebook that waits for the display", async () => {
    const bundle = await check("00.2", later)[jupyterDisplay]();
    expect(bundle["text/plain"]).toContain("all 5 checks passed");
  });
});

describe("check(id, solution) of an unknown id", () => {
  it.each([
    ["7.3", 'there is no exercise "7.3"; did you mean "07.3"?'],
    ["07-3", 'did you mean "07.3"?'],
    ["sdpa", 'did you mean "00.2"?'],
    ["00.9", 'there is no exercise "00.9"; set 00 has 00.1 to 00.6'],
    ["99.1", 'there is no exercise "99.1"; there are 00.1 to 00.6, '],
  ])("%s: %s", (id, words) => {
    expect(() => check(id, sdpa as unknown)).toThrow(words);
  });

  it("asks for the id when it is left out", () => {
    expect(() => check(sdpa as unknown as string, undefined)).toThrow(
      'check: the first argument is the exercise\'s id, as in check("00.2", sdpa)',
    );
  });
});
