import { roofLine } from "long-attention/gpu";
import { type Labelled, placeLabels, type Spot } from "long-attention/ink";
import { si, significant } from "long-attention/ink/format.js";
import { log, powers, samples } from "long-attention/ink/scale.js";
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
  const named = new Map(names(now, state).map((one) => [one.text, one]));
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
      {now.landmarks.map(({ name, intensity, attainable }) => (
        <g key={name} transform={`translate(${X(intensity)} ${Y(attainable)})`}>
          <circle r={3.5} class="landmark" />
          <Name at={named.get(name)} class="tiny halo" />
        </g>
      ))}
      <path
        d={`M${X(other.intensity)} ${Y(other.attainable)}L${X(chosen.intensity)} ${Y(chosen.attainable)}`}
        class="journey"
      />
      <Attention at={now.unfused} name={named.get("attention")} chosen={!state.fused} />
      <Attention at={now.fused} name={named.get("fused")} chosen={state.fused} />
      <g transform={`translate(${X(state.mine)} ${Y(now.mine.attainable)})`}>
        <circle r={9} class="mine" />
        <path d="M-4 -3.5L-7 0L-4 3.5M4 -3.5L7 0L4 3.5" class="mine-tips" />
        <Name at={named.get("your kernel")} class="small bold halo" />
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

type Placed = Labelled & Spot;

/** The names of the kernels, each where it covers neither the roof nor another name; a crowded landmark has none. */
export function names(
  { unfused, fused, mine, landmarks, peak, bw, edge }: Derived,
  state: Pick<State, "mine">,
): Placed[] {
  const at = (text: string, intensity: number, attainable: number) => ({
    text,
    x: X(intensity),
    y: Y(attainable),
  });
  const kernels = [
    at("attention", unfused.intensity, unfused.attainable),
    at("fused", fused.intensity, fused.attainable),
    at("your kernel", state.mine, mine.attainable),
    ...landmarks.map(({ name, intensity, attainable }) => at(name, intensity, attainable)),
  ];
  const roof = samples(x, 97).map((intensity) => ({ x: X(intensity), y: Y(Math.min(peak, intensity * bw)) }));
  const words = [
    { left: box.right - 116, right: box.right, top: Y(peak) - 24, bottom: Y(peak) },
    { left: X(edge) - 100, right: X(edge) + 136, top: box.bottom - 22, bottom: box.bottom },
  ];
  return placeLabels(kernels, { ...box, top: box.top - 8 }, { points: roof, boxes: words, reach: 32 }, 14);
}

/** A name beside its mark, in whose place it is drawn. */
const Name = (p: { at: Placed | undefined; class: string }) =>
  p.at ? (
    <text x={p.at.dx} y={p.at.dy + 4} text-anchor={p.at.anchor} class={p.class}>
      {p.at.text}
    </text>
  ) : null;

/** A square for attention, hollow when it is not the one that the sentence speaks of. */
const Attention = (p: {
  at: { intensity: number; attainable: number };
  name: Placed | undefined;
  chosen: boolean;
}) => (
  <g class="glide" style={`transform:translate(${X(p.at.intensity)}px,${Y(p.at.attainable)}px)`}>
    <rect x={-6} y={-6} width={12} height={12} rx={2} class={p.chosen ? "attention on" : "attention"} />
    <Name at={p.name} class="small bold halo" />
  </g>
);
