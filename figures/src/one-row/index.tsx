import { fixed } from "long-attention/ink/format.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { Column } from "./column.js";
import { type ExampleName, examples } from "./examples.js";
import { height, panel } from "./grid.js";
import { Product } from "./product.js";
import { alt, label, say } from "./say.js";
import { Scores } from "./scores.js";
import { type Derived, derive, init, limits, type State, switched, tidy } from "./state.js";
import { Sum } from "./sum.js";

// What it says must not push the drawings about under the pointer.
const css = `
.say{min-height:4.4em}@container (max-width:480px){.say{min-height:10.2em}}
.score{fill:var(--S)}.score.below{fill:var(--S);fill-opacity:.55;stroke:var(--S);stroke-width:1}.masked{fill:none;stroke:var(--muted);stroke-dasharray:3 3}
.cell{fill:var(--own)}.choice{fill:none;stroke:var(--hot);stroke-width:2;transition:transform .2s}.choice.line{stroke-width:1.5}
.asks rect{fill:var(--page);stroke:var(--line)}.asks.on rect{fill:var(--Q);stroke:var(--Q)}.asks.on text{fill:#fff;font-weight:650}.asks.unread rect{fill:none;stroke-dasharray:3 3}.figure .asks{cursor:pointer}`;

/** One row of attention: a word asks, every key answers, and what becomes of each answer until the output. */
export const explorable: Explorable<State, Derived> = {
  name: "one-row",
  title: "One row's journey",
  css,
  height,
  widths: [panel.width, panel.width],
  init,
  derive,
  Left: (scene) => (
    <>
      <Scores {...scene} />
      <Product {...scene} />
    </>
  ),
  Right: (scene) => (
    <>
      <Sum {...scene} />
      <Column {...scene} />
    </>
  ),
  label,
  say,
  alt,
  Controls,
  tip: () =>
    "Click a word of the sentence to let it ask; point at a line or at a number to see it written out. The sliders do the same with the arrow keys.",
};

function Controls({ state, now, set }: Live<State, Derived>) {
  const last = now.words.length - 1;
  return (
    <>
      <div class="bar">
        <Segment<ExampleName>
          legend="Example"
          value={state.example}
          options={Object.entries(examples).map(([name, { label }]) => [name as ExampleName, label] as const)}
          onChange={(example) => set(switched(state, example))}
        />
        <Tick label="divide by √d" checked={state.scaled} onChange={(scaled) => set({ scaled })} />
        <Tick label="causal mask" checked={state.causal} onChange={(causal) => set({ causal })} />
      </div>
      <div class="bar">
        <Slider
          label="asks"
          value={state.query}
          min={0}
          max={last}
          text={now.words[state.query]!}
          onInput={(query) => set({ query })}
        />
        <Slider
          label="answers"
          value={state.key}
          min={0}
          max={last}
          text={now.words[state.key]!}
          onInput={(key) => set({ key })}
        />
        <Slider
          label="temperature"
          value={Math.log2(state.temperature)}
          min={Math.log2(limits.temperature[0])}
          max={Math.log2(limits.temperature[1])}
          step={0.25}
          text={fixed(state.temperature)}
          onInput={(log2) => set({ temperature: tidy(2 ** log2) })}
        />
        <Slider
          label="number"
          value={state.column}
          min={0}
          max={now.d - 1}
          text={`${state.column + 1} of ${now.d}`}
          onInput={(column) => set({ column })}
        />
        {now.heads > 1 && (
          <Slider
            label="head"
            value={state.head}
            min={0}
            max={now.heads - 1}
            text={`${state.head}`}
            onInput={(head) => set({ head })}
          />
        )}
      </div>
    </>
  );
}
