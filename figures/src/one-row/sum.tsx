import { percent } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import type { Scene } from "../kit/explorable.js";
import { Letter, Panel } from "../kit/marks.js";
import { indexAt, picking } from "../kit/pointer.js";
import { Cells, ColumnFrame, tone } from "./cells.js";
import { bar, foot, lineY, middle, panel, pitch } from "./grid.js";
import type { Derived, State } from "./state.js";

const weights = { x: 66, width: 34, numbers: 158 } as const;
const values = { x: 166, width: 202 } as const;

/** The weights, the values they weigh, each fainter the less it counts, and their sum: the output. */
export function Sum({ state, now, set }: Scene<State, Derived>) {
  const T = now.words.length;
  const { key, column } = state;
  const share = linear([0, 1], [0, weights.width]);
  const most = Math.max(...now.p) || 1;
  const shade = tone(now.V.flat());
  const end = foot(T);
  return (
    <Panel {...panel} title="Weights, values, output" subtitle="fainter: counts less">
      <text x={16} y={46} class="small">
        Softmax divides by the sum ℓ: the weights add up to
      </text>
      <text x={16} y={63} class="small">
        100 %. Each value enters the output by its weight.
      </text>
      <text x={16} y={84} class="small">
        key
      </text>
      <text x={weights.x} y={84}>
        <tspan class="bold">p</tspan>
        <tspan x={weights.x} dy={17} class="small">
          e^(s − m) ÷ ℓ
        </tspan>
      </text>
      <text x={values.x} y={84}>
        <tspan class="bold">v</tspan>
        <tspan x={values.x} dy={17} class="small">
          its value, {now.d} numbers
        </tspan>
      </text>
      {now.words.map((word, j) => {
        const y = middle(j, T);
        const p = now.p[j]!;
        const tall = pitch(T) - 5;
        return (
          <g key={j}>
            <text x={16} y={y + 4} class={j === key ? "small bold" : "small"}>
              {word}
            </text>
            <rect x={weights.x} y={y - bar / 2} width={share(p)} height={bar} class="score" />
            <path d={`M${weights.x} ${y - bar / 2 - 2}v${bar + 4}`} class="axis" />
            <text x={weights.numbers} y={y + 4} text-anchor="end" class={j === key ? "small bold" : "small"}>
              {percent(p, 1)}
            </text>
            <g style={`opacity:${(0.35 + (0.65 * p) / most).toFixed(3)}`}>
              <Cells {...values} y={y - tall / 2} height={tall} values={now.V[j]!} hue="V" tone={shade} />
            </g>
          </g>
        );
      })}
      <rect
        x={6}
        width={panel.width - 12}
        height={pitch(T)}
        rx={5}
        class="choice line"
        style={`transform:translateY(${lineY(key, T)}px)`}
      />
      <path d={`M${weights.x} ${end + 4}h${weights.width}`} class="axis" />
      <text x={16} y={end + 19} class="small">
        bars: 0 to 100 %
      </text>
      <Letter x={weights.numbers} y={end + 41} hue="O" end>
        o = Σ p·v
      </Letter>
      <Cells {...values} y={end + 22} height={26} values={now.o} hue="O" tone={tone(now.o)} />
      <ColumnFrame {...values} y={lineY(0, T)} height={end + 48 - lineY(0, T)} c={column} d={now.d} />
      {set && (
        <rect
          class="pick"
          x={values.x}
          y={lineY(0, T)}
          width={values.width}
          height={T * pitch(T)}
          {...picking((x, y) => set({ column: indexAt(x, now.d), key: indexAt(y, T) }))}
        />
      )}
    </Panel>
  );
}
