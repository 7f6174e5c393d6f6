import { int, percent } from "long-attention/ink/format.js";
import { letterColour } from "long-attention/ink/palette.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, Slider } from "../kit/fields.js";
import { Arcs, fullReach } from "./arcs.js";
import { Mask, panelHeight } from "./mask.js";
import {
  blocksOf,
  type Derived,
  derive,
  gallery,
  init,
  type Kind,
  lengths,
  nameOf,
  resized,
  type State,
  settle,
  windowsOf,
  wordOf,
} from "./state.js";

const css = `${(Object.keys(letterColour) as Kind[])
  .map((kind) => `.kind-${kind}{fill:${letterColour[kind]}}.line-${kind}{stroke:${letterColour[kind]}}`)
  .join("")}
.other rect{opacity:.6}.in-cell{fill:#111;font-weight:600;text-anchor:middle}.in-cell.tiny{fill:#111}.other .in-cell{fill:var(--ink)}
.row{fill:none;stroke:var(--hot);stroke-width:2.5;transition:transform .2s}
.arc{fill:none;stroke-width:3;stroke-linecap:round}.arc.faint{stroke:var(--muted);stroke-width:1;opacity:.3}
.layers{fill:var(--read)}.never{fill:none;stroke:var(--hot);stroke-dasharray:3 3}.share{fill:var(--read)}`;

/** Sparse patterns to mix: their mask, one row's arcs, the layers until news arrives, and the bill. */
export const explorable: Explorable<State, Derived> = {
  name: "sparse-gallery",
  title: "Sparse gallery",
  css,
  height: panelHeight,
  init,
  settle,
  derive,
  Left: Mask,
  Right: Arcs,
  label: (state, now) => `Arcs. ${say(state, now).join(" ")}`,
  say,
  alt,
  Controls,
  tip: () => "Point at a row of the mask, or move the row slider with the arrow keys.",
};

function Controls({ state, set }: Live<State, Derived>) {
  const [widths, blocks, name] = [windowsOf(state.T), blocksOf(state.T), nameOf(state)];
  const patterns = gallery(state.T);
  const names = [...Object.keys(patterns), ...(name in patterns ? [] : [name])];
  return (
    <>
      <div class="bar">
        <Menu
          label="pattern"
          value={name}
          options={names.map((one) => [one, one] as const)}
          onChange={(one) => set(patterns[one] ?? {})}
        />
        <Segment
          legend="Tokens"
          value={String(state.T)}
          options={lengths.map((T) => [String(T), T === 6 ? "6 words" : `${T} tokens`] as const)}
          onChange={(T) => set(resized(state, Number(T)))}
        />
        <Slider
          label="row"
          value={state.query}
          min={0}
          max={state.T - 1}
          text={wordOf(state.T, state.query)}
          onInput={(query) => set({ query })}
        />
      </div>
      <div class="bar">
        <Slider
          label="window"
          value={widths.indexOf(state.c)}
          min={0}
          max={widths.length - 1}
          text={state.c ? `c = ${state.c}` : "none"}
          onInput={(k) => set({ c: widths[k]! })}
        />
        <Slider
          label="dilation"
          value={state.s}
          min={1}
          max={4}
          text={`s = ${state.s}`}
          onInput={(s) => set({ s })}
        />
        <Slider
          label="random"
          value={state.r}
          min={0}
          max={3}
          text={`r = ${state.r}`}
          onInput={(r) => set({ r })}
        />
        <Slider
          label="global"
          value={state.g}
          min={0}
          max={2}
          text={`g = ${state.g}`}
          onInput={(g) => set({ g })}
        />
        <Slider
          label="blocks"
          value={blocks.indexOf(state.n)}
          min={0}
          max={blocks.length - 1}
          text={state.n > 1 ? `n = ${state.n}` : "none"}
          onInput={(k) => set({ n: blocks[k]! })}
        />
      </div>
      <div class="bar">
        <Tick
          label="each block reads the next"
          checked={state.shifted}
          onChange={(shifted) => set({ shifted })}
        />
        <Tick label="causal" checked={state.causal} onChange={(causal) => set({ causal })} />
        <button type="button" disabled={state.r === 0} onClick={() => set({ seed: state.seed + 1 })}>
          Draw random keys again
        </button>
      </div>
    </>
  );
}

function say(state: State, now: Derived): string[] {
  const { T, query } = state;
  const keys = now.rows[query]!.map(({ j }) => wordOf(T, j));
  const read = keys.length > 8 ? `${keys.length} tokens` : keys.length ? keys.join(", ") : "nothing";
  const reach = fullReach(state, now);
  return [
    `“${wordOf(T, query)}” reads ${read}. In all, ${int(now.nnz)} of ${int(T * T)} pairs are read, ${percent(now.density, 1)}.`,
    reach,
  ];
}

function alt(state: State, now: Derived): string {
  const { T, query } = state;
  const layers = now.hops.map((k, j) => `${wordOf(T, j)} ${k === Infinity ? "never" : k}`);
  const news = T <= 16 ? ` Layers until its news reaches “${wordOf(T, query)}”: ${layers.join(", ")}.` : "";
  return `Sparse attention, ${nameOf(state)}, ${T} tokens. ${say(state, now).join(" ")}${news}`;
}
