import { roofLine } from "long-attention/gpu";
import { si, significant } from "long-attention/ink/format.js";
import { log, powers } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { within } from "../kit/props.js";
import { type Derived, limits, type State, tidy } from "./state.js";

const box = { left: 60, right: 446, top: 44, bottom: 372 } as const;
export const panelHeight = 420;
const rates = [8e10, 3e15] as const;
const x = log(limits.mine, [box.left, box.right]);
const X = (intensity: number) => x(within(intensity, ...limits.mine));
const Y = log(rates, [box.bottom, box.top]);

/** The roof on fixed axes, so that another GPU or format visibly moves it, and the kernels under it. */
export function Roof({ state, now, set }: Scene<State, Derived>) {
  const { peak, bw, edge } = now;
  const roof = roofLine(peak, bw, limits.mine).map(({ intensity, rate }) => `${x(intensity)} ${Y(rate)}`);
  const [other, chosen] = state.fused ? [now.unfused, now.fused] : [now.fused, now.unfused];
  return (
    <Panel height={panelHeight} title="Roofline" subtitle={`${state.gpu.name}, ${state.dtype}`}>
      <rect
        x={box.left}
        y={Y(peak)}
        width={X(edge) - box.left}
        height={box.bottom - Y(peak)}
        class="side-mem"
      />
      <rect
        x={X(edge)}
        y={Y(peak)}
        width={box.right - X(edge)}
        height={box.bottom - Y(peak)}
        class="side-math"
      />
      <XAxis
        scale={x}
        ticks={powers(limits.mine)}
        written={significant}
        caption="arithmetic intensity: FLOP per byte"
        {...box}
      />
      <YAxis scale={Y} ticks={powers(rates)} written={(rate) => si(rate)} {...box} />
      <text x={box.left - 6} y={box.top - 4} class="small" text-anchor="end">
        FLOP/s
      </text>
      <path d={`M${X(edge)} ${Y(peak)}V${box.bottom}`} class="edge" />
      <text x={X(edge) - 6} y={box.bottom - 8} class="small halo" text-anchor="end">
        memory-bound
      </text>
      <text x={X(edge) + 6} y={box.bottom - 8} class="small halo">
        {significant(edge)}: math-bound
      </text>
      <path d={`M${roof[0]}L${roof[1]}`} class="roof mem" />
      <path d={`M${roof[1]}L${roof[2]}`} class="roof math" />
      <text x={box.right} y={Y(peak) - 8} class="small bold" text-anchor="end">
        {si(peak, "FLOP/s", 3)}
      </text>
      {now.landmarks.map(({ name, intensity, attainable, place }) => (
        <g key={name} transform={`translate(${X(intensity)} ${Y(attainable)})`}>
          <circle r={3.5} class="landmark" />
          {Math.abs(X(intensity) - X(state.mine)) > 34 && (
            <text {...labels[place]} class="tiny halo">
              {name}
            </text>
          )}
        </g>
      ))}
      <path
        d={`M${X(other.intensity)} ${Y(other.attainable)}L${X(chosen.intensity)} ${Y(chosen.attainable)}`}
        class="journey"
      />
      <Attention at={now.unfused} name="attention" chosen={!state.fused} />
      <Attention at={now.fused} name="fused" chosen={state.fused} />
      <g transform={`translate(${X(state.mine)} ${Y(now.mine.attainable)})`}>
        <circle r={9} class="mine" />
        <path d="M-4 -3.5L-7 0L-4 3.5M4 -3.5L7 0L4 3.5" class="mine-tips" />
        <text
          {...labels[
            X(state.mine) < box.left + 80 ? "far" : X(state.mine) > box.right - 90 ? "deep" : "above"
          ]}
          class="small bold halo"
        >
          your kernel
        </text>
      </g>
      <Drag
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        along="x"
        to={set && ((fraction) => set({ mine: tidy(x.at(fraction)) }))}
      />
    </Panel>
  );
}

const labels = {
  right: { x: 7, y: 15, "text-anchor": "start" },
  left: { x: -7, y: -6, "text-anchor": "end" },
  under: { x: 0, y: 34, "text-anchor": "middle" },
  beside: { x: 11, y: 16, "text-anchor": "start" },
  over: { x: 6, y: 22, "text-anchor": "end" },
  above: { x: -4, y: -15, "text-anchor": "end" },
  deep: { x: 4, y: 40, "text-anchor": "end" },
  far: { x: 14, y: 22, "text-anchor": "start" },
} as const;

/** A square for attention, hollow when it is not the one that the sentence speaks of. */
const Attention = (p: { at: { intensity: number; attainable: number }; name: string; chosen: boolean }) => (
  <g class="glide" style={`transform:translate(${X(p.at.intensity)}px,${Y(p.at.attainable)}px)`}>
    <rect x={-6} y={-6} width={12} height={12} rx={2} class={p.chosen ? "attention on" : "attention"} />
    <text {...labels[X(p.at.intensity) > box.right - 50 ? "over" : "beside"]} class="small bold halo">
      {p.name}
    </text>
  </g>
);
