import { count, int, percent } from "long-attention/ink/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { NumberField, Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { within } from "../kit/props.js";
import { Saw } from "./saw.js";
import { init, limits, run, type State, sms } from "./state.js";
import { Timeline } from "./timeline.js";

const css = `
.places{fill:none;stroke:var(--line);stroke-width:1;stroke-dasharray:3 3}.block{fill:var(--read)}.block.newest{fill:var(--hot);stroke:var(--hot);stroke-width:1.5}
.time{stroke:var(--muted);fill:none}.saw{fill:none;stroke:var(--read);stroke-width:2}.plumb{stroke:var(--hot);stroke-dasharray:3 3;fill:none}.here{fill:var(--hot);stroke:var(--page);stroke-width:1.5}
.takes{fill:var(--hot)}.contains{fill:var(--read)}`;

/** Thread blocks on the SMs of an A100, wave after wave. */
export const explorable: Explorable<State> = {
  name: "sm-waves",
  title: "Thread blocks in waves",
  css,
  height: 400,
  init,
  derive: () => undefined,
  Left: Timeline,
  Right: Saw,
  label: (state) => `Busy share ${percent(run(state).util, 1)}`,
  say: (state) => [say(state)],
  alt,
  Controls,
  tip: () =>
    "Keys: ← → one block less or more, Page Up and Page Down a wave. We count places; blocks that share an SM also share its speed.",

  key(event, { blocks, perSm }) {
    const by = (step: number) => () => to(blocks + step);
    return pressed<Partial<State>>(event, {
      ArrowRight: by(1),
      ArrowLeft: by(-1),
      PageUp: by(sms * perSm),
      PageDown: by(-sms * perSm),
    });
  },
};

const to = (blocks: number): Partial<State> => ({ blocks: within(Math.round(blocks), ...limits.blocks) });

function Controls({ state, set }: Live<State, undefined>) {
  const go = (blocks: number) => set(to(blocks));
  return (
    <>
      <div class="bar">
        <button
          type="button"
          disabled={state.blocks === limits.blocks[0]}
          onClick={() => go(state.blocks - 1)}
        >
          − 1 block
        </button>
        <button
          type="button"
          class="main"
          disabled={state.blocks === limits.blocks[1]}
          onClick={() => go(state.blocks + 1)}
        >
          + 1 block
        </button>
        <Slider
          label="blocks"
          value={state.blocks}
          min={limits.blocks[0]}
          max={limits.blocks[1]}
          text={count(state.blocks, "block")}
          onInput={go}
        />
        <NumberField
          label="number of blocks"
          value={state.blocks}
          min={limits.blocks[0]}
          max={limits.blocks[1]}
          onChange={(blocks, note) => set({ ...to(blocks), note })}
        />
      </div>
      <div class="bar">
        <span aria-hidden="true">blocks that fit one SM</span>
        <Segment
          legend="Blocks that fit one SM"
          value={String(state.perSm)}
          options={["1", "2", "3", "4"].map((n) => [n, n] as const)}
          onChange={(n) => set({ perSm: Number(n) })}
        />
      </div>
    </>
  );
}

/** What happens with this many blocks. */
function say(state: State): string {
  const { waves, tail } = run(state);
  const wave = sms * state.perSm;
  const blocks = count(state.blocks, "block");
  if (tail === wave) return `${blocks} fill ${count(waves, "wave")} exactly: no place stays empty.`;
  if (waves === 1)
    return `${blocks} on ${sms} SMs: ${int(wave - tail)} of ${int(wave)} places stay empty, and no block can spread out.`;
  return `${blocks} need ${waves} waves. The last one holds ${count(tail, "block")} and takes as long as a full one: ${int(wave - tail)} of its ${int(wave)} places stay empty.`;
}

function alt(state: State): string {
  return `${sms} SMs with room for ${count(state.perSm, "block")} each. ${say(state)} ${percent(run(state).util, 1)} of all places are busy.`;
}
