import { fixed, int } from "long-attention/ink/format.js";
import { Player, Segment, Tick } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { Numbers } from "./numbers.js";
import { panelHeight, Ring } from "./ring.js";
import { init, measure, mostExtra, n, type State, settle, waveOf } from "./state.js";

const ownCss = `
.edge{fill:none;stroke:var(--muted);stroke-width:1.75}.edge.chord{stroke:var(--K);stroke-width:2}.edge.spoke{stroke:var(--O);stroke-width:1;opacity:.9}
.vertex{stroke:var(--ink);stroke-width:1.25}.unknown{fill:var(--page)}.known{fill:var(--S)}.front{fill:var(--read);stroke-width:2.5}.start{fill:var(--hot)}
.pairs{fill:var(--S)}.axis{stroke:var(--line)}.mean{stroke:var(--hot);stroke-width:2;stroke-dasharray:4 3}
.gap{fill:var(--write);opacity:.18}.eigenvalues{stroke:var(--muted);stroke-width:1.25;opacity:.7}.top-two{stroke:var(--write);stroke-width:2.5}.pick{fill:transparent;cursor:pointer}`;

/** A ring of tokens, random edges, a global token: how far, how mixed, how fast the news. */
export const graphView: Explorable<State> = {
  name: "graph-view",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const change = (patch: Partial<State>) => set(settle({ ...state, playing: false, ...patch }));
    const { layers } = waveOf(state);
    const [wave, graph] = say(state);
    return (
      <Frame
        name="Graph view"
        say={
          <>
            {wave} {graph}
          </>
        }
        quiet={state.playing}
        left={
          <Pane height={panelHeight} label={alt(state)}>
            <Ring state={state} pick={(source) => change({ source, wave: 0, playing: true })} />
          </Pane>
        }
        right={
          <Pane height={panelHeight} label={`Numbers. ${graph}`}>
            <Numbers state={state} />
          </Pane>
        }
        note={state.note}
        tip="Click a token to send its news round, or choose it with the start slider. One step is one layer."
      >
        <div class="bar">
          <Player
            step={state.wave}
            steps={layers + 1}
            playing={state.playing}
            narration={wave!}
            go={(k) => set({ wave: k, playing: false })}
            play={(on) => set({ playing: on, wave: on && state.wave === layers ? 0 : state.wave })}
          />
        </div>
        <div class="bar">
          <Slider
            label="start"
            value={state.source}
            min={0}
            max={n - 1}
            text={`token ${state.source}`}
            onInput={(source) => change({ source })}
          />
          <Slider
            label="random edges"
            value={state.extra}
            min={0}
            max={mostExtra}
            text={String(state.extra)}
            onInput={(extra) => change({ extra })}
          />
        </div>
        <div class="bar">
          <button
            type="button"
            disabled={state.extra === mostExtra}
            onClick={() => change({ extra: state.extra + 1 })}
          >
            Add a random edge
          </button>
          <button type="button" disabled={state.extra === 0} onClick={() => change({ seed: state.seed + 1 })}>
            Draw them again
          </button>
          <Tick label="global token" checked={state.hub} onChange={(hub) => change({ hub })} />
          <Segment
            legend="Ring"
            value={String(state.K)}
            options={[
              ["2", "window 3"],
              ["4", "window 5"],
            ]}
            onChange={(K) => change({ K: Number(K) })}
          />
        </div>
      </Frame>
    );
  },

  picture: (state) => {
    return (
      <Sheet
        css={ownCss}
        alt={alt(state)}
        height={panelHeight}
        left={<Ring state={state} />}
        right={<Numbers state={state} />}
        lines={[...say(state), state.note]}
      />
    );
  },

  tick(state) {
    if (!state.playing) return undefined;
    if (state.wave >= waveOf(state).layers) return { afterMs: 0, patch: { playing: false } };
    return { afterMs: 600, patch: { wave: state.wave + 1 } };
  },
};

function say(state: State): string[] {
  const { paths, edges } = measure(state);
  const bare = measure({ ...state, extra: 0, hub: false });
  const reached = waveOf(state).hops.filter((k) => k <= state.wave).length;
  const layers = `${int(state.wave)} ${state.wave === 1 ? "layer" : "layers"}`;
  const more = edges - bare.edges;
  const graph =
    more === 0
      ? `The ring alone, ${int(edges)} edges: two tokens are ${fixed(paths.apl)} hops apart on average.`
      : `${int(more)} more ${more === 1 ? "edge" : "edges"} than the ring's ${int(bare.edges)}: the mean path is ${fixed(paths.apl)} hops instead of ${fixed(bare.paths.apl)}.`;
  return [`After ${layers}, news of token ${state.source} has reached ${int(reached)} of ${n}.`, graph];
}

function alt(state: State): string {
  const { paths, values, clustering } = measure(state);
  const parts = [
    `window ${state.K + 1}`,
    `${state.extra} random ${state.extra === 1 ? "edge" : "edges"}`,
    ...(state.hub ? ["a global token"] : []),
  ];
  return `Ring of ${n} tokens: ${parts.join(", ")}. ${say(state).join(" ")} Diameter ${int(paths.diameter)}, clustering ${fixed(clustering)}, λ₁ = ${fixed(values[0]!)}, λ₂ = ${fixed(values[1]!)}.`;
}
