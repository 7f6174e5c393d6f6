import { matrixColour } from "long-attention/ink/palette.js";
import { rowMajor } from "long-attention/tensor";
import type { Scene } from "../kit/explorable.js";
import { heat } from "../kit/heat.js";
import { Bitmap, Panel } from "../kit/marks.js";
import { indexAt, place } from "../kit/pointer.js";
import type { Derived, State } from "./state.js";

export const panel = { width: 380, height: 424 } as const;
const box = { x: 14, y: 40, width: 354, height: 376 } as const;
const name = 18;

/** All heads, small, on one scale: the square root of a weight is its opacity. */
export function Overview({ state, set }: Scene<State, Derived>) {
  const { maps, words, query, key } = state;
  const T = words.length;
  const { across, side, wide, tall } = layout(maps.length);
  const cell = side / T;
  return (
    <Panel {...panel} title="All heads" subtitle="rows read, columns are read; stronger: more">
      {maps.map((P, h) => {
        const weights = rowMajor(P);
        const chosen = h === state.head;
        const pick = (event: MouseEvent & { currentTarget: Element }) => {
          const { x, y } = place(event);
          set?.({ head: h, query: indexAt(y, T), key: indexAt(x, T) });
        };
        return (
          <g
            key={h}
            transform={`translate(${box.x + (h % across) * wide} ${box.y + Math.floor(h / across) * tall})`}
          >
            <text y={12} class={chosen ? "small bold" : "small"}>
              head {h}
            </text>
            <Bitmap
              x={0}
              y={name}
              width={side}
              height={side}
              href={heat([T, T], matrixColour.P, (i, j) => Math.sqrt(weights[i * T + j]!))}
            />
            {chosen && <rect x={-2} y={name - 2} width={side + 4} height={side + 4} rx={3} class="choice" />}
            <rect x={key * cell} y={name + query * cell} width={cell} height={cell} class="cell-of" />
            {set && (
              // biome-ignore lint/a11y/noStaticElementInteractions: the sliders choose head, row and column too
              <rect y={name} width={side} height={side} class="pick" onClick={pick} />
            )}
          </g>
        );
      })}
    </Panel>
  );
}

/** So many maps as large as they can be; more of them side by side only where that makes them clearly larger. */
function layout(count: number) {
  const ways = Array.from({ length: count }, (_, k) => {
    const [wide, tall] = [box.width / (k + 1), box.height / Math.ceil(count / (k + 1))];
    return { across: k + 1, wide, tall, side: Math.min(wide - 10, tall - name - 6) };
  });
  return ways.reduce((best, way) => (way.side > 1.1 * best.side ? way : best));
}
