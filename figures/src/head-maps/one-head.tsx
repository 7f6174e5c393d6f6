import { fixed, percent } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { indexAt, picking } from "../kit/pointer.js";
import { panel } from "./overview.js";
import type { Derived, State } from "./state.js";

const map = { x: 70, y: 92, side: 300 } as const;

/** The chosen head, with every weight written into its cell, in percent. */
export function OneHead({ state, now, set }: Scene<State, Derived>) {
  const { words, query, key } = state;
  const cell = map.side / words.length;
  const middle = (k: number) => (k + 0.5) * cell;
  return (
    <Panel {...panel} title={`Head ${state.head}`} subtitle="percent of each row's weight">
      {words.map((word, k) => (
        <g key={k}>
          <text
            x={map.x - 8}
            y={map.y + middle(k) + 4}
            text-anchor="end"
            class={k === query ? "small bold" : "small"}
          >
            {word}
          </text>
          <text
            transform={`translate(${map.x + middle(k) + 4} ${map.y - 7}) rotate(-90)`}
            class={k === key ? "small bold" : "small"}
          >
            {word}
          </text>
        </g>
      ))}
      <g transform={`translate(${map.x} ${map.y})`}>
        {now.rows.flatMap((row, i) =>
          row.map((p, j) => (
            <g key={`${i},${j}`} transform={`translate(${j * cell} ${i * cell})`}>
              <rect
                width={cell - 1}
                height={cell - 1}
                class="weight"
                style={`fill-opacity:${(0.65 * Math.sqrt(p)).toFixed(3)}`}
              />
              <text
                x={cell / 2 - 0.5}
                y={cell / 2 + 4}
                text-anchor="middle"
                class={i === query ? "small bold" : "small on-cell"}
              >
                {fixed(100 * p, 0)}
              </text>
            </g>
          )),
        )}
        <rect
          x={-1.5}
          y={-1.5}
          width={map.side + 2}
          height={cell + 2}
          class="row-of"
          style={`transform:translateY(${query * cell}px)`}
        />
        <rect
          x={-1.5}
          y={-1.5}
          width={cell + 2}
          height={cell + 2}
          rx={2}
          class="choice"
          style={`transform:translate(${key * cell}px,${query * cell}px)`}
        />
        {set && (
          <rect
            width={map.side}
            height={map.side}
            class="pick"
            {...picking((x, y) => set({ query: indexAt(y, words.length), key: indexAt(x, words.length) }))}
          />
        )}
      </g>
      <text x={16} y={412} class="small">
        “{words[query]}” gives “{words[key]}” <tspan class="bold">{percent(now.weight, 1)}</tspan>
      </text>
    </Panel>
  );
}
