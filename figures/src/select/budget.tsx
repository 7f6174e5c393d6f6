import { int, percent } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { curve, type Derived, methods, type State, T } from "./state.js";
import { panelHeight } from "./tokens.js";

const box = { left: 56, right: 444, top: 44, bottom: 186 } as const;
const x = linear([1, T], [box.left, box.right]);
const y = linear([0, 1], [box.bottom, box.top]);
const columns = { name: 16, scanned: 176, read: 222, moved: 346, recall: 444 } as const;
const line = (row: number) => 268 + 24 * row;

/** The share found at every budget, this method's in bold with the budget to drag; and what all methods cost at this one. */
export function Budget({ state, now, set }: Scene<State, Derived>) {
  return (
    <Panel height={panelHeight} title="Found, and at which price" subtitle="drag the budget">
      <YAxis scale={y} ticks={[0, 0.5, 1]} written={(share) => percent(share)} {...box} />
      <XAxis
        scale={x}
        ticks={[1, 24, 48, 72, 96]}
        written={String}
        bottom={box.bottom}
        caption="budget: keys that may be read"
      />
      {methods.map((method) => (
        <path key={method} d={path(method)} class={method === state.method ? "found now" : "found"} />
      ))}
      <path d={`M${x(state.k)} ${box.top}V${box.bottom}`} class="handle" />
      <circle cx={x(state.k)} cy={y(now.recall)} r={6.5} class="grip" />
      <Drag
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        along="x"
        to={set && ((fraction) => set({ k: Math.max(1, Math.min(T, Math.round(1 + fraction * (T - 1)))) }))}
      />
      <g class="small">
        <Cells y={line(-1)} cells={["scanned", "read", "moved", "found"]} class="small bold" />
        {now.rows.map(({ name, scanned, read, elements, recall }, row) => (
          <g key={name}>
            {name === state.method && (
              <rect x={8} y={line(row) - 16} width={444} height={23} rx={5} class="row-now" />
            )}
            <text x={columns.name} y={line(row)} class={name === state.method ? "small bold" : "small"}>
              {title(name)}
            </text>
            <Cells
              y={line(row)}
              cells={[int(scanned), int(read), int(elements), percent(recall, 1)]}
              class={name === state.method ? "small bold" : "small"}
            />
          </g>
        ))}
      </g>
    </Panel>
  );
}

/** A method's name in words. */
export const title = (method: State["method"]): string =>
  method.startsWith("indexer") ? method.replace("indexer", "indexer of") : method;

const Cells = (p: { y: number; cells: readonly [string, string, string, string]; class: string }) => (
  <g>
    {[columns.scanned, columns.read, columns.moved, columns.recall].map((at, k) => (
      <text key={at} x={at} y={p.y} text-anchor="end" class={p.class}>
        {p.cells[k]}
      </text>
    ))}
  </g>
);

const path = (method: State["method"]) =>
  `M${curve(method)
    .map((recall, i) => `${x(i + 1).toFixed(1)} ${y(recall).toFixed(1)}`)
    .join("L")}`;
