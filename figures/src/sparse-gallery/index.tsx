import { int, percent } from "long-attention/ink/format.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Menu, Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { Arcs, fullReach } from "./arcs.js";
import { Mask, panelHeight } from "./mask.js";
import {
  blocksOf,
  derive,
  gallery,
  init,
  lengths,
  nameOf,
  type State,
  settle,
  windowsOf,
  wordOf,
} from "./state.js";

const hue = { W: "S", G: "K", B: "V", R: "O" } as const;
const ownCss = `${Object.entries(hue)
  .map(([kind, own]) => `.kind-${kind}{fill:var(--${own})}.line-${kind}{stroke:var(--${own})}`)
  .join("")}
.other rect{opacity:.6}.in-cell{fill:#111;font-weight:600;text-anchor:middle}.in-cell.tiny{fill:#111}.other .in-cell{fill:var(--ink)}
.row{fill:none;stroke:var(--hot);stroke-width:2.5;transition:transform .2s}
.arc{fill:none;stroke-width:3;stroke-linecap:round}.arc.faint{stroke:var(--muted);stroke-width:1;opacity:.3}
.layers{fill:var(--read)}.never{fill:none;stroke:var(--hot);stroke-dasharray:3 3}.share{fill:var(--read)}.pick{fill:transparent;cursor:pointer}`;

/** Sparse patterns to mix: their mask, one row's arcs, the layers until news arrives, and the bill. */
export const sparseGallery: Explorable<State> = {
  name: "sparse-gallery",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const now = derive(state);
    const change = (patch: Partial<State>) => set(settle({ ...state, ...patch }));
    const pick = (query: number) => query !== state.query && set({ query });
    const [widths, blocks, name] = [windowsOf(state.T), blocksOf(state.T), nameOf(state)];
    const patterns = gallery(state.T);
    const names = [...Object.keys(patterns), ...(name in patterns ? [] : [name])];
    return (
      <Frame
        name="Sparse gallery"
        say={say(state).join(" ")}
        left={
          <Pane height={panelHeight} label={alt(state)}>
            <Mask state={state} now={now} pick={pick} />
          </Pane>
        }
        right={
          <Pane height={panelHeight} label={`Arcs. ${say(state).join(" ")}`}>
            <Arcs state={state} now={now} pick={pick} />
          </Pane>
        }
        note={state.note}
        tip="Point at a row of the mask, or move the row slider with the arrow keys."
      >
        <div class="bar">
          <Menu
            label="pattern"
            value={name}
            options={names.map((one) => [one, one] as const)}
            onChange={(one) => change(patterns[one] ?? {})}
          />
          <Segment
            legend="Tokens"
            value={String(state.T)}
            options={lengths.map((T) => [String(T), T === 6 ? "6 words" : `${T} tokens`] as const)}
            onChange={(T) => change({ T: Number(T) })}
          />
          <Slider
            label="row"
            value={state.query}
            min={0}
            max={state.T - 1}
            text={wordOf(state.T, state.query)}
            onInput={pick}
          />
        </div>
        <div class="bar">
          <Slider
            label="window"
            value={widths.indexOf(state.c)}
            min={0}
            max={widths.length - 1}
            text={state.c ? `c = ${state.c}` : "none"}
            onInput={(k) => change({ c: widths[k]! })}
          />
          <Slider
            label="dilation"
            value={state.s}
            min={1}
            max={4}
            text={`s = ${state.s}`}
            onInput={(s) => change({ s })}
          />
          <Slider
            label="random"
            value={state.r}
            min={0}
            max={3}
            text={`r = ${state.r}`}
            onInput={(r) => change({ r })}
          />
          <Slider
            label="global"
            value={state.g}
            min={0}
            max={2}
            text={`g = ${state.g}`}
            onInput={(g) => change({ g })}
          />
          <Slider
            label="blocks"
            value={blocks.indexOf(state.n)}
            min={0}
            max={blocks.length - 1}
            text={state.n > 1 ? `n = ${state.n}` : "none"}
            onInput={(k) => change({ n: blocks[k]! })}
          />
        </div>
        <div class="bar">
          <Tick
            label="each block reads the next"
            checked={state.shifted}
            onChange={(shifted) => change({ shifted })}
          />
          <Tick label="causal" checked={state.causal} onChange={(causal) => change({ causal })} />
          <button type="button" disabled={state.r === 0} onClick={() => change({ seed: state.seed + 1 })}>
            Draw random keys again
          </button>
        </div>
      </Frame>
    );
  },

  picture: (state) => {
    const now = derive(state);
    return (
      <Sheet
        css={ownCss}
        alt={alt(state)}
        height={panelHeight}
        left={<Mask state={state} now={now} />}
        right={<Arcs state={state} now={now} />}
        lines={[...say(state), state.note]}
      />
    );
  },
};

function say(state: State): string[] {
  const { T, query } = state;
  const now = derive(state);
  const keys = now.rows[query]!.map(({ j }) => wordOf(T, j));
  const read = keys.length > 8 ? `${keys.length} tokens` : keys.length ? keys.join(", ") : "nothing";
  const reach = fullReach(state, now);
  return [
    `“${wordOf(T, query)}” reads ${read}. In all, ${int(now.nnz)} of ${int(T * T)} pairs are read, ${percent(now.density, 1)}.`,
    reach,
  ];
}

function alt(state: State): string {
  const { T, query } = state;
  const { hops } = derive(state);
  const layers = hops.map((k, j) => `${wordOf(T, j)} ${k === Infinity ? "never" : k}`);
  const news = T <= 16 ? ` Layers until its news reaches “${wordOf(T, query)}”: ${layers.join(", ")}.` : "";
  return `Sparse attention, ${nameOf(state)}, ${T} tokens. ${say(state).join(" ")}${news}`;
}
