import { scoreRow } from "long-attention/flash";
import { grid, tokenOf } from "./grid.js";
import { number } from "./listing.js";
import type { State } from "./state.js";

const base = 470;
const tall = 66;

/** One row of scores below the grid, with its running maximum: the whole idea of online softmax. */
export function RowChart({ state }: { state: State }) {
  const { trace, row } = state;
  const { N, Br, Bc } = trace.config;
  const [i, r] = [Math.floor(row / Br), row % Br];
  const seen = trace.steps.slice(0, state.step + 1).filter((s) => s.phase === "softmax" && s.i === i);
  const scores = scoreRow(trace, row);
  const finite = scores.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite) - 0.3, Math.max(...finite)];
  const Y = (x: number) => base - (x === -Infinity ? 0 : ((x - low) / (high - low || 1)) * tall);
  const token = tokenOf(trace);
  const X = (column: number) => grid.x + column * token;
  const blocks = new Set(seen.map((s) => s.j));
  const [last, before] = [seen.at(-1), seen.at(-2)];
  const path = seen
    .filter(({ chip }) => Number.isFinite(chip.m?.[r]))
    .map(({ j, chip }, k) => `${k ? "L" : "M"}${X(j * Bc)} ${Y(chip.m![r]!)}H${X(Math.min(N, (j + 1) * Bc))}`)
    .join("");
  const [old, now] = [before?.chip.m?.[r], last?.chip.m?.[r]];
  const factor = old === undefined || now === undefined ? undefined : Math.exp(old - now);
  const right = X(N) + 14;
  const y = grid.y + (row + 0.5) * token;
  return (
    <g>
      <path d={`M${X(0) - 42} ${y}H${X(N) + 78}`} class="row-line" />
      <path d={`M${X(0) - 50} ${y - 5}l7 5l-7 5z`} class="row-tip" />
      <text x={16} y={404} class="small bold">
        row {row}
      </text>
      <text x={16} y={420} class="small">
        of S
      </text>
      <path d={`M${X(0)} ${base}H${X(N)}`} class="axis" />
      {Array.from(scores, (s, c) =>
        s === -Infinity ? null : (
          <path
            key={c}
            d={`M${X(c + 0.5)} ${base}V${Y(s)}`}
            class={blocks.has(Math.floor(c / Bc)) ? "stick seen" : "stick"}
          />
        ),
      )}
      <path d={path} class="running-max" />
      <text x={X(0)} y={base + 15} class="tiny">
        bars: this row's scores, blue once on chip
      </text>
      <text x={X(0)} y={base + 28} class="tiny">
        red line: running maximum m
      </text>
      <text x={right} y={404} class="small bold">
        m = {number(last ? last.chip.m?.[r] : -Infinity, 2)}
      </text>
      <text x={right} y={420} class="small bold">
        ℓ = {number(last ? last.chip.l?.[r] : 0, 2)}
      </text>
      {factor !== undefined && (
        <>
          <text x={right} y={442} class="small">
            last rescale
          </text>
          <text x={right} y={458} class={factor < 0.9995 ? "small bold alarm" : "small bold"}>
            × {number(factor, 3)}
          </text>
        </>
      )}
    </g>
  );
}
