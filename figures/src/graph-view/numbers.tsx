import { fixed, int } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { panelHeight } from "./ring.js";
import { measure, type State } from "./state.js";

const bars = { left: 30, width: 404, floor: 172, height: 104 } as const;
const strip = { left: 30, width: 404, y: 300 } as const;

/** How far apart the tokens are, and the eigenvalues: the picture of the whole graph, whoever asks. */
export function Numbers({ state }: { state: State }) {
  const { counts, paths, values, edges, clustering } = measure(state);
  const most = Math.max(...counts);
  const last = Math.max(8, counts.length - 1);
  const step = bars.width / last;
  const x = (k: number) => bars.left + (k - 0.5) * step;
  const [first, second] = values as [number, number];
  const other = Math.max(second, -values.at(-1)!);
  const reach = Math.max(first, -values.at(-1)!) * 1.02;
  const on = (value: number) => strip.left + ((value + reach) / (2 * reach)) * strip.width;
  const close = on(first) - on(second) < 76;
  return (
    <Panel height={panelHeight} title="Path lengths" subtitle={`pairs by hops; ${int(edges)} edges in all`}>
      {counts.map((pairs, k) =>
        k === 0 ? null : (
          <g key={k}>
            <rect
              x={x(k) - 0.4 * step}
              y={bars.floor - (pairs / most) * bars.height}
              width={0.8 * step}
              height={(pairs / most) * bars.height}
              class="pairs"
            />
            {(last <= 16 || k % 4 === 0) && (
              <text x={x(k)} y={bars.floor + 15} class="tiny" text-anchor="middle">
                {k}
              </text>
            )}
          </g>
        ),
      )}
      <line x1={bars.left} x2={bars.left + bars.width} y1={bars.floor} y2={bars.floor} class="axis" />
      <line x1={x(paths.apl)} x2={x(paths.apl)} y1={48} y2={bars.floor} class="mean" />
      <text
        x={x(paths.apl) + (paths.apl > 0.6 * last ? -6 : 6)}
        y={56}
        class="small bold"
        text-anchor={paths.apl > 0.6 * last ? "end" : "start"}
      >
        mean {fixed(paths.apl)}
      </text>
      <text x={16} y={bars.floor + 34} class="small">
        diameter {int(paths.diameter)}, clustering {fixed(clustering)}
      </text>
      <text x={16} y={242}>
        <tspan class="title">Eigenvalues</tspan>
        <tspan class="small" dx={8}>
          the gap says how fast news mixes
        </tspan>
      </text>
      <rect
        x={on(second)}
        y={strip.y - 36}
        width={Math.max(1, on(first) - on(second))}
        height={36}
        class="gap"
      />
      <path
        d={values.map((value) => `M${on(value).toFixed(1)} ${strip.y}v-22`).join("")}
        class="eigenvalues"
      />
      <line x1={strip.left} x2={strip.left + strip.width} y1={strip.y} y2={strip.y} class="axis" />
      {on(second) - on(0) > 48 && (
        <text x={on(0)} y={strip.y + 16} class="tiny" text-anchor="middle">
          0
        </text>
      )}
      <path d={`M${on(first)} ${strip.y}v-36M${on(second)} ${strip.y}v-36`} class="top-two" />
      <text x={Math.min(444, on(first) + 14)} y={strip.y + 16} class="small bold" text-anchor="end">
        {close ? `λ₂ = ${fixed(second)}, λ₁ = ${fixed(first)}` : `λ₁ = ${fixed(first)}`}
      </text>
      {!close && (
        <text x={on(second)} y={strip.y + 16} class="small bold" text-anchor="middle">
          λ₂ = {fixed(second)}
        </text>
      )}
      <text x={16} y={strip.y + 46} class="small">
        gap λ₁ − λ₂ = {fixed(first - second)}; largest other |λ| / λ₁ = {fixed(other / first, 3)}
      </text>
      <Legend />
    </Panel>
  );
}

const Legend = () => (
  <g transform={`translate(16 ${panelHeight - 58})`}>
    <circle cx={7} cy={8} r={6.5} class="vertex front" />
    <text x={20} y={12} class="small">
      hears it in this layer
    </text>
    <circle cx={189} cy={8} r={6.5} class="vertex known" />
    <text x={202} y={12} class="small">
      has heard it
    </text>
    <circle cx={309} cy={8} r={6.5} class="vertex unknown" />
    <text x={322} y={12} class="small">
      not yet
    </text>
    <path d="M0 34h22" class="edge" />
    <text x={28} y={38} class="small">
      ring
    </text>
    <path d="M66 34h22" class="edge chord" />
    <text x={94} y={38} class="small">
      random edge
    </text>
    <path d="M202 34h22" class="edge spoke" />
    <text x={230} y={38} class="small">
      edge of the global token
    </text>
  </g>
);
