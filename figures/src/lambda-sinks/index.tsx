import { int, percent, significant } from "long-attention/ink/format.js";
import { clock } from "../kit/clock.js";
import { Segment } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { within } from "../kit/props.js";
import { ErrorChart, Numbers } from "./error.js";
import { Mask, panel } from "./mask.js";
import { say } from "./say.js";
import { type Derived, derive, init, limits, type Parking, type State, T, trained } from "./state.js";

const css = `
.past{fill:var(--line);opacity:.35}.sink{fill:var(--O)}.near{fill:var(--S)}.near-text,.sink-text{font-weight:650;fill:var(--ink)}
.end{stroke:var(--ink);stroke-width:1.25;stroke-dasharray:5 4}.row{fill:none;stroke:var(--ink);stroke-width:1.75}.row-tip{fill:var(--ink)}
.ghost{fill:none;stroke:var(--muted);stroke-width:.75}.ghost.lost{stroke:var(--hot);stroke-width:1.25}
.known{fill:var(--V);opacity:.13}.mine{fill:none;stroke:var(--Q);stroke-width:3;stroke-linejoin:round}.dense{fill:none;stroke:var(--muted);stroke-width:1.75;stroke-dasharray:7 4}
.plain{fill:none;stroke:var(--hot);stroke-width:1.75;stroke-dasharray:2 3}.here{stroke:var(--ink);stroke-width:1}.dot{fill:var(--page);stroke:var(--ink);stroke-width:2.5}`;

const options = [
  ["one", "one token"],
  ["four", "four share it"],
] as const satisfies readonly (readonly [Parking, string])[];

const player = clock<State>("query", () => T - 1, 160);

/** The Λ mask, one query's weights, and how loud a toy head becomes when its parking place is evicted. */
export const explorable: Explorable<State, Derived> = {
  name: "lambda-sinks",
  title: "Λ mask and attention sinks",
  css,
  height: panel.height,
  init,
  derive,
  Left: Mask,
  Right: (scene) => (
    <>
      <ErrorChart {...scene} />
      <Numbers {...scene} />
    </>
  ),
  say: (state, now) => [say(state, now)],
  alt,
  Controls,
  tip: () =>
    "Keys: ← → go through the text, ↑ ↓ keep a sink more or less, Home and End jump. Or drag over the mask.",
  clock: player,

  key(event, { sinks }) {
    const keep = (g: number) => ({ sinks: within(g, ...limits.sinks) });
    return pressed<Partial<State>>(event, {
      ArrowUp: () => keep(sinks + 1),
      ArrowDown: () => keep(sinks - 1),
    });
  },
};

function Controls({ state, set }: Live<State, Derived>) {
  const change = (patch: Partial<State>) => set({ playing: false, ...patch });
  return (
    <>
      <div class="bar">
        <button type="button" class="main" onClick={() => set(player.toggled(state))}>
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
    </>
  );
}

function alt(state: State, now: Derived): string {
  const { sinks, window } = state;
  const end = (curve: readonly number[]) => `${significant(curve.at(-1)!, 3)} times`;
  return `Λ mask over ${T} tokens with ${sinks} sinks and a window of ${window}: ${int(now.nnz)} of ${int((T * (T + 1)) / 2)} causal pairs, ${percent(now.nnz / ((T * (T + 1)) / 2))}. A toy head, trained on ${trained} tokens, ends at ${end(now.mine)} the loudness of training; at ${end(now.dense)} with full attention; at ${end(now.plain)} with as many keys and no sinks. ${say(state, now)}`;
}
