import type { Scene } from "../kit/explorable.js";
import { Bitmap, Letter, Marker, Panel } from "../kit/marks.js";
import { indexAt, place } from "../kit/pointer.js";
import { grid } from "./grid.js";
import { hbmResults, scalesOf } from "./pictures.js";
import { RowChart } from "./row-chart.js";
import { blockRows, current, isKvOuter, type State } from "./state.js";

/** HBM: Q, K, V around the matrix that is never stored, and the results O, ℓ, m. */
export function Hbm({ state, set }: Scene<State, undefined>) {
  const { N, d, Br, Bc } = state.trace.config;
  const { phase, i, j } = current(state);
  const scale = scalesOf(state.trace);
  const results = hbmResults(state);
  const [size, thick] = [N * grid.token, 2 * d];
  const rows = {
    y: grid.y + Math.max(0, i) * Br * grid.token,
    height: blockRows(Math.max(0, i), Br, N) * grid.token,
  };
  const cols = {
    x: grid.x + Math.max(0, j) * Bc * grid.token,
    width: blockRows(Math.max(0, j), Bc, N) * grid.token,
  };
  const right = grid.x + size + 10;
  const results2 = isKvOuter(state) ? ["ℓ", "m"] : ["L"];
  const loads = (p: string) => (phase === p ? ("read" as const) : undefined);
  const moves = phase === "write" ? ("write" as const) : isKvOuter(state) ? loads("loadQ") : undefined;
  return (
    <Panel height={510} title="HBM" subtitle="large, slow, off chip">
      <Letter x={grid.x - 12} y={56} hue="V" end>
        Vᵀ
      </Letter>
      <Bitmap x={grid.x} y={35} width={size} height={thick} href={scale.Vt} />
      <Letter x={grid.x - 12} y={93} hue="K" end>
        Kᵀ
      </Letter>
      <Bitmap x={grid.x} y={72} width={size} height={thick} href={scale.Kt} />
      <Marker on={j >= 0} {...cols} y={35} height={thick} hue="V" moving={loads("loadKV")} />
      <Marker on={j >= 0} {...cols} y={72} height={thick} hue="K" moving={loads("loadKV")} />
      <Letter x={30} y={grid.y + size / 2 + 4} hue="Q" end>
        Q
      </Letter>
      <Bitmap x={grid.x - thick - 10} y={grid.y} width={thick} height={size} href={scale.Q} />
      <Marker on={i >= 0} x={grid.x - thick - 10} width={thick} {...rows} hue="Q" moving={loads("loadQ")} />
      <Ghost state={state} size={size} />
      <Marker on={i >= 0 && j >= 0} {...rows} {...cols} hue="S" moving="fill" />
      <NeverStored N={N} size={size} />
      <Letter x={right + thick / 2} y={grid.y - 8} hue="O">
        O
      </Letter>
      <Bitmap x={right} y={grid.y} width={thick} height={size} href={results.O} />
      <Marker on={i >= 0} x={right} width={thick} {...rows} hue="O" moving={moves} />
      {results2.map((name, k) => (
        <g key={name}>
          <Letter x={right + thick + 14 + 16 * k} y={grid.y - 8} hue="grey">
            {name}
          </Letter>
          <Bitmap
            x={right + thick + 8 + 16 * k}
            y={grid.y}
            width={12}
            height={size}
            href={k === 0 ? results.first : results.second}
          />
        </g>
      ))}
      <Marker
        on={i >= 0}
        x={right + thick + 8}
        width={16 * results2.length - 4}
        {...rows}
        hue="grey"
        moving={moves}
      />
      <RowChart state={state} />
      {set && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys choose the row too
        <rect
          class="pick"
          x={grid.x - thick - 10}
          y={grid.y}
          width={size + thick + 88}
          height={size}
          onClick={(event) => set({ row: indexAt(place(event).y, N) })}
        />
      )}
    </Panel>
  );
}

/** The N × N matrix that never exists in HBM, and the tiles of it that were on chip. */
function Ghost({ state, size }: { state: State; size: number }) {
  const { N, Br, Bc } = state.trace.config;
  const done = state.trace.steps.slice(0, state.step + 1).filter((s) => s.phase === "update");
  const { token } = grid;
  return (
    <g>
      <rect x={grid.x} y={grid.y} width={size} height={size} class="ghost" />
      {done.map(({ i, j }) => (
        <rect
          key={`${i},${j}`}
          x={grid.x + j * Bc * token + 1.5}
          y={grid.y + i * Br * token + 1.5}
          width={Math.max(1, blockRows(j, Bc, N) * token - 3)}
          height={Math.max(1, blockRows(i, Br, N) * token - 3)}
          rx={2}
          class="done"
        />
      ))}
    </g>
  );
}

const NeverStored = ({ N, size }: { N: number; size: number }) => (
  <g>
    <text x={grid.x + size / 2} y={grid.y + size / 2 - 2} class="small halo" text-anchor="middle">
      S = QKᵀ and P = softmax(S)
    </text>
    <text x={grid.x + size / 2} y={grid.y + size / 2 + 15} class="small halo" text-anchor="middle">
      {N} × {N}: never stored in HBM
    </text>
  </g>
);
