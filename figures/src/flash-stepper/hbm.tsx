import type { Scene } from "../kit/explorable.js";
import { Bitmap, Letter, Marker, Panel } from "../kit/marks.js";
import { indexAt, place } from "../kit/pointer.js";
import { signs, signsOf } from "./findings.js";
import { grid, tokenOf } from "./grid.js";
import { hbmResults, scalesOf } from "./pictures.js";
import { RowChart } from "./row-chart.js";
import { blockRows, current, isKvOuter, type State } from "./state.js";

/** HBM: Q, K, V around the matrix that is never stored, and the results O, ℓ, m. */
export function Hbm({ state, set }: Scene<State, undefined>) {
  const { N, Br, Bc } = state.trace.config;
  const token = tokenOf(state.trace);
  const { phase, i, j } = current(state);
  const scale = scalesOf(state.trace);
  const results = hbmResults(state);
  const { size, thick } = grid;
  const rows = {
    y: grid.y + Math.max(0, i) * Br * token,
    height: blockRows(Math.max(0, i), Br, N) * token,
  };
  const cols = {
    x: grid.x + Math.max(0, j) * Bc * token,
    width: blockRows(Math.max(0, j), Bc, N) * token,
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
      <Found state={state} />
      <Sign x={grid.x - 40} y={56} text={signsOf(state, "V")} end />
      <Sign x={grid.x - 40} y={93} text={signsOf(state, "K")} end />
      <Sign x={24} y={grid.y + size / 2 + 26} text={signsOf(state, "Q")} />
      <Sign x={right + thick / 2} y={grid.y + size + 18} text={signsOf(state, "O")} />
      <Sign x={right + thick + 22} y={grid.y + size + 18} text={signsOf(state, "l", "m", "L")} />
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
  const token = tokenOf(state.trace);
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

/** The tiles that the microscope found: the first whose numbers differ, and those that were never computed. */
function Found({ state }: { state: State }) {
  const { N, Br, Bc } = state.trace.config;
  const token = tokenOf(state.trace);
  return (
    <g>
      {state.findings.flatMap(({ kind, tiles = [] }) =>
        tiles.map(([i, j], k) => {
          const [width, height] = [blockRows(j, Bc, N) * token, blockRows(i, Br, N) * token];
          const [x, y] = [grid.x + j * Bc * token, grid.y + i * Br * token];
          const look = kind === "differs" ? "wrong" : k === 0 ? "missed first" : "missed";
          return (
            <g key={`${kind} ${i},${j}`}>
              <rect x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx={2} class={look} />
              <Sign x={x + width / 2} y={y + height / 2 + 6} text={signs[kind]} />
            </g>
          );
        }),
      )}
    </g>
  );
}

/** A finding's sign, where it shows. */
const Sign = (p: { x: number; y: number; text: string; end?: boolean }) =>
  p.text ? (
    <text x={p.x} y={p.y} class="sign-mark" text-anchor={p.end ? "end" : "middle"}>
      {p.text}
    </text>
  ) : null;

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
