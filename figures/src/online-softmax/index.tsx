import { Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { NumberField, Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { within } from "../kit/props.js";
import { Join } from "./join.js";
import { alt, say } from "./say.js";
import { Scores } from "./scores.js";
import { changed, cutAt, type Derived, derive, first, init, limits, type State } from "./state.js";

const css = `
.score{stroke:var(--ink);stroke-width:.5}.part-a,.fill-a{fill:var(--S);fill-opacity:.75}.part-b,.fill-b{fill:var(--K);fill-opacity:.65}.masked{fill:none;stroke:var(--muted);stroke-dasharray:3 3}
.broken{fill:none;stroke:var(--panel);stroke-width:3}.max{stroke:var(--hot);stroke-width:2}.cut{stroke:var(--ink);stroke-width:2;stroke-dasharray:6 4}.knob{fill:var(--page);stroke:var(--ink)}.knob.on{stroke-width:3}
.before{fill:none;stroke:var(--muted);stroke-dasharray:4 3}.both{fill:var(--hot)}.dot{fill:var(--page);stroke:var(--ink);stroke-width:1.5}.slide-x{transition:transform .2s}`;

/** Softmax in two parts: pull the scores, move the cut, and the result of joining stays that of the whole. */
export const explorable: Explorable<State, Derived> = {
  name: "online-softmax",
  title: "Softmax in two parts",
  css,
  height: 510,
  init,
  derive,
  Left: Scores,
  Right: Join,
  label: (state, now) => say(state, now)[1]!,
  say,
  alt,
  Controls,
  tip: () =>
    "Pull a bar, or drag the dashed cut; type a score as large as 1000. Keys: ← → choose a score, ↑ ↓ change it, Page Up and Page Down move the cut.",

  key(event, state) {
    const { x, chosen, cut } = state;
    const choose = (i: number) => ({ chosen: within(i, 0, x.length - 1) });
    const nudge = (by: number) => (x[chosen] === -Infinity ? {} : changed(state, chosen, x[chosen]! + by));
    return pressed<Partial<State>>(event, {
      ArrowLeft: () => choose(chosen - 1),
      ArrowRight: () => choose(chosen + 1),
      ArrowUp: () => nudge(0.1),
      ArrowDown: () => nudge(-0.1),
      PageUp: () => ({ cut: cutAt(state, cut + 1) }),
      PageDown: () => ({ cut: cutAt(state, cut - 1) }),
    });
  },
};

function Controls({ state, set }: Live<State, Derived>) {
  const { x, chosen, cut } = state;
  const masked = x[chosen] === -Infinity;
  return (
    <div class="bar">
      <Slider
        label="cut after"
        value={cut}
        min={1}
        max={x.length - 1}
        text={`${cut} of ${x.length}`}
        onInput={(to) => set({ cut: to })}
      />
      <NumberField
        label="score number"
        value={chosen + 1}
        min={1}
        max={x.length}
        onChange={(n, note) => set({ chosen: Math.round(n) - 1, note })}
      />
      {!masked && (
        <NumberField
          label="its value"
          value={x[chosen]!}
          min={limits.x[0]}
          max={limits.x[1]}
          step={0.01}
          onChange={(value, note) => set({ ...changed(state, chosen, value), note })}
        />
      )}
      <Tick
        label="masked (−∞)"
        checked={masked}
        onChange={(on) => set(changed(state, chosen, on ? -Infinity : (first[chosen] ?? 0)))}
      />
      <button type="button" onClick={() => set({ x: [...first], cut: 5, chosen: 3 })}>
        The first ten numbers
      </button>
    </div>
  );
}
