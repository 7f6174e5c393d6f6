import { Tick } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { NumberField, Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { pressed } from "../kit/keys.js";
import { Join } from "./join.js";
import { alt, say } from "./say.js";
import { Scores } from "./scores.js";
import { changed, cutAt, derive, init, limits, type State, slide, tidy } from "./state.js";

const ownCss = `
.axis{stroke:var(--line)}.score{stroke:var(--ink);stroke-width:.5}.part-a,.fill-a{fill:var(--S);fill-opacity:.75}.part-b,.fill-b{fill:var(--K);fill-opacity:.65}.masked{fill:none;stroke:var(--muted);stroke-dasharray:3 3}
.max{stroke:var(--hot);stroke-width:2}.cut{stroke:var(--ink);stroke-width:2;stroke-dasharray:6 4}.knob{fill:var(--page);stroke:var(--ink)}.knob.on{stroke-width:3}
.pull{fill:transparent;cursor:ns-resize;touch-action:none}.slide{fill:transparent;cursor:ew-resize;touch-action:none}
.before{fill:none;stroke:var(--muted);stroke-dasharray:4 3}.both{fill:var(--hot)}.dot{fill:var(--page);stroke:var(--ink);stroke-width:1.5}.slide-x{transition:transform .2s}`;

/** Softmax in two parts: pull the scores, move the cut, and the result of joining stays that of the whole. */
export const onlineSoftmax: Explorable<State> = {
  name: "online-softmax",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const now = derive(state);
    const { x, chosen, cut } = state;
    const change = (patch: Partial<State>) => set({ note: "", ...patch });
    const put = (i: number, value: number) => change({ x: changed(x, i, value), chosen: i });
    const masked = x[chosen] === -Infinity;
    return (
      <Frame
        name="Softmax in two parts"
        say={say(state).join(" ")}
        left={
          <Pane height={510} label={alt(state)}>
            <Scores
              state={state}
              now={now}
              hands={{
                pull: put,
                pick: (i) => change({ chosen: i }),
                cut: (to) => change({ cut: cutAt(state, to) }),
              }}
            />
          </Pane>
        }
        right={
          <Pane height={510} label={say(state)[1]!}>
            <Join state={state} now={now} />
          </Pane>
        }
        note={state.note}
        tip="Pull a bar, or drag the dashed cut. Keys: ← → choose a score, ↑ ↓ change it, Page Up and Page Down move the cut."
      >
        <div class="bar">
          <Slider
            label="cut after"
            value={cut}
            min={1}
            max={x.length - 1}
            text={`${cut} of ${x.length}`}
            onInput={(to) => change({ cut: to })}
          />
          <NumberField
            label="score number"
            value={chosen + 1}
            min={1}
            max={x.length}
            onChange={(n) => change({ chosen: Math.round(n) - 1 })}
          />
          {!masked && (
            <NumberField
              label="its value"
              value={x[chosen]!}
              min={limits.x[0]}
              max={limits.x[1]}
              step={0.01}
              onChange={(value) => put(chosen, tidy(value))}
            />
          )}
          <Tick
            label="masked (−∞)"
            checked={masked}
            onChange={(on) => put(chosen, on ? -Infinity : (slide[chosen] ?? 0))}
          />
          <button type="button" onClick={() => change({ x: [...slide], cut: 5, chosen: 3 })}>
            The slide's numbers
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
        height={510}
        left={<Scores state={state} now={now} />}
        right={<Join state={state} now={now} />}
        lines={[...say(state), state.note]}
      />
    );
  },

  key(event, state) {
    const { x, chosen, cut } = state;
    const choose = (i: number) => ({ chosen: Math.max(0, Math.min(x.length - 1, i)) });
    const nudge = (by: number) =>
      x[chosen] === -Infinity ? {} : { x: changed(x, chosen, tidy(x[chosen]! + by)), note: "" };
    return pressed<Partial<State>>(event, "input:not([type=checkbox])", {
      ArrowLeft: () => choose(chosen - 1),
      ArrowRight: () => choose(chosen + 1),
      ArrowUp: () => nudge(0.1),
      ArrowDown: () => nudge(-0.1),
      PageUp: () => ({ cut: cutAt(state, cut + 1) }),
      PageDown: () => ({ cut: cutAt(state, cut - 1) }),
    });
  },
};
