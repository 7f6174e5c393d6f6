import { type Dtype, gpus } from "long-attention/gpu";
import { int, percent, si, significant } from "long-attention/ink/format.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Menu, NumberField, Slider } from "../kit/fields.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { Roof } from "./roof.js";
import { derive, dtypesOf, init, limits, type State, supported, tidy } from "./state.js";
import { Times } from "./times.js";

const ownCss = `
.grid{stroke:var(--line);stroke-width:.75;opacity:.45}
.side-mem{fill:var(--write);opacity:.06}.side-math{fill:var(--read);opacity:.07}.edge{stroke:var(--muted);stroke-dasharray:3 4;fill:none}
.roof{fill:none;stroke-width:3;stroke-linecap:round}.roof.mem,.bar-mem{stroke:var(--write)}.roof.math,.bar-math{stroke:var(--read)}
.bar-mem{fill:var(--write);stroke:none}.bar-math{fill:var(--read);stroke:none}.faded rect{opacity:.55}
.landmark{fill:var(--muted);stroke:var(--panel)}.attention{fill:var(--panel);stroke:var(--hot);stroke-width:2}.attention.on{fill:var(--hot)}
.journey{stroke:var(--hot);stroke-width:1.25;stroke-dasharray:2 3;fill:none}.mine{fill:var(--page);stroke:var(--ink);stroke-width:2.5}.mine-tips{fill:none;stroke:var(--ink);stroke-width:1.75}
.drag{fill:transparent;cursor:ew-resize;touch-action:pan-y}.glide{transition:transform .35s cubic-bezier(.3,.8,.3,1)}`;

/** The roofline, with attention on it and a kernel to drag. */
export const rooflineFigure: Explorable<State> = {
  name: "roofline",
  css: ownCss,
  init,
  alt,

  View: ({ state, set }) => {
    const now = derive(state);
    const change = (patch: Partial<State>) => set({ note: "", ...patch });
    return (
      <Frame
        name="Roofline"
        say={say(state).join(" ")}
        left={
          <Pane height={400} label={alt(state)}>
            <Roof state={state} now={now} drag={(mine) => change({ mine })} />
          </Pane>
        }
        right={
          <Pane height={400} label={`Times. ${mineSentence(state)}`}>
            <Times state={state} now={now} />
          </Pane>
        }
        note={state.note}
        tip="Drag anywhere in the roofline to move your kernel, or use the slider and its arrow keys."
      >
        <div class="bar">
          <Slider
            label="your kernel"
            value={Math.log10(state.mine)}
            min={Math.log10(limits.mine[0])}
            max={Math.log10(limits.mine[1])}
            step={0.02}
            text={`${significant(state.mine, 3)} FLOP/B`}
            onInput={(exponent) => change({ mine: tidy(10 ** exponent) })}
          />
          <NumberField
            label="FLOP per byte"
            value={state.mine}
            min={limits.mine[0]}
            max={limits.mine[1]}
            step="any"
            onChange={(mine) => change({ mine: tidy(mine) })}
          />
        </div>
        <div class="bar">
          <Menu
            label="GPU"
            value={state.gpu.name}
            options={gpus.map(({ name }) => [name, name] as const)}
            onChange={(name) => {
              const gpu = gpus.find((one) => one.name === name)!;
              const dtype = supported(gpu, state.dtype);
              const note =
                dtype === state.dtype
                  ? ""
                  : `${name} has no figure for ${state.dtype} here, showing ${dtype}.`;
              change({ gpu, dtype, note });
            }}
          />
          <Segment<Dtype>
            legend="Number format"
            value={state.dtype}
            options={dtypesOf(state.gpu).map((dtype) => [dtype, dtype] as const)}
            onChange={(dtype) => change({ dtype })}
          />
          <NumberField
            label="N"
            value={state.N}
            min={limits.N[0]}
            max={limits.N[1]}
            onChange={(N) => change({ N: Math.round(N) })}
          />
          <NumberField
            label="d"
            value={state.d}
            min={limits.d[0]}
            max={limits.d[1]}
            onChange={(d) => change({ d: Math.round(d) })}
          />
          <Tick label="fuse attention" checked={state.fused} onChange={(fused) => change({ fused })} />
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
        height={400}
        left={<Roof state={state} now={now} />}
        right={<Times state={state} now={now} />}
        lines={[...say(state), mineSentence(state), state.note]}
      />
    );
  },
};

/** The attention kernel that is chosen, and the other one. */
function say(state: State): string[] {
  const { unfused, fused, edge } = derive(state);
  const run = state.fused ? fused : unfused;
  const side =
    run.bound === "memory"
      ? `less than the ${significant(edge)} that the machine would like: it waits for memory`
      : `more than the machine's ${significant(edge)}: arithmetic decides`;
  const other = state.fused
    ? `The same FLOPs took ${si(unfused.total, "s", 3)} unfused.`
    : `Fused, the same FLOPs would take ${si(fused.total, "s", 3)}.`;
  return [
    `${state.fused ? "Fused attention" : "Attention"} makes ${significant(run.intensity, 3)} FLOP per byte, ${side}, ${si(run.total, "s", 3)} at best.`,
    other,
  ];
}

function mineSentence(state: State): string {
  const { mine } = derive(state);
  return mine.bound === "memory"
    ? `Your kernel, ${significant(state.mine, 3)} FLOP/B, takes ${si(mine.total, "s", 3)} for its megabyte; with half the FLOPs it would take just as long.`
    : `Your kernel, ${significant(state.mine, 3)} FLOP/B, takes ${si(mine.total, "s", 3)} for its megabyte; memory idles ${percent(1 - mine.tMem / mine.total)} of it.`;
}

function alt(state: State): string {
  const { peak, edge } = derive(state);
  return `Roofline of the ${state.gpu.name} in ${state.dtype}: ${si(peak, "FLOP/s", 3)}, math-bound above ${significant(edge)} FLOP per byte. One attention head, N = ${int(state.N)}, d = ${state.d}. ${say(state).join(" ")} ${mineSentence(state)}`;
}
