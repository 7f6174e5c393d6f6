import { significant } from "long-attention/ink/format.js";
import { questions } from "long-attention/memory-systems";
import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, Slider } from "../kit/fields.js";
import { Plane, panel } from "./plane.js";
import { Reader } from "./reader.js";
import { alt, label, say } from "./say.js";
import { asked, type Derived, derive, init, limits, type State, tidy, warm } from "./state.js";

// What it says must not push the drawings about under the pointer.
const css = `
.say{min-height:4.4em}@container (max-width:480px){.say{min-height:10.2em}}
.border{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:5 4;fill:none}.passage{fill:var(--page);stroke:var(--muted);stroke-width:1.5}.passage.read{fill:var(--write);stroke:var(--ink)}
.query{fill:var(--Q);stroke:var(--page);stroke-width:1.5}.query-line{stroke:var(--Q);stroke-width:2.5;fill:none}.share{fill:var(--write)}.result{fill:var(--ink)}
.drag.both{cursor:move;touch-action:none}`;

/** Retrieval and RAG: a query finds its nearest passages, and an answer's probability sums them out. */
export const explorable: Explorable<State, Derived> = {
  name: "retrieval",
  title: "Retrieval, and which passage it was",
  css,
  height: panel.height,
  widths: [panel.width, panel.width],
  init,
  derive,
  Left: Plane,
  Right: Reader,
  label,
  say,
  alt,
  Controls,
  tip: () =>
    "Drag the query through the plane, or move it with the two sliders and their arrow keys. Embeddings and the reader's numbers are made up; a longer query, like a lower temperature, makes p(z) sharper.",
};

function Controls({ state, set }: Live<State, Derived>) {
  const { question, x, y, k, temperature } = state;
  return (
    <>
      <div class="bar">
        <Menu
          label="question"
          value={String(question)}
          options={questions.map(({ text }, i) => [String(i), text] as const)}
          onChange={(i) => set(asked(Number(i)))}
        />
        <Slider
          label="k, passages read"
          value={k}
          min={limits.k[0]}
          max={limits.k[1]}
          text={`${k} of ${limits.k[1]}`}
          onInput={(to) => set({ k: to })}
        />
      </div>
      <div class="bar">
        {(["x", "y"] as const).map((axis) => (
          <Slider
            key={axis}
            label={axis === "x" ? "about space" : "about food"}
            value={axis === "x" ? x : y}
            min={limits.at[0]}
            max={limits.at[1]}
            step={1 / 16}
            text={significant(axis === "x" ? x : y)}
            onInput={(v) => set({ [axis]: tidy(v) })}
          />
        ))}
        <Slider
          label="temperature"
          value={Math.log2(temperature)}
          min={Math.log2(limits.temperature[0])}
          max={Math.log2(limits.temperature[1])}
          step={0.5}
          text={significant(temperature, 3)}
          onInput={(log2) => set({ temperature: warm(2 ** log2) })}
        />
      </div>
    </>
  );
}
