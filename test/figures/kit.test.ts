import fc from "fast-check";
import { expect, test } from "vitest";
import { clock } from "../../figures/src/kit/clock.tsx";
import { brightness, heat } from "../../figures/src/kit/heat.ts";
import { pressed } from "../../figures/src/kit/keys.ts";
import { indexAt } from "../../figures/src/kit/pointer.tsx";
import { among, clamp, nearest, outOfRange } from "../../figures/src/kit/props.ts";

test("clamp brings a number into its range, whole, and what is none to the fallback", () => {
  expect([clamp(7.4, 1, 10, 5), clamp(-3, 1, 10, 5), clamp(1e9, 1, 10, 5)]).toEqual([7, 1, 10]);
  for (const none of ["7", undefined, null, NaN, Infinity, {}]) expect(clamp(none, 1, 10, 5)).toBe(5);
});

test("among, nearest and indexAt choose from a list", () => {
  expect([among("b", ["a", "b"], "a"), among("c", ["a", "b"], "a")]).toEqual(["b", "a"]);
  expect([nearest(5, [2, 4, 8]), nearest(6, [4, 8])]).toEqual([4, 4]);
  expect([indexAt(-1, 4), indexAt(0.49, 4), indexAt(1, 4)]).toEqual([0, 1, 3]);
});

test("outOfRange names the props that were asked for and cannot be shown, and no others", () => {
  expect(outOfRange({ a: 1, b: 2, note: "x" }, { a: 1, b: 3, c: 4, note: "" })).toBe(
    "b: 2 is out of range, showing 3.",
  );
});

interface State {
  readonly step: number;
  readonly playing: boolean;
}
const four = clock<State>("step", () => 3, 100);

test("clock.to stays between 0 and the last step and stands still", () => {
  fc.assert(
    fc.property(fc.integer(), (k) => {
      const { step, playing } = { playing: true, ...four.to({ step: 1, playing: true }, k) };
      expect(step).toBe(Math.max(0, Math.min(3, k)));
      expect(playing).toBe(false);
    }),
    { seed: 5 },
  );
});

test("clock.toggled plays, stands still, and plays again from the start at the end", () => {
  expect(four.toggled({ step: 1, playing: false })).toEqual({ playing: true });
  expect(four.toggled({ step: 1, playing: true })).toEqual({ playing: false });
  expect(four.toggled({ step: 3, playing: false })).toEqual({ playing: true, step: 0 });
});

test("clock.tick goes on while it plays and stops at the end", () => {
  expect(four.tick({ step: 1, playing: false })).toBeUndefined();
  expect(four.tick({ step: 1, playing: true })).toEqual({ afterMs: 100, patch: { step: 2 } });
  expect(four.tick({ step: 3, playing: true })).toEqual({ afterMs: 0, patch: { playing: false } });
});

test("pressed leaves keys to the browser with Ctrl held, and to controls that need them", () => {
  const event = (key: string, more = {}) => ({ key, target: null, ...more }) as unknown as KeyboardEvent;
  const keys = { a: () => 1 };
  expect(pressed(event("a"), keys)).toBe(1);
  expect(pressed(event("b"), keys)).toBeUndefined();
  expect(pressed(event("a", { ctrlKey: true }), keys)).toBeUndefined();
});

test("pressed leaves each control the keys that it needs, and no others", () => {
  const works = (control: string, key: string) => {
    const target = { matches: (selector: string) => selector === control };
    return pressed({ key, target } as unknown as KeyboardEvent, { [key]: () => true }) ?? false;
  };
  const keys = ["ArrowLeft", "ArrowUp", "PageUp", "Home"];
  const table = ["select", "[type=radio]", "[type=number]", ".slider input", "button"].map((control) => [
    control,
    ...keys.map((key) => works(control, key)),
  ]);
  expect(table).toEqual([
    ["select", false, false, false, false],
    ["[type=radio]", false, false, true, true],
    ["[type=number]", false, false, true, false],
    [".slider input", false, true, true, false],
    ["button", true, true, true, true],
  ]);
});

test("brightness keeps the smallest visible and −∞ dark, and heat is a PNG", () => {
  const tone = brightness([2, -Infinity, 4]);
  expect([tone(2), tone(4), tone(9), tone(-Infinity)]).toEqual([0.06, 1, 1, 0]);
  expect(brightness([3, 3])(3)).toBe(0.06);
  expect(heat([2, 3], "#0072B2", () => 0.5)).toMatch(/^data:image\/png;base64,/);
});
