import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { indexAt, place } from "../kit/pointer.js";
import { type Derived, type State, says, wordOf } from "./state.js";

export const panelHeight = 424;

/** The mask: queries downwards, keys to the right, each pair with the letter of what reads it. */
export function Mask({ state, now, set }: Scene<State, Derived>) {
  const { T, query } = state;
  const pick = (event: MouseEvent & { currentTarget: Element }) => {
    const row = indexAt(place(event).y, T);
    if (row !== query) set?.({ query: row });
  };
  const words = T <= 6;
  const [x0, y0] = words ? [78, 92] : [46, 64];
  const cell = (words ? 296 : 326) / T;
  const middle = (k: number) => (k + 0.5) * cell;
  const ticks = Array.from({ length: T }, (_, k) => k).filter((k) => T <= 16 || k % 4 === 0);
  return (
    <Panel height={panelHeight} title="Who reads whom" subtitle="a row reads, a column is read">
      <rect x={x0} y={y0} width={T * cell} height={T * cell} class="frame" />
      {now.rows.flatMap((row, i) =>
        row.map(({ j, kind }) => (
          <g key={`${i},${j}`} class={i === query ? undefined : "other"}>
            <rect
              x={x0 + j * cell + 0.5}
              y={y0 + i * cell + 0.5}
              width={cell - 1}
              height={cell - 1}
              class={`kind-${kind}`}
            />
            {cell >= 15 && (
              <text
                x={x0 + middle(j)}
                y={y0 + middle(i) + 4}
                text-anchor="middle"
                class={words ? "in-cell" : "in-cell tiny"}
              >
                {kind}
              </text>
            )}
          </g>
        )),
      )}
      {ticks.map((k) => (
        <g key={k}>
          <text
            x={x0 - 8}
            y={y0 + middle(k) + 4}
            text-anchor="end"
            class={k === query ? "small bold" : words ? "small" : "tiny"}
          >
            {wordOf(T, k)}
          </text>
          <text
            transform={`translate(${x0 + middle(k) + (words ? 4 : 0)} ${y0 - 7})${words ? " rotate(-90)" : ""}`}
            text-anchor={words ? "start" : "middle"}
            class={words ? "small" : "tiny"}
          >
            {wordOf(T, k)}
          </text>
        </g>
      ))}
      <rect
        width={T * cell + 4}
        height={cell + 4}
        rx={3}
        class="row"
        style={`transform:translate(${x0 - 2}px,${y0 + query * cell - 2}px)`}
      />
      {now.kinds.map((kind, k) => (
        <g key={kind} transform={`translate(${x0 + k * 86} ${panelHeight - 22})`}>
          <rect width={16} height={16} y={-1} class={`kind-${kind}`} />
          <text x={8} y={11} text-anchor="middle" class="in-cell tiny">
            {kind}
          </text>
          <text x={21} y={11.5} class="small">
            {says[kind]}
          </text>
        </g>
      ))}
      {set && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the row slider chooses the row too
        <rect
          class="pick"
          x={8}
          y={y0}
          width={x0 - 8 + T * cell}
          height={T * cell}
          onPointerMove={pick}
          onClick={pick}
        />
      )}
    </Panel>
  );
}
