import { int } from "long-attention/ink/format.js";
import type { KvSharing } from "long-attention/kv";
import { clock, Player } from "../kit/clock.js";
import { Choice, Segment } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, NumberField, Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { Fill, Ring } from "./fill.js";
import { Heads } from "./heads.js";
import { alt, saySize, sayStep } from "./say.js";
import { SizeChart } from "./size-chart.js";
import {
  type Bytes,
  type Derived,
  derive,
  groupsOf,
  init,
  limits,
  machines,
  models,
  own,
  type State,
  stepped,
  tokensAt,
  type Window,
  waysOf,
  words,
} from "./state.js";

const css = `
.too-much{fill:var(--hot);opacity:.09}.ceiling{stroke:var(--hot);stroke-width:2}.weights{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:2 4}
.cache-line{fill:none;stroke:var(--read);stroke-width:3}.cache-line.beyond{stroke-dasharray:1 5;stroke-linecap:round}.mha-line{fill:none;stroke:var(--muted);stroke-width:1.25;stroke-dasharray:6 4}
.reads-to{stroke:var(--muted);stroke-width:1.25}.drop{stroke:var(--read);stroke-dasharray:2 3}.here{fill:var(--page);stroke:var(--read);stroke-width:3}
.query{fill:var(--Q);fill-opacity:.15;stroke:var(--Q);stroke-width:.75;stroke-dasharray:2 1.5}.bracket{fill:none;stroke:var(--muted)}.bracket.faint{opacity:.5}
.fill-K{fill:var(--K);stroke:var(--K);fill-opacity:.45}.fill-V{fill:var(--V);stroke:var(--V);fill-opacity:.4}.fill-S{fill:var(--S);stroke:var(--S);fill-opacity:.4}
.enters{margin:12px 2px 0}.word{fill:var(--page);stroke:var(--line)}.word.now{stroke:var(--ink);stroke-width:2}.waiting{opacity:.45}
.slot{fill:none;stroke:var(--line);stroke-dasharray:3 3;stroke-width:.75}.column{transition:opacity .3s}.column.now{stroke:var(--ink);stroke-width:2.5}
.ring{fill:none;stroke:var(--line);stroke-dasharray:3 3}.ring.full{fill:var(--K);fill-opacity:.4;stroke:var(--K);stroke-dasharray:none}.ring.full.now{stroke:var(--ink);stroke-width:2.5}`;

const player = clock<State>("step", () => words.length, 900);

/** The KV cache: how it fills, what is kept of a token, how large it grows, and a ring that does not grow. */
export const explorable: Explorable<State, Derived> = {
  name: "kv-cache",
  title: "The key-value cache",
  css,
  height: 510,
  init,
  derive,
  Left: (scene) => (
    <>
      <SizeChart {...scene} />
      <Heads {...scene} />
    </>
  ),
  Right: (scene) => (
    <>
      <Fill {...scene} />
      <Ring {...scene} />
    </>
  ),
  label: sayStep,
  say: saySize,
  sheet: { more: (state, now) => [sayStep(state, now)] },
  alt,
  Controls,
  tip: () =>
    "Keys: ← → let tokens enter, ↑ ↓ lengthen and shorten the sequences; or drag in the chart. Dashed line: a cache for every query head. Weights: 16 bits each, as many as the model's name or its source says.",
  clock: player,

  key(event, { tokens }) {
    return pressed<Partial<State>>(event, {
      ArrowUp: () => ({ tokens: stepped(tokens, 1) }),
      ArrowDown: () => ({ tokens: stepped(tokens, -1) }),
    });
  },
};

function Controls({ state, now, set }: Live<State, Derived>) {
  const narration = sayStep(state, now);
  return (
    <>
      <p class="say enters" aria-live={state.playing ? "off" : "polite"}>
        {narration}
      </p>
      <Player clock={player} state={state} set={set} narration={narration} />
      <div class="bar">
        <Menu
          label="model"
          value={state.model}
          options={models.map((name) => [name, name] as const)}
          onChange={(model) => set(own(model))}
        />
        <Segment<KvSharing>
          legend="Which heads share keys and values"
          value={state.sharing}
          options={waysOf(state.model).map((way) => [way, way] as const)}
          onChange={(sharing) => set({ sharing })}
        />
        {state.sharing === "GQA" && (
          <Choice
            letter="G"
            index=""
            name="Key-value heads"
            value={state.G}
            options={groupsOf(state.model)}
            onChange={(G) => set({ G })}
          />
        )}
        <Segment<Bytes>
          legend="Bytes a number"
          value={state.bytes}
          options={[
            ["4", "fp32"],
            ["2", "fp16"],
            ["1", "8 bit"],
          ]}
          onChange={(bytes) => set({ bytes })}
        />
      </div>
      <div class="bar">
        <Slider
          label="tokens"
          value={Math.log2(state.tokens)}
          min={Math.log2(limits.tokens[0])}
          max={Math.log2(limits.tokens[1])}
          step={0.25}
          text={int(state.tokens)}
          onInput={(log2) => set({ tokens: tokensAt(log2) })}
        />
        <NumberField
          label="sequences"
          value={state.batch}
          min={limits.batch[0]}
          max={limits.batch[1]}
          onChange={(batch, note) => set({ batch: Math.round(batch), note })}
        />
        <Menu<Window>
          label="window"
          value={state.window}
          options={[
            ["own", "the model's own"],
            ["none", "none"],
            ["4096", "4,096 in every layer"],
            ["1024", "1,024 in every layer"],
          ]}
          onChange={(window) => set({ window })}
        />
        <Menu
          label="GPU"
          value={state.machine}
          options={machines.map(({ name }) => [name, name] as const)}
          onChange={(machine) => set({ machine })}
        />
        <NumberField
          label="ring slots"
          value={state.slots}
          min={limits.slots[0]}
          max={limits.slots[1]}
          onChange={(slots, note) => set({ slots: Math.round(slots), note })}
        />
      </div>
    </>
  );
}
