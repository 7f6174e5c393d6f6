import { fixed } from "long-attention/ink/format.js";
import { extent, linear } from "long-attention/ink/scale.js";
import type { Hue } from "../kit/theme.js";

/** Opacity of a number's cell: the more, the larger the number, and never so much that the number on it is lost. */
export function tone(values: readonly number[]): (value: number) => number {
  const [low, high] = extent(values);
  return linear([low, high > low ? high : low + 1], [0.06, 0.6]);
}

/** A list of numbers as cells side by side; a few are written out. */
export const Cells = (p: {
  x: number;
  y: number;
  width: number;
  height: number;
  values: readonly number[];
  hue: Hue;
  tone: (value: number) => number;
}) => {
  const wide = p.width / p.values.length;
  return (
    <g class={`hue-${p.hue}`}>
      {p.values.map((value, c) => (
        <g key={c} transform={`translate(${p.x + c * wide} ${p.y})`}>
          <rect
            width={Math.max(1, wide - 1)}
            height={p.height}
            class="cell"
            style={`fill-opacity:${p.tone(value).toFixed(3)}`}
          />
          {p.values.length <= 4 && (
            <text x={wide / 2} y={p.height / 2 + 4} text-anchor="middle" class="small bold">
              {fixed(value)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
};

/** A frame around column c of such a list. */
export const ColumnFrame = (p: {
  x: number;
  y: number;
  width: number;
  height: number;
  c: number;
  d: number;
}) => (
  <rect
    x={-1.5}
    y={p.y - 1.5}
    width={p.width / p.d + 2}
    height={p.height + 3}
    rx={2}
    class="choice"
    style={`transform:translateX(${p.x + (p.c * p.width) / p.d}px)`}
  />
);
