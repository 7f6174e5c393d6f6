import type { Scale } from "long-attention/ink/scale.js";

interface Ticks {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly written: (tick: number) => string;
  readonly class?: string;
}

/** Lines across, from one edge of a chart to the other, each with its number at the left. */
export const YAxis = (p: Ticks & { left: number; right: number }) => (
  <g>
    {p.ticks.map((tick) => (
      <g key={tick}>
        <path d={`M${p.left} ${p.scale(tick)}H${p.right}`} class="grid" />
        <text x={p.left - 6} y={p.scale(tick) + 4} class={p.class ?? "small"} text-anchor="end">
          {p.written(tick)}
        </text>
      </g>
    ))}
  </g>
);

/**
 * Numbers along the foot of a chart, with lines up to `top` when it is given, and what they count. The last number
 * ends at the edge rather than reach beyond it.
 */
export const XAxis = (p: Ticks & { bottom: number; top?: number; caption?: string }) => {
  const [left, right] = p.scale.range;
  const small = p.class ?? "small";
  return (
    <g>
      {p.ticks.map((tick) => (
        <g key={tick}>
          {p.top !== undefined && <path d={`M${p.scale(tick)} ${p.top}V${p.bottom}`} class="grid" />}
          <text
            x={p.scale(tick)}
            y={p.bottom + 16}
            class={small}
            text-anchor={p.scale(tick) === right ? "end" : "middle"}
          >
            {p.written(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={p.bottom + 36} class={small} text-anchor="middle">
        {p.caption ?? ""}
      </text>
    </g>
  );
};
