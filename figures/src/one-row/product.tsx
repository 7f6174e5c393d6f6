import { fixed, percent } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Letter, Panel } from "../kit/marks.js";
import { indexAt, picking } from "../kit/pointer.js";
import { Cells, ColumnFrame, tone } from "./cells.js";
import { below, panel } from "./grid.js";
import { type Derived, divided, type State } from "./state.js";

const strip = { x: 56, width: 312, height: 19 } as const;
const rowsY = [34, 55, 76] as const;

/** One query and one key, number by number, and what becomes of their product. */
export function Product({ state, now, set }: Scene<State, Derived>) {
  const { key, column } = state;
  const { q, k, d } = now;
  const products = q.map((x, c) => x * k[c]!);
  const both = tone([...q, ...k]);
  const masked = now.s[key] === -Infinity;
  return (
    <Panel
      width={panel.width}
      {...below}
      title={`q of “${now.words[state.query]}” · k of “${now.words[key]}”`}
    >
      {(
        [
          ["q", "Q", q, both],
          ["k", "K", k, both],
          ["q×k", "S", products, tone(products)],
        ] as const
      ).map(([letter, hue, values, shade], r) => (
        <g key={letter}>
          <Letter x={46} y={rowsY[r]! + 15} hue={hue} end>
            {letter}
          </Letter>
          <Cells {...strip} y={rowsY[r]!} values={values} hue={hue} tone={shade} />
        </g>
      ))}
      <ColumnFrame {...strip} y={rowsY[0]} height={61} c={column} d={d} />
      <text x={16} y={114} class="small">
        number {column + 1}: {fixed(q[column]!)} × {fixed(k[column]!)} = {fixed(products[column]!)}
      </text>
      <text x={16} y={131} class="small">
        all {d} added: <tspan class="bold">q·k = {fixed(now.dots[key]!)}</tspan>
        {masked ? "; masked: s = −∞" : `, ${divided(state, d)} = ${fixed(now.s[key]!)}`}
      </text>
      <text x={16} y={148} class="small">
        e^(s − m) = {fixed(now.f[key]!)}, ÷ ℓ = <tspan class="bold">{percent(now.p[key]!, 1)}</tspan> of the
        row
      </text>
      {set && (
        <rect
          class="pick"
          x={strip.x}
          y={rowsY[0]}
          width={strip.width}
          height={61}
          {...picking((x) => set({ column: indexAt(x, d) }))}
        />
      )}
    </Panel>
  );
}
