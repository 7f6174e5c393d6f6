import { microscope } from "@long-attention/figures";
import { findings, flashTrace, traceKernel } from "long-attention/flash";
import type { TileMemory } from "long-attention/gpu";
import { inspectCustom, jupyterDisplay } from "long-attention/ink";
import { describe, expect, it } from "vitest";
import { listing } from "../../figures/src/flash-stepper/listing.ts";
import { pack, unpack } from "../../figures/src/flash-stepper/recording.ts";
import { init } from "../../figures/src/flash-stepper/state.ts";
import { forward2 } from "../../grader/src/checks/07-flash-attention/forward2.ts";
import { flash2Forward, flashForward } from "../../solutions/07-flash-attention.ts";

const notRescaled = forward2({ shrinks: "only ℓ" });

describe("microscope(kernel)", () => {
  it("says of a right kernel that it is exact, and shows nothing to mend", () => {
    const { html } = microscope(flashForward);
    expect(html).toContain("Every row of O is exact.");
    expect(html).not.toContain("first difference");
  });

  it("opens at the first difference, on its row, with the running line lit", () => {
    const trace = traceKernel(notRescaled);
    const state = init({ recording: pack(trace, findings(trace), "") });
    expect([state.step, state.row]).toEqual([8, 3]);
    const lit = listing(state).filter(({ lit }) => lit);
    expect(lit.map(({ code }) => code)).toEqual(["Oᵢ = e^(mᵢ − m_new) Oᵢ + P̃ Vⱼ; mᵢ = m_new"]);
    expect(lit[0]!.values).toBe("O[3][0] = −0.081");
  });

  it("draws and says it without scripts too", () => {
    const shown = microscope(notRescaled);
    const text = "should be 0.01085, but is −0.08117";
    expect(shown[inspectCustom]()).toContain(text);
    expect(shown[jupyterDisplay]()["text/plain"]).toContain(text);
    expect(shown.html).toMatch(/<img alt="A kernel under the microscope: 64 tokens/);
  });

  it("runs short last blocks and scores far from zero, and says which of them it shows", () => {
    expect(microscope(forward2({ dropsShortBlock: true })).html).toContain("microscope: 60 tokens");
    expect(microscope(forward2({ start: 0 })).html).toContain("all scores are near −2,000");
    expect(microscope(forward2({ maximum: "tile's" })).html).toContain("the others near −2,000");
  });

  it("takes one run of the caller's choice", () => {
    expect(microscope(flash2Forward, { N: 32, Br: 8 }).html).toContain("32 tokens, d = 8, 8 rows of Q");
    expect(() => microscope(flash2Forward, { N: 0 })).toThrow(/N/);
  });

  it("says why there is nothing to see, as HTML that no message can break", () => {
    const stub = () => {
      throw new Error("TODO <07.3>");
    };
    expect(microscope(stub).html).toBe(
      "<p>Nothing to see yet: the kernel stopped before it moved anything: TODO &lt;07.3&gt;</p>",
    );
    expect(microscope(() => {}).html).toContain("the kernel moved nothing");
  });

  it("shows a kernel that stops on its way up to there", () => {
    const shown = microscope((mem: TileMemory) => {
      mem.store(mem.load(mem.Q, 0, 4), mem.O, 0, 8);
    });
    expect(shown.html).toContain("It stopped here: mem.store: the tile is [4,8]");
  });

  it("stays small", () => {
    for (const kernel of [flashForward, flash2Forward, notRescaled])
      expect(microscope(kernel).html.length).toBeLessThan(200_000);
  });
});

describe("unpack(pack(trace))", () => {
  it.each([
    ["a right kernel", flashForward, {}],
    ["NaN and ∞", forward2({ maximum: "tile's" }), { scores: "falling" }],
  ] as const)("keeps %s to four digits", (_, kernel, run) => {
    const trace = traceKernel(kernel, run);
    const back = unpack(JSON.parse(JSON.stringify(pack(trace, [], ""))));
    expect(back.steps.length).toBe(trace.steps.length);
    for (const [k, step] of trace.steps.entries()) {
      const { chip, ...rest } = back.steps[k]!;
      expect({ ...rest, chip: Object.keys(chip).sort() }).toEqual({
        ...step,
        chip: Object.keys(step.chip).sort(),
      });
      for (const [name, data] of Object.entries(step.chip))
        data.forEach((x, t) => {
          const y = chip[name]![t]!;
          expect(
            Object.is(x, y) || Math.abs(x - y) <= 4e-5 * Math.abs(x) || (Number.isNaN(x) && Number.isNaN(y)),
          ).toBe(true);
        });
    }
  });
});

it("init({ recording }) has the library's own run as it was beside it", () => {
  const { findings, about, trace } = init({});
  expect([findings, about, trace.steps.length]).toEqual([[], "", flashTrace().steps.length]);
});
