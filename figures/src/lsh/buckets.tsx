import { bucketColour } from "long-attention/ink";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { type Derived, near, type State } from "./state.js";

const grid = { x: 84, y: 52, w: 23, h: 21 } as const;

/** The bucket of every vector in every round, and how many near keys have been found. */
export function Buckets({ state, now, set }: Scene<State, Derived>) {
  const { angles, x, y, shown } = state;
  const width = grid.w * angles.length;
  return (
    <Panel height={190} title="Buckets" subtitle={`near: at most ${near}° apart`}>
      {angles.map((_, i) => (
        <text
          key={i}
          x={grid.x + (i + 0.5) * grid.w}
          y={grid.y - 6}
          class={i === x || i === y ? "small bold" : "small"}
          text-anchor="middle"
        >
          {i}
        </text>
      ))}
      <text x={446} y={grid.y - 20} class="small" text-anchor="end">
        near keys
      </text>
      <text x={446} y={grid.y - 6} class="small" text-anchor="end">
        found so far
      </text>
      {now.all.map(({ buckets }, round) => {
        const top = grid.y + round * grid.h;
        return (
          <g key={round}>
            <text x={16} y={top + 15} class={round === shown ? "small bold" : "small"}>
              {`round ${round + 1}`}
            </text>
            {buckets.map((bucket, i) => (
              <g key={i} transform={`translate(${grid.x + i * grid.w} ${top})`}>
                <rect
                  x={1}
                  y={1}
                  width={grid.w - 2}
                  height={grid.h - 2}
                  rx={3}
                  fill={bucketColour(bucket)}
                  class="sector"
                />
                <text x={grid.w / 2} y={15} class="small bold" text-anchor="middle">
                  {bucket}
                </text>
              </g>
            ))}
            <text x={446} y={top + 15} class="small bold" text-anchor="end">
              {`${now.nearFound[round]} of ${now.nearPairs}`}
            </text>
            {set && (
              <rect
                x={10}
                y={top}
                width={440}
                height={grid.h}
                class="pick"
                onPointerDown={() => set({ shown: round })}
              />
            )}
          </g>
        );
      })}
      <rect
        x={grid.x - 2}
        y={grid.y + shown * grid.h - 0.5}
        width={width + 4}
        height={grid.h + 1}
        rx={4}
        class="frame-now"
      />
      {[x, y].map((i) => (
        <rect
          key={i}
          x={grid.x + i * grid.w}
          y={grid.y - 19}
          width={grid.w}
          height={17}
          rx={4}
          class={i === x ? "ring x" : "ring y"}
        />
      ))}
    </Panel>
  );
}
