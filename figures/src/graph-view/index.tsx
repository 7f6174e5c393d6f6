import { asLine } from "long-attention/ink";
import { count, fixed, int } from "long-attention/ink/format.js";
import { clock, Player } from "../kit/clock.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { Numbers } from "./numbers.js";
import { panelHeight, Ring } from "./ring.js";
import { init, measure, mostExtra, n, type State, settle, waveOf } from "./state.js";

const css = `
.edge{fill:none;stroke:var(--muted);stroke-width:1.75}.edge.chord{stroke:${asLine("var(--K)", "var(--ink)")};stroke-width:2}.edge.spoke{stroke:${asLine("var(--O)", "var(--ink)")};stroke-width:1;opacity:.9}
.vertex{stroke:var(--ink);stroke-width:1.25}.unknown{fill:var(--page)}.known{fill:var(--S)}.front{fill:var(--read);stroke-width:2.5}.start{fill:var(--hot)}
.pairs{fill:var(--S)}.mean{stroke:var(--hot);stroke-width:2;stroke-dasharray:4 3}
.gap{fill:var(--write);opacity:.18}.eigenvalues{stroke:var(--muted);stroke-width:1.25;opacity:.7}.top-two{stroke:var(--write);stroke-width:2.5}`;

const player = clock<State>("wave", (state) => waveOf(state).layers, 600);

/** A ring of tokens, random edges, a global token: how far, how mixed, how fast the news. */
export const explorable: Explorable<State> = {
  name: "graph-view",
  title: "Graph view",
  css,
  height: panelHeight,
  init,
  settle,
  derive: () => undefined,
  Left: Ring,
  Right: Numbers,
  label: (state) => `Numbers. ${say(state)[1]}`,
  say,
  alt,
  Controls,
  tip: () =>
    "Click a token to send its news round, or choose it with the start slider. One step is one layer; keys: ← → step, Home and End jump.",
  clock: player,
};

function Controls({ state, set }: Live<State, undefined>) {
  const change = (patch: Partial<State>) => set({ playing: false, ...patch });
  return (
    <>
      <Player clock={player} state={state} set={set} narration={say(state)[0]!} />
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
    </>
  );
}

function say(state: State): string[] {
  const { paths, edges } = measure(state);
  const bare = measure({ ...state, extra: 0, hub: false });
  const reached = waveOf(state).hops.filter((k) => k <= state.wave).length;
  const layers = count(state.wave, "layer");
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
    count(state.extra, "random edge"),
    ...(state.hub ? ["a global token"] : []),
  ];
  return `Ring of ${n} tokens: ${parts.join(", ")}. ${say(state).join(" ")} Diameter ${int(paths.diameter)}, clustering ${fixed(clustering)}, λ₁ = ${fixed(values[0]!)}, λ₂ = ${fixed(values[1]!)}.`;
}
