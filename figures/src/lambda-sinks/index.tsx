import { int, percent, significant } from "long-attention/ink/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { pressed } from "../kit/keys.js";
import { ErrorChart, Numbers } from "./error.js";
import { Mask, panel } from "./mask.js";
import { say } from "./say.js";
import { derive, init, limits, type Parking, type State, T, trained } from "./state.js";

const ownCss = `
.past{fill:var(--line);opacity:.35}.sink{fill:var(--O)}.near{fill:var(--S)}.near-text,.sink-text{font-weight:650;fill:var(--ink)}
.end{stroke:var(--ink);stroke-width:1.25;stroke-dasharray:5 4}.row{fill:none;stroke:var(--ink);stroke-width:1.75}.row-tip{fill:var(--ink)}
.ghost{fill:none;stroke:var(--muted);stroke-width:.75}.ghost.lost{stroke:var(--hot);stroke-width:1.25}.rule{stroke:var(--line);stroke-width:.75}
.known{fill:var(--V);opacity:.13}.mine{fill:none;stroke:var(--Q);stroke-width:3;stroke-linejoin:round}.dense{fill:none;stroke:var(--muted);stroke-width:1.75;stroke-dasharray:7 4}
.plain{fill:none;stroke:var(--hot);stroke-width:1.75;stroke-dasharray:2 3}.here{stroke:var(--ink);stroke-width:1}.dot{fill:var(--page);stroke:var(--ink);stroke-width:2.5}
.pick{fill:transparent;cursor:ns-resize;touch-action:pan-x}.pick.chart{cursor:ew-resize;touch-action:pan-y}`;

const options = [
  ["one", "one token"],
  ["four", "four share it"],
] as const satisfies readonly (readonly [Parking, string])[];

/** The Λ mask, one query's weights, and how loud a toy head becomes when its parking place is evicted. */
export const lambdaSinks: Explorable<State> = {
  name: "lambda-sinks",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const now = derive(state);
    const change = (patch: Partial<State>) => set({ playing: false, note: "", ...patch });
    return (
      <Frame
        name="Λ mask and attention sinks"
        say={say(state, now)}
        quiet={state.playing}
        left={
          <Pane width={panel.width} height={panel.height} label={alt(state)}>
            <Mask state={state} now={now} pick={(query) => change({ query })} />
          </Pane>
        }
        right={
          <Pane width={panel.width} height={panel.height} label={say(state, now)}>
            <ErrorChart state={state} now={now} pick={(query) => change({ query })} />
            <Numbers state={state} now={now} />
          </Pane>
        }
        note={state.note}
        tip="Keys: ← → go through the text, ↑ ↓ keep a sink more or less, Home and End jump. Or drag over the mask."
      >
        <div class="bar">
          <button
            type="button"
            class="main"
            onClick={() =>
              set({
                playing: !state.playing,
                query: !state.playing && state.query === T - 1 ? 0 : state.query,
              })
            }
          >
            {state.playing ? "Pause" : "Read on"}
          </button>
          <Slider
            label="token"
            value={state.query}
            min={limits.query[0]}
            max={limits.query[1]}
            text={`${state.query}`}
            onInput={(query) => change({ query })}
          />
        </div>
        <div class="bar">
          <Slider
            label="sinks kept"
            value={state.sinks}
            min={limits.sinks[0]}
            max={limits.sinks[1]}
            text={`${state.sinks}`}
            onInput={(sinks) => change({ sinks })}
          />
          <Slider
            label="window"
            value={state.window}
            min={limits.window[0]}
            max={limits.window[1]}
            text={`${state.window}`}
            onInput={(window) => change({ window })}
          />
        </div>
        <div class="bar">
          <span aria-hidden="true">parking place:</span>
          <Segment
            legend="Parking place"
            value={state.parking}
            options={options}
            onChange={(parking) => change({ parking })}
          />
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
        height={panel.height}
        left={<Mask state={state} now={now} />}
        right={
          <>
            <ErrorChart state={state} now={now} />
            <Numbers state={state} now={now} />
          </>
        }
        lines={[say(state, now), state.note]}
      />
    );
  },

  key(event, { query, sinks }) {
    const to = (i: number) => ({ query: Math.max(0, Math.min(T - 1, i)), playing: false });
    const keep = (g: number) => ({ sinks: Math.max(limits.sinks[0], Math.min(limits.sinks[1], g)) });
    return pressed<Partial<State>>(event, "select,input", {
      ArrowRight: () => to(query + 1),
      ArrowLeft: () => to(query - 1),
      Home: () => to(0),
      End: () => to(T - 1),
      ArrowUp: () => keep(sinks + 1),
      ArrowDown: () => keep(sinks - 1),
    });
  },

  tick({ playing, query }) {
    if (!playing) return undefined;
    if (query === T - 1) return { afterMs: 0, patch: { playing: false } };
    return { afterMs: 160, patch: { query: query + 1 } };
  },
};

function alt(state: State): string {
  const now = derive(state);
  const { sinks, window } = state;
  const end = (curve: readonly number[]) => `${significant(curve.at(-1)!, 3)} times`;
  return `Λ mask over ${T} tokens with ${sinks} sinks and a window of ${window}: ${int(now.nnz)} of ${int((T * (T + 1)) / 2)} causal pairs, ${percent(now.nnz / ((T * (T + 1)) / 2))}. A toy head, trained on ${trained} tokens, ends at ${end(now.mine)} the loudness of training; at ${end(now.dense)} with full attention; at ${end(now.plain)} with as many keys and no sinks. ${say(state, now)}`;
}
