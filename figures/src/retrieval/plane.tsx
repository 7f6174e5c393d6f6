import { lineWithin } from "long-attention/ink";
import { fixed } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import { passages } from "long-attention/memory-systems";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { dragging } from "../kit/pointer.js";
import { type Derived, type State, tidy } from "./state.js";

export const panel = { width: 380, height: 406 } as const;
const box = { x: 30, y: 40, side: 336 } as const;
const range = [-0.04, 1.06] as const;
const X = linear(range, [box.x, box.x + box.side]);
const Y = linear(range, [box.y + box.side, box.y]);

/** The index: a point a passage, the query as an arrow, and the line behind which every passage is read. */
export function Plane({ state, now, set }: Scene<State, Derived>) {
  const [px, py] = [X(state.x), Y(state.y)];
  const rank = (document: number) => now.lines.findIndex((line) => line.document === document);
  const border = lineWithin([state.x, state.y], now.border, range, range);
  return (
    <Panel {...panel} title="The index" subtitle="filled: read; beyond the dashed line">
      <rect x={box.x} y={box.y} width={box.side} height={box.side} class="frame" />
      <path d={`M${X(0)} ${box.y}V${box.y + box.side}M${box.x} ${Y(0)}H${box.x + box.side}`} class="grid" />
      {border.length === 2 && (
        <path d={`M${border.map(([x, y]) => `${X(x)} ${Y(y)}`).join("L")}`} class="border" />
      )}
      <path d={`M${X(0)} ${Y(0)}L${px} ${py}`} class="query-line" />
      <circle cx={px} cy={py} r={7} class="query" />
      {passages.map(({ label, at: [x, y] }, z) => {
        const r = rank(z);
        const read = r < state.k;
        const left = x > 0.55;
        return (
          <g key={label} transform={`translate(${X(x)} ${Y(y)})`}>
            <circle r={read ? 6.5 : 5} class={read ? "passage read" : "passage"} />
            <text
              x={left ? -11 : 11}
              y={4}
              text-anchor={left ? "end" : "start"}
              class={read ? "small bold halo" : "small halo"}
            >
              {read ? `${r + 1}. ` : ""}
              {label}
            </text>
          </g>
        );
      })}
      <text
        x={px + (state.x > 0.8 ? -11 : 11)}
        y={py - 8}
        text-anchor={state.x > 0.8 ? "end" : "start"}
        class="bold halo query-name"
      >
        query
      </text>
      <text x={box.x + box.side} y={box.y + box.side + 18} text-anchor="end" class="small">
        about space: {fixed(state.x)} →
      </text>
      <text transform={`translate(${box.x - 9} ${box.y}) rotate(-90)`} text-anchor="end" class="small">
        about food: {fixed(state.y)} →
      </text>
      {set && (
        <rect
          x={box.x}
          y={box.y}
          width={box.side}
          height={box.side}
          class="drag both"
          {...dragging((fx, fy) => set({ x: tidy(X.at(fx)), y: tidy(Y.at(1 - fy)) }))}
        />
      )}
    </Panel>
  );
}
