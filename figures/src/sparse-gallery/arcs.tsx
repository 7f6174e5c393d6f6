import { count, int, percent, si } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { indexAt, place } from "../kit/pointer.js";
import { panelHeight } from "./mask.js";
import { type Derived, d, type State, wordOf } from "./state.js";

const line = { left: 34, right: 432, y: 176 } as const;
const bars = { top: 222, height: 96 } as const;

/** The chosen row as arcs over the sentence, and under each word the layers until its news arrives. */
export function Arcs({ state, now, set }: Scene<State, Derived>) {
  const { T, query } = state;
  const step = (line.right - line.left) / (T - 1);
  const x = (k: number) => line.left + k * step;
  const lift = (i: number, j: number) => line.y - 16 - (122 * Math.abs(i - j)) / (T - 1);
  const arc = (i: number, j: number) =>
    i === j
      ? `M${x(i) - 4} ${line.y - 15}a6 7 0 1 1 8 0`
      : `M${x(i).toFixed(1)} ${line.y - 16}Q${((x(i) + x(j)) / 2).toFixed(1)} ${(2 * lift(i, j) - line.y + 16).toFixed(1)} ${x(j).toFixed(1)} ${line.y - 16}`;
  // An arc looks the same both ways, so it is drawn once.
  const pairs = now.rows.flatMap((row, i) =>
    row.filter(({ j }) => j !== i).map(({ j }) => `${Math.min(i, j)} ${Math.max(i, j)}`),
  );
  const all = [...new Set(pairs)]
    .map((pair) => arc(...(pair.split(" ").map(Number) as [number, number])))
    .join("");
  const most = Math.max(1, ...now.hops.filter((k) => k < Infinity));
  const width = Math.min(24, step * 0.7);
  return (
    <Panel height={panelHeight} title={`What “${wordOf(T, query)}” reads`} subtitle="arcs: in one layer">
      {all && <path d={all} class="arc faint" />}
      {now.rows[query]!.map(({ j, kind }) => (
        <path key={j} d={arc(query, j)} class={`arc line-${kind}`} />
      ))}
      {Array.from({ length: T }, (_, k) => (
        <g key={k}>
          <text
            x={x(k)}
            y={line.y}
            text-anchor="middle"
            class={k === query ? "small bold" : T <= 6 ? "small" : "tiny"}
          >
            {T <= 16 || k % 4 === 0 || k === query ? wordOf(T, k) : ""}
          </text>
          <Layers x={x(k)} width={width} hops={now.hops[k]!} most={most} small={T > 16} />
        </g>
      ))}
      <text x={16} y={line.y + 28} class="small">
        layers until its news reaches “{wordOf(T, query)}”
      </text>
      <Numbers state={state} now={now} />
      {set && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the row slider chooses the row too
        <rect
          class="pick"
          x={line.left - step / 2}
          y={line.y - 18}
          width={T * step}
          height={28}
          onClick={(event) => set({ query: indexAt(place(event).x, T) })}
        />
      )}
    </Panel>
  );
}

/** A bar as long as the number of layers; a dashed one where news never arrives. */
function Layers(p: { x: number; width: number; hops: number; most: number; small: boolean }) {
  const never = p.hops === Infinity;
  const height = never ? bars.height - 16 : (p.hops / p.most) * (bars.height - 16);
  return (
    <g>
      <rect
        x={p.x - p.width / 2}
        y={bars.top}
        width={p.width}
        height={Math.max(2, height)}
        rx={2}
        class={never ? "never" : "layers"}
      />
      <text
        x={p.x}
        y={bars.top + Math.max(2, height) + 13}
        text-anchor="middle"
        class={p.small ? "tiny" : never ? "small alarm" : "small bold"}
      >
        {never ? "∞" : p.hops}
      </text>
    </g>
  );
}

function Numbers({ state, now }: { state: State; now: Derived }) {
  const { T } = state;
  return (
    <g transform="translate(16 344)">
      <rect y={0} width={428} height={14} class="frame" />
      <rect y={0} width={Math.max(1, 428 * now.density)} height={14} class="share" />
      <text y={34} class="small bold">
        {int(now.nnz)} of {int(T * T)} pairs, density {percent(now.density, 1)}
      </text>
      <text y={52} class="small">
        4·nnz·d = {si(now.flops, "FLOP", 3)} (d = {d}); full attention {si(4 * d * T * T, "FLOP", 3)}
      </text>
      <text y={70} class={now.full === Infinity ? "small alarm" : "small"}>
        {fullReach(state, now)}
      </text>
    </g>
  );
}

/** After how many layers everybody knows everything, in words. */
export function fullReach({ T, causal }: State, { full }: Derived): string {
  const token = T <= 6 ? "word" : "token";
  const what = causal ? "all of its past" : "every other";
  if (full < Infinity) return `Every ${token} knows of ${what} after ${count(full, "layer")}.`;
  return `Some ${token}s never hear of ${causal ? "all of their past" : "one another"}, in any number of layers.`;
}
