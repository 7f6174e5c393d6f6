import { si, significant } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { type Derived, limits, type State, tidy } from "./state.js";

const box = { left: 60, right: 446, top: 44, bottom: 352 } as const;
const xRange = limits.mine;
const yRange = [8e10, 3e15] as const;
const along = (value: number, [low, high]: readonly [number, number]) =>
  Math.log(value / low) / Math.log(high / low);
const X = (intensity: number) =>
  box.left + Math.max(0, Math.min(1, along(intensity, xRange))) * (box.right - box.left);
const Y = (rate: number) => box.bottom - along(rate, yRange) * (box.bottom - box.top);

/** The roof on fixed axes, so that another GPU or format visibly moves it, and the kernels under it. */
export function Roof({
  state,
  now,
  drag,
}: {
  state: State;
  now: Derived;
  drag?: (intensity: number) => void;
}) {
  const { peak, bw, edge } = now;
  const move = (event: PointerEvent & { currentTarget: SVGRectElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const t = (event.clientX - left) / width;
    drag?.(tidy(xRange[0] * (xRange[1] / xRange[0]) ** t));
  };
  const [other, chosen] = state.fused ? [now.unfused, now.fused] : [now.fused, now.unfused];
  return (
    <Panel width={460} height={400} title="Roofline" subtitle={`${state.gpu.name}, ${state.dtype}`}>
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
      {[0.1, 1, 10, 100, 1000, 10_000].map((tick) => (
        <g key={tick}>
          <path d={`M${X(tick)} ${box.top}V${box.bottom}`} class="grid" />
          <text
            x={tick === xRange[1] ? box.right + 8 : X(tick)}
            y={box.bottom + 16}
            class="small"
            text-anchor={tick === xRange[1] ? "end" : "middle"}
          >
            {significant(tick)}
          </text>
        </g>
      ))}
      {[1e11, 1e12, 1e13, 1e14, 1e15].map((tick) => (
        <g key={tick}>
          <path d={`M${box.left} ${Y(tick)}H${box.right}`} class="grid" />
          <text x={box.left - 6} y={Y(tick) + 4} class="small" text-anchor="end">
            {si(tick)}
          </text>
        </g>
      ))}
      <text x={(box.left + box.right) / 2} y={box.bottom + 36} class="small" text-anchor="middle">
        arithmetic intensity: FLOP per byte
      </text>
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
      <path d={`M${X(xRange[0])} ${Y(xRange[0] * bw)}L${X(edge)} ${Y(peak)}`} class="roof mem" />
      <path d={`M${X(edge)} ${Y(peak)}H${box.right}`} class="roof math" />
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
      {drag && (
        <rect
          class="drag"
          x={box.left}
          y={box.top}
          width={box.right - box.left}
          height={box.bottom - box.top}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            move(event);
          }}
          onPointerMove={(event) => {
            if (event.buttons & 1) move(event);
          }}
        />
      )}
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
