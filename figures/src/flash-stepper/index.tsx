import { Choice, Player, Segment, Tick } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { kilobytes } from "../kit/format.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { pressed } from "../kit/keys.js";
import { Hbm } from "./hbm.js";
import { say } from "./say.js";
import { Sram } from "./sram.js";
import { current, init, keyBlocks, rowBlocks, run, type Settings, type State } from "./state.js";
import { TrafficPanel } from "./traffic.js";

const ownCss = `
.ghost{fill:none;stroke:var(--muted);stroke-width:1;stroke-dasharray:4 4;opacity:.7}.done{fill:var(--S);opacity:.22}
.stick{stroke:var(--muted);stroke-width:1;opacity:.35}.stick.seen{stroke:var(--S);stroke-width:1.6;opacity:1}.running-max{fill:none;stroke:var(--hot);stroke-width:2}
.axis{stroke:var(--line)}.row-line{stroke:var(--hot);stroke-width:1.25;stroke-dasharray:2 2;fill:none}.row-tip{fill:var(--hot)}.pick{fill:transparent;cursor:crosshair}
.bus{fill:var(--muted);opacity:.35}.bus.reads{fill:var(--read);opacity:1}.bus.writes{fill:var(--write);opacity:1}`;

/** FlashAttention, tile by tile: HBM, SRAM, one row's scores and the byte ledger. */
export const flashStepper: Explorable<State> = {
  name: "flash-stepper",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const { trace, step, playing, note } = state;
    const { order, Br, Bc, causal } = trace.config;
    const narration = say(state);
    const go = (k: number) => set({ step: k, playing: false });
    const choose = (change: Partial<Settings>) =>
      set({ trace: run({ order, Br, Bc, causal, ...change }), step: 0, playing: false, note: "" });
    const sizes = (list: readonly number[], now: number) =>
      [...new Set([...list, now])].sort((a, b) => a - b);
    return (
      <Frame
        name="FlashAttention, tile by tile"
        say={
          <>
            <b>Step {step + 1}</b>
            {narration}
          </>
        }
        quiet={playing}
        left={
          <Pane height={510} label={`HBM. ${alt(state)}`}>
            <Hbm state={state} pickRow={(row) => set({ row })} />
          </Pane>
        }
        right={
          <Pane height={510} label={`SRAM and traffic. ${narration}`}>
            <Sram state={state} />
            <TrafficPanel state={state} />
          </Pane>
        }
        note={note}
        tip="Keys: ← → step, Home and End jump, ↑ ↓ choose the row drawn in red (or click it)."
      >
        <div class="bar">
          <Player
            step={step}
            steps={trace.steps.length}
            playing={playing}
            narration={narration}
            go={go}
            play={(on) => set({ playing: on, step: on && step + 1 === trace.steps.length ? 0 : step })}
          />
        </div>
        <div class="bar">
          <Segment
            legend="Loop order"
            value={order}
            options={[
              ["kv-outer", "K, V outside (FlashAttention)"],
              ["q-outer", "Q outside (FlashAttention-2)"],
            ]}
            onChange={(value) => choose({ order: value })}
          />
          <Choice
            letter="B"
            index="r"
            name="Rows of Q in a block"
            value={Br}
            options={sizes(rowBlocks, Br)}
            onChange={(n) => choose({ Br: n })}
          />
          <Choice
            letter="B"
            index="c"
            name="Rows of K and V in a block"
            value={Bc}
            options={sizes(keyBlocks, Bc)}
            onChange={(n) => choose({ Bc: n })}
          />
          <Tick label="causal" checked={causal} onChange={(on) => choose({ causal: on })} />
        </div>
      </Frame>
    );
  },

  picture: (state) => (
    <Sheet
      css={ownCss}
      alt={alt(state)}
      height={510}
      left={<Hbm state={state} />}
      right={
        <>
          <Sram state={state} />
          <TrafficPanel state={state} />
        </>
      }
      lines={[`Step ${state.step + 1} of ${state.trace.steps.length}. ${say(state)}`, state.note]}
    />
  ),

  key(event, { trace, step, row }) {
    const to = (k: number) => ({ step: Math.max(0, Math.min(trace.steps.length - 1, k)), playing: false });
    const pick = (r: number) => ({ row: Math.max(0, Math.min(trace.config.N - 1, r)) });
    return pressed<Partial<State>>(event, "select,[type=radio]", {
      ArrowRight: () => to(step + 1),
      ArrowLeft: () => to(step - 1),
      Home: () => to(0),
      End: () => to(trace.steps.length - 1),
      ArrowUp: () => pick(row - 1),
      ArrowDown: () => pick(row + 1),
    });
  },

  tick({ playing, step, trace }) {
    if (!playing) return undefined;
    if (step + 1 === trace.steps.length) return { afterMs: 0, patch: { playing: false } };
    return { afterMs: 620, patch: { step: step + 1 } };
  },
};

function alt(state: State): string {
  const { trace, step } = state;
  const { N, d, bytesPerElement } = trace.config;
  const { readsSoFar, writesSoFar } = current(state);
  const bytes = (elements: number) => kilobytes(elements * bytesPerElement);
  return `Tiled attention, N = ${N}, d = ${d}, step ${step + 1} of ${trace.steps.length}. ${say(state)} HBM traffic so far ${bytes(readsSoFar + writesSoFar)}; this run will end at ${bytes(trace.accesses)}, standard attention needs ${bytes(trace.standardAccesses)}.`;
}
