import { type Dtype, gpus } from "long-attention/gpu";
import { int, percent, si, significant } from "long-attention/ink/format.js";
import { Segment, Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, NumberField, Slider } from "../kit/fields.js";
import { panelHeight, Roof } from "./roof.js";
import {
  type Derived,
  derive,
  dtypesOf,
  init,
  kernelNames,
  limits,
  type State,
  supported,
  tidy,
} from "./state.js";
import { Times } from "./times.js";

const css = `
.side-mem{fill:var(--write);opacity:.06}.side-math{fill:var(--read);opacity:.07}.edge{stroke:var(--muted);stroke-dasharray:3 4;fill:none}
.roof{fill:none;stroke-width:3;stroke-linecap:round}.roof.mem,.bar-mem{stroke:var(--write)}.roof.math,.bar-math{stroke:var(--read)}
.bar-mem{fill:var(--write);stroke:none}.bar-math{fill:var(--read);stroke:none}.faded rect{opacity:.55}.cut{stroke:var(--panel);stroke-width:2}.ruler{stroke:var(--muted);fill:none}
.landmark{fill:var(--muted);stroke:var(--panel)}.attention{fill:var(--panel);stroke:var(--hot);stroke-width:2}.attention.on{fill:var(--hot)}
.journey{stroke:var(--hot);stroke-width:1.25;stroke-dasharray:2 3;fill:none}.mine{fill:var(--page);stroke:var(--ink);stroke-width:2.5}.mine-tips{fill:none;stroke:var(--ink);stroke-width:1.75}
.glide{transition:transform .35s cubic-bezier(.3,.8,.3,1)}`;

/** The roofline, with attention on it and a kernel to drag. */
export const explorable: Explorable<State, Derived> = {
  name: "roofline",
  title: "Roofline",
  css,
  height: panelHeight,
  init,
  derive,
  Left: Roof,
  Right: Times,
  label: (state, now) => `Times. ${mineSentence(state, now)}`,
  say,
  sheet: { more: (state, now) => [mineSentence(state, now)] },
  alt,
  Controls,
  tip: () => "Drag anywhere in the roofline to move your kernel, or use the slider and its arrow keys.",
};

function Controls({ state, set }: Live<State, Derived>) {
  return (
    <>
      <div class="bar">
        <Slider
          label="your kernel"
          value={Math.log10(state.mine)}
          min={Math.log10(limits.mine[0])}
          max={Math.log10(limits.mine[1])}
          step={0.02}
          text={`${significant(state.mine, 3)} FLOP/B`}
          onInput={(exponent) => set({ mine: tidy(10 ** exponent) })}
        />
        <NumberField
          label="FLOP per byte"
          value={state.mine}
          min={limits.mine[0]}
          max={limits.mine[1]}
          step="any"
          onChange={(mine, note) => set({ mine: tidy(mine), note })}
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
              dtype === state.dtype ? "" : `${name} has no figure for ${state.dtype} here, showing ${dtype}.`;
            set({ gpu, dtype, note });
          }}
        />
        <Segment<Dtype>
          legend="Number format"
          value={state.dtype}
          options={dtypesOf(state.gpu).map((dtype) => [dtype, dtype] as const)}
          onChange={(dtype) => set({ dtype })}
        />
        <NumberField
          label="N"
          value={state.N}
          min={limits.N[0]}
          max={limits.N[1]}
          onChange={(N, note) => set({ N: Math.round(N), note })}
        />
        <NumberField
          label="d"
          value={state.d}
          min={limits.d[0]}
          max={limits.d[1]}
          onChange={(d, note) => set({ d: Math.round(d), note })}
        />
        <Tick label="fuse attention" checked={state.fused} onChange={(fused) => set({ fused })} />
      </div>
    </>
  );
}

/** The attention kernel that is chosen, and the other one. */
function say(state: State, { unfused, fused, edge }: Derived): string[] {
  const time = (run: { total: number }) => si(run.total, "s", 3);
  const side = (bound: "math" | "memory") =>
    bound === "memory"
      ? `less than the ${significant(edge)} that the machine would like: it waits for memory`
      : `more than the machine's ${significant(edge)}: arithmetic decides`;
  const makes = (run: { intensity: number }) => `makes ${significant(run.intensity, 3)} FLOP per byte`;
  const longer = significant(unfused.total / fused.total, 3);
  const gain = longer === "1" ? "just as long" : `${longer} times as long`;
  if (state.fused)
    return [
      `Fused attention ${makes(fused)}, ${side(fused.bound)}, ${time(fused)} at best.`,
      `Unfused, the same FLOPs took ${time(unfused)}, ${gain}.`,
    ];
  const attention =
    unfused.bound === "mixed"
      ? `Attention is three kernels, one after another: ${waits(unfused.kernels)}. Together ${time(unfused)} at best, ${si(unfused.attainable, "FLOP/s", 3)}.`
      : `Attention ${makes(unfused)}, ${side(unfused.bound)}, ${time(unfused)} at best.`;
  return [attention, `Fused, the same FLOPs would take ${time(fused)}; unfused they take ${gain}.`];
}

/** "QKᵀ and PV wait for arithmetic, softmax waits for memory". */
function waits(kernels: Derived["unfused"]["kernels"]): string {
  const bounded = (bound: "math" | "memory") => kernelNames.filter((_, k) => kernels[k]!.bound === bound);
  const clause = (names: readonly string[], what: string) =>
    `${names.join(" and ")} ${names.length === 1 ? "waits" : "wait"} for ${what}`;
  return `${clause(bounded("math"), "arithmetic")}, ${clause(bounded("memory"), "memory")}`;
}

function mineSentence(state: State, { mine }: Derived): string {
  return mine.bound === "memory"
    ? `Your kernel, ${significant(state.mine, 3)} FLOP/B, takes ${si(mine.total, "s", 3)} for its megabyte; with half the FLOPs it would take just as long.`
    : `Your kernel, ${significant(state.mine, 3)} FLOP/B, takes ${si(mine.total, "s", 3)} for its megabyte; memory idles ${percent(1 - mine.tMem / mine.total)} of it.`;
}

function alt(state: State, now: Derived): string {
  const { peak, edge } = now;
  return `Roofline of the ${state.gpu.name} in ${state.dtype}: ${si(peak, "FLOP/s", 3)}, math-bound above ${significant(edge)} FLOP per byte. One attention head, N = ${int(state.N)}, d = ${state.d}. ${say(state, now).join(" ")} ${mineSentence(state, now)}`;
}
