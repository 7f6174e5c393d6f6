import { int } from "long-attention/ink/format.js";
import { type Line, listing, shownRow, titleOf } from "./listing.js";
import type { State } from "./state.js";

const caption = (state: State): string => {
  const row = shownRow(state);
  return row === undefined ? "" : ` · numbers of row ${int(row)}`;
};

/** The algorithm as text beside the drawings; a screen reader is told which lines run. */
export function Algorithm({ state }: { state: State }) {
  return (
    <section class="algorithm" aria-label={titleOf(state)}>
      <p class="head">
        <b>{titleOf(state)}</b>
        {caption(state)}
      </p>
      <ol>
        {listing(state).map((line, k) => (
          <li key={k} class={line.lit ? "lit" : ""} aria-current={line.lit ? "step" : undefined}>
            <span class="no" aria-hidden="true">
              {k + 1}
            </span>
            <code style={`padding-left:${1.2 * line.depth}em`}>{line.code}</code>
            <span class="now">{line.values}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const [lineHeight, top] = [18, 40];

/** The same on the static picture: as many lines as the longer algorithm has. */
export const algorithmHeight = top + 11 * lineHeight + 4;

/** The algorithm on the static picture, under both drawings. */
export function AlgorithmSheet({ state }: { state: State }) {
  return (
    <g transform="translate(4 12)">
      <text x={8} y={14} class="bold">
        {titleOf(state)}
        <tspan class="small">{caption(state)}</tspan>
      </text>
      {listing(state).map((line, k) => (
        <SheetLine key={k} line={line} k={k} y={top - 4 + k * lineHeight} />
      ))}
    </g>
  );
}

const SheetLine = ({ line, k, y }: { line: Line; k: number; y: number }) => (
  <g>
    {line.lit && <rect x={0} y={y - 13} width={936} height={lineHeight} rx={3} class="lit-line" />}
    {line.lit && <path d={`M2 ${y - 9}l7 5l-7 5z`} class="row-tip" />}
    <text x={30} y={y} class="small" text-anchor="end">
      {k + 1}
    </text>
    <text x={40 + 16 * line.depth} y={y} class={line.lit ? "code bold" : "code"}>
      {line.code}
    </text>
    <text x={510} y={y} class={line.lit ? "code bold" : "code now"}>
      {line.values}
    </text>
  </g>
);

export const algorithmCss = `
.code{font:12px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}.code.bold{font-weight:700}.lit-line{fill:var(--read);opacity:.14}
.algorithm{margin:10px 2px 2px;padding:8px 10px;border-radius:10px;background:var(--panel);font-size:13px}.algorithm .head{margin:0 0 4px}
.algorithm ol{list-style:none;margin:0;padding:0}.algorithm li{display:grid;grid-template-columns:1.4em minmax(0,36em) minmax(0,1fr);gap:0 10px;padding:1px 6px 1px 2px;border-left:4px solid transparent;border-radius:3px}
.algorithm li.lit{border-left-color:var(--hot);background:color-mix(in oklab,var(--read) 15%,var(--page))}.algorithm li.lit code,.algorithm li.lit .now{font-weight:700;color:var(--ink)}
.algorithm .no{color:var(--muted);text-align:right}.algorithm code,.algorithm .now{font:12.5px/1.5 ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;color:var(--ink);background:none}.algorithm .now{color:var(--muted)}.code.now{fill:var(--muted)}
@container (max-width:760px){.algorithm li{grid-template-columns:1.4em minmax(0,1fr)}.algorithm .now{grid-column:2;padding-left:2.4em}.algorithm .now:empty{display:none}}`;
