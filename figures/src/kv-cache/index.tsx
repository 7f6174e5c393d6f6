import { int } from "long-attention/ink/format.js";
import type { KvSharing } from "long-attention/kv";
import { Choice, Player, Segment } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Menu, NumberField, Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { pressed } from "../kit/keys.js";
import { Fill, Ring } from "./fill.js";
import { Heads } from "./heads.js";
import { alt, saySize, sayStep } from "./say.js";
import { SizeChart } from "./size-chart.js";
import {
  type Bytes,
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
  words,
} from "./state.js";

const ownCss = `
.grid{stroke:var(--line);stroke-width:.75;opacity:.4}.axis{stroke:var(--line)}
.too-much{fill:var(--hot);opacity:.09}.ceiling{stroke:var(--hot);stroke-width:2}.weights{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:2 4}
.cache-line{fill:none;stroke:var(--read);stroke-width:3}.mha-line{fill:none;stroke:var(--muted);stroke-width:1.25;stroke-dasharray:6 4}
.drop{stroke:var(--read);stroke-dasharray:2 3}.here{fill:var(--page);stroke:var(--read);stroke-width:3}.drag{fill:transparent;cursor:ew-resize;touch-action:pan-y}
.query{fill:var(--Q);fill-opacity:.15;stroke:var(--Q);stroke-width:.75;stroke-dasharray:2 1.5}.bracket{fill:none;stroke:var(--muted)}.bracket.faint{opacity:.5}
.fill-K{fill:var(--K);stroke:var(--K);fill-opacity:.45}.fill-V{fill:var(--V);stroke:var(--V);fill-opacity:.4}.fill-S{fill:var(--S);stroke:var(--S);fill-opacity:.4}
.enters{margin:12px 2px 0}.word{fill:var(--page);stroke:var(--line)}.word.now{stroke:var(--ink);stroke-width:2}.waiting{opacity:.45}
.slot{fill:none;stroke:var(--line);stroke-dasharray:3 3;stroke-width:.75}.column{transition:opacity .3s}.column.now{stroke:var(--ink);stroke-width:2.5}
.ring{fill:none;stroke:var(--line);stroke-dasharray:3 3}.ring.full{fill:var(--K);fill-opacity:.4;stroke:var(--K);stroke-dasharray:none}.ring.full.now{stroke:var(--ink);stroke-width:2.5}`;

/** The KV cache: how it fills, what is kept of a token, how large it grows, and a ring that does not grow. */
export const kvCache: Explorable<State> = {
  name: "kv-cache",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const now = derive(state);
    const { step, playing } = state;
    const narration = sayStep(state, now);
    const change = (patch: Partial<State>) => set({ note: "", ...patch });
    const groups = groupsOf(state.model);
    const ways: readonly KvSharing[] =
      groups.length > 0 ? ["MHA", "GQA", "MQA", "MLA"] : ["MHA", "MQA", "MLA"];
    return (
      <Frame
        name="The key-value cache"
        say={saySize(state, now).join(" ")}
        quiet={playing}
        left={
          <Pane height={510} label={saySize(state, now).join(" ")}>
            <SizeChart state={state} now={now} pick={(tokens) => change({ tokens })} />
            <Heads state={state} now={now} />
          </Pane>
        }
        right={
          <Pane height={510} label={narration}>
            <Fill state={state} now={now} />
            <Ring state={state} />
          </Pane>
        }
        note={state.note}
        tip="Keys: ← → let tokens enter, ↑ ↓ lengthen and shorten the sequences; or drag in the chart. Dashed line: a cache for every query head. Weights are nominal, 16 bits each, from the model's name."
      >
        <p class="say enters" aria-live={playing ? "off" : "polite"}>
          {narration}
        </p>
        <div class="bar">
          <Player
            step={step}
            steps={words.length + 1}
            playing={playing}
            narration={narration}
            go={(k) => set({ step: k, playing: false })}
            play={(on) => set({ playing: on, step: on && step === words.length ? 0 : step })}
          />
        </div>
        <div class="bar">
          <Menu
            label="model"
            value={state.model}
            options={models.map((name) => [name, name] as const)}
            onChange={(model) => change(own(model))}
          />
          <Segment<KvSharing>
            legend="Which heads share keys and values"
            value={state.sharing}
            options={ways.map((way) => [way, way] as const)}
            onChange={(sharing) => change({ sharing })}
          />
          {state.sharing === "GQA" && (
            <Choice
              letter="G"
              index=""
              name="Key-value heads"
              value={state.G}
              options={groups}
              onChange={(G) => change({ G })}
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
            onChange={(bytes) => change({ bytes })}
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
            onInput={(log2) => change({ tokens: tokensAt(log2) })}
          />
          <NumberField
            label="sequences"
            value={state.batch}
            min={limits.batch[0]}
            max={limits.batch[1]}
            onChange={(batch) => change({ batch: Math.round(batch) })}
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
            onChange={(window) => change({ window })}
          />
          <Menu
            label="GPU"
            value={state.machine}
            options={machines.map(({ name }) => [name, name] as const)}
            onChange={(machine) => change({ machine })}
          />
          <NumberField
            label="ring slots"
            value={state.slots}
            min={limits.slots[0]}
            max={limits.slots[1]}
            onChange={(slots) => change({ slots: Math.round(slots) })}
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
        height={510}
        left={
          <>
            <SizeChart state={state} now={now} />
            <Heads state={state} now={now} />
          </>
        }
        right={
          <>
            <Fill state={state} now={now} />
            <Ring state={state} />
          </>
        }
        lines={[...saySize(state, now), sayStep(state, now), state.note]}
      />
    );
  },

  key(event, { step, tokens }) {
    const to = (k: number) => ({ step: Math.max(0, Math.min(words.length, k)), playing: false });
    return pressed<Partial<State>>(event, "select,[type=radio],[type=number],.slider input", {
      ArrowRight: () => to(step + 1),
      ArrowLeft: () => to(step - 1),
      Home: () => to(0),
      End: () => to(words.length),
      ArrowUp: () => ({ tokens: stepped(tokens, 1), note: "" }),
      ArrowDown: () => ({ tokens: stepped(tokens, -1), note: "" }),
    });
  },

  tick({ playing, step }) {
    if (!playing) return undefined;
    if (step === words.length) return { afterMs: 0, patch: { playing: false } };
    return { afterMs: 900, patch: { step: step + 1 } };
  },
};
