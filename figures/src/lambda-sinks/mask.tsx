import { count, int } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import { YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag, indexAt } from "../kit/pointer.js";
import { type Derived, keptKeys, parkingTokens, type State, T, trained } from "./state.js";

export const panel = { width: 460, height: 560 } as const;
const grid = { x: 66, y: 62, cell: 5.9 } as const;
const side = T * grid.cell;
const bars = { base: 540, tall: 58 } as const;

const X = (j: number) => grid.x + j * grid.cell;
const Y = (i: number) => grid.y + i * grid.cell;

/** The Λ mask, and under it, column for column, the weights of the chosen query. */
export function Mask({ state, now, set }: Scene<State, Derived>) {
  const { query, sinks, window } = state;
  return (
    <Panel
      width={panel.width}
      height={panel.height}
      title="Who may read whom"
      subtitle={`Λ mask, ${int(now.nnz)} pairs`}
    >
      <text x={grid.x} y={46} class="tiny">
        key: who is read →
      </text>
      <text x={14} y={Y(T) + 4} class="tiny" transform={`rotate(-90 14 ${Y(T) + 4})`}>
        query: who reads, later ones lower
      </text>
      <path d={`M${X(0)} ${Y(0)}L${X(T)} ${Y(T)}H${X(0)}Z`} class="past" />
      {Array.from({ length: T }, (_, i) => {
        const kept = keptKeys(state, i);
        const newest = Math.max(0, i - window + 1);
        const early = kept.filter((j) => j < newest).length;
        return (
          <g key={i}>
            {early > 0 && (
              <rect x={X(0)} y={Y(i)} width={early * grid.cell} height={grid.cell} class="sink" />
            )}
            <rect
              x={X(newest)}
              y={Y(i)}
              width={(i - newest + 1) * grid.cell}
              height={grid.cell}
              class="near"
            />
          </g>
        );
      })}
      <path d={`M${X(0) - 8} ${Y(trained)}H${X(T)}`} class="end" />
      <text x={X(T) - 2} y={Y(trained) - 5} class="tiny bold" text-anchor="end">
        training: the first {trained} tokens
      </text>
      <text x={X(0) - 10} y={Y(0) + 8} class="tiny" text-anchor="end">
        0
      </text>
      <text x={X(0) - 10} y={Y(T)} class="tiny" text-anchor="end">
        {T - 1}
      </text>
      {window + sinks < 26 && (
        <text x={X(sinks + 6)} y={Y(54)} class="small halo">
          gone
        </text>
      )}
      <text x={X(34)} y={Y(28)} class="small">
        <tspan class="near-text">window of {window}</tspan>
        <tspan x={X(34)} dy={17} class="sink-text">
          {sinks === 0 ? "no sinks" : `${count(sinks, "sink")} at the left`}
        </tspan>
      </text>
      <rect x={X(0) - 2} y={Y(query) - 1} width={side + 4} height={grid.cell + 2} class="row" />
      <path d={`M${X(0) - 8} ${Y(query) + grid.cell / 2}l-7 -5v10z`} class="row-tip" />
      <Drag
        x={X(0)}
        y={Y(0)}
        width={side}
        height={side}
        along="y"
        to={set && ((fraction) => set({ query: indexAt(fraction, T), playing: false }))}
      />
      <Weights state={state} now={now} />
    </Panel>
  );
}

/** Bars: this query's weights. Outlines: what they are in full attention. */
function Weights({ state, now }: { state: State; now: Derived }) {
  const most = Math.max(...now.weights, ...now.full);
  const ceiling = [0.25, 0.5, 1].find((w) => w >= most) ?? 1;
  const top = linear([0, ceiling], [bars.base, bars.base - bars.tall]);
  return (
    <g>
      <text x={X(0)} y={bars.base - bars.tall - 12} class="tiny bold">
        its weights; outlines: with all keys, red: gone
      </text>
      <YAxis scale={top} ticks={[0, ceiling]} written={String} class="tiny" left={X(0) - 2} right={X(T)} />
      {Array.from(now.weights, (w, j) => (
        <rect
          key={j}
          x={X(j) + 0.6}
          y={top(w)}
          width={grid.cell - 1.2}
          height={bars.base - top(w)}
          class={j < parkingTokens(state.parking) ? "sink" : "near"}
        />
      ))}
      {Array.from(now.full, (w, j) => (
        <rect
          key={j}
          x={X(j) + 0.6}
          y={top(w)}
          width={grid.cell - 1.2}
          height={bars.base - top(w)}
          class={now.gone.includes(j) ? "ghost lost" : "ghost"}
        />
      ))}
    </g>
  );
}
