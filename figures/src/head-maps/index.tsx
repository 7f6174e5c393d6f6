import { percent } from "long-attention/ink/format.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { OneHead } from "./one-head.js";
import { Overview, panel } from "./overview.js";
import { type Derived, derive, init, type State } from "./state.js";

// What it says must not push the drawings about under the pointer.
const css = `
@container (max-width:480px){.say{min-height:7.3em}}
.weight{fill:var(--S)}.choice{fill:none;stroke:var(--hot);stroke-width:2.5;transition:transform .15s}.row-of{fill:none;stroke:var(--ink);stroke-width:1.5;transition:transform .15s}
.on-cell{fill:var(--ink)}.cell-of{fill:none;stroke:var(--hot);stroke-width:1.25}`;

/** The weights of several heads: all of them small, one of them with its numbers. */
export const explorable: Explorable<State, Derived> = {
  name: "head-maps",
  title: "Heads and their weights",
  css,
  height: panel.height,
  widths: [panel.width, panel.width],
  init,
  derive,
  Left: Overview,
  Right: OneHead,
  label: (state, now) =>
    `Head ${state.head}. “${state.words[state.query]}” gives ${state.words.map((word, j) => `${word} ${percent(now.rows[state.query]![j]!, 1)}`).join(", ")}.`,
  say,
  alt,
  Controls,
  tip: () =>
    "Click a small map to see its numbers; point at a number to read it out. The sliders do the same with the arrow keys.",
};

function Controls({ state, set }: Live<State, Derived>) {
  const { words, maps } = state;
  const last = words.length - 1;
  return (
    <div class="bar">
      <Slider
        label="head"
        value={state.head}
        min={0}
        max={maps.length - 1}
        text={`${state.head}`}
        onInput={(head) => set({ head })}
      />
      <Slider
        label="reads"
        value={state.query}
        min={0}
        max={last}
        text={words[state.query]!}
        onInput={(query) => set({ query })}
      />
      <Slider
        label="is read"
        value={state.key}
        min={0}
        max={last}
        text={words[state.key]!}
        onInput={(key) => set({ key })}
      />
    </div>
  );
}

function say({ words, head, query, key }: State, { weight, mean }: Derived): string[] {
  return [
    `In head ${head}, “${words[query]}” gives ${percent(weight, 1)} of its weight to “${words[key]}”.`,
    `On average over the words, this head gives ${percent(mean.before, 1)} to the word before, ${percent(mean.self, 1)} to the word itself and ${percent(mean.first, 1)} to the first, “${words[0]}”.`,
  ];
}

function alt(state: State, now: Derived): string {
  const { maps, words } = state;
  return `Attention weights of ${maps.length} heads over ${words.length} words: ${words.join(" ")}. ${say(state, now).join(" ")}`;
}
