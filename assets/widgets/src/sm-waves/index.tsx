import { count, int, percent } from "long-attention/plots/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { fieldsCss, NumberField, Slider } from "../kit/fields.js";
import { marksCss } from "../kit/marks.js";
import { kitCss, lightColours } from "../kit/theme.js";
import { Saw } from "./saw.js";
import { init, limits, run, type State, sms } from "./state.js";
import { Timeline } from "./timeline.js";

const ownCss = `
.halo{paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}.grid{stroke:var(--line);stroke-width:.75;opacity:.6}
.places{fill:none;stroke:var(--line);stroke-width:1;stroke-dasharray:3 3}.block{fill:var(--read)}.block.newest{fill:var(--hot);stroke:var(--hot);stroke-width:1.5}
.time{stroke:var(--muted);fill:none}.saw{fill:none;stroke:var(--read);stroke-width:2}.plumb{stroke:var(--hot);stroke-dasharray:3 3;fill:none}.here{fill:var(--hot);stroke:var(--page);stroke-width:1.5}
.takes{fill:var(--hot)}.contains{fill:var(--read)}`;

/** Thread blocks on the SMs of an A100, wave after wave. */
export const smWaves: Explorable<State> = {
  name: "sm-waves",
  css: kitCss + marksCss + fieldsCss + ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const go = (blocks: number) => set({ blocks: within(blocks), note: "" });
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as a box
      <div class="figure" role="group" aria-label="Thread blocks in waves">
        <p class="say" aria-live="polite">
          {say(state)}
        </p>
        <div class="panels">
          <svg viewBox="0 0 460 400" role="img" aria-label={alt(state)}>
            <Timeline state={state} />
          </svg>
          <svg viewBox="0 0 460 400" role="img" aria-label={`Busy share ${percent(run(state).util, 1)}`}>
            <Saw state={state} />
          </svg>
        </div>
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
            onChange={go}
          />
        </div>
        <div class="bar">
          <span aria-hidden="true">blocks that fit one SM</span>
          <Segment
            legend="Blocks that fit one SM"
            value={String(state.perSm)}
            options={["1", "2", "3", "4"].map((n) => [n, n] as const)}
            onChange={(n) => set({ perSm: Number(n), note: "" })}
          />
        </div>
        {state.note && <p class="note">{state.note}</p>}
        <p class="tip">
          Keys: ← → one block less or more, Page Up and Page Down a wave. We count places; blocks that share
          an SM also share its speed.
        </p>
      </div>
    );
  },

  picture: (state) => (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 940 440"
      width={940}
      height={440}
      role="img"
      aria-label={alt(state)}
      style={lightColours}
    >
      <style>{marksCss + ownCss}</style>
      <rect width={940} height={440} fill="#fff" />
      <g transform="translate(4 4)">
        <Timeline state={state} />
      </g>
      <g transform="translate(476 4)">
        <Saw state={state} />
      </g>
      <text x={8} y={428}>
        {say(state)} {state.note}
      </text>
    </svg>
  ),

  key(event, { blocks, perSm }) {
    const target = event.target as Element | null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.matches("input")) return undefined;
    const by: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      PageUp: sms * perSm,
      PageDown: -sms * perSm,
    };
    const step = by[event.key];
    return step === undefined ? undefined : { blocks: within(blocks + step), note: "" };
  },
};

const within = (blocks: number) => Math.max(limits.blocks[0], Math.min(limits.blocks[1], Math.round(blocks)));

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
