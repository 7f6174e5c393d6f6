import { type Audience, audience, readingAnchors } from "long-attention/facts";
import { audienceLooks } from "long-attention/ink";
import { int } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Drag } from "../kit/pointer.js";
import { axis, choose, claims, fits, type State, ticks, tokensAt } from "./state.js";

const plot = { left: 196, right: 470, top: 44, row: 14 } as const;
const bottom = plot.top + claims.length * plot.row + 6;
/** As tall as the claims need, and the words under them. */
export const chart = { width: 480, height: Math.ceil(bottom) + 52 } as const;
const Y = (row: number) => plot.top + (row + 0.5) * plot.row + 3;

/** An audience's shape, in its colour: on dark pages grey as grey is there. */
export const Shape = ({ who, x, y }: { who: Audience; x: number; y: number }) => {
  const { shape, colour } = audienceLooks[who];
  return (
    <path
      transform={`translate(${x} ${y})`}
      d={shape}
      fill={who === "a catalogue" ? "var(--muted)" : colour}
    />
  );
};

/** One row for each dated claim, oldest first; across, its length. The line is the reader's. */
export function Chart({ state, set }: Scene<State, unknown>) {
  const { scale, tokens, row, known } = state;
  const { named, lines } = ticks(scale);
  const along = axis(scale);
  const X = (T: number) => plot.left + along(T) * (plot.right - plot.left);
  const x = X(tokens);
  return (
    <g>
      {lines.map((T) => (
        <path
          key={T}
          d={`M${X(T)} ${plot.top}V${bottom}`}
          class={named.includes(T) ? "rule strong" : "rule"}
        />
      ))}
      {named.map((T) => (
        <text key={T} x={X(T)} y={36} class="tiny" text-anchor="middle">
          {int(T)}
        </text>
      ))}
      <text x={plot.left - 8} y={36} class="tiny" text-anchor="end">
        {scale === "log" ? "tokens, in doublings" : "tokens, evenly"}
      </text>
      {readingAnchors.map((anchor, k) => (
        <g key={anchor.name}>
          <path d={`M${X(anchor.tokens)} ${plot.top}V${bottom + 8}`} class="anchor" />
          <text
            x={X(anchor.tokens) + (k === 0 ? -4 : 4)}
            text-anchor={X(anchor.tokens) > plot.left + 150 ? "end" : "start"}
            y={bottom + 14 + 15 * k}
            class="tiny bold"
          >
            {anchor.name} ≈ {int(anchor.tokens)} (rough)
          </text>
        </g>
      ))}
      {known && (
        <g>
          <path d={`M${X(fits)} ${plot.top}V${bottom + 46}`} class="full" />
          <text x={X(fits) - 5} y={bottom + 45} class="tiny alarm" text-anchor="end">
            {int(fits)} fill an A100
          </text>
        </g>
      )}
      <rect x={2} y={Y(row) - plot.row / 2} width={chart.width - 4} height={plot.row} rx={3} class="chosen" />
      {claims.map((claim, k) => {
        const first = k === 0 || claims[k - 1]!.date.slice(0, 4) !== claim.date.slice(0, 4);
        return (
          <g key={k}>
            {first && (
              <text x={1} y={Y(k) + 3.7} class="tiny bold">
                {claim.date.slice(0, 4)}
              </text>
            )}
            <text x={plot.left - 8} y={Y(k) + 3.7} class={k === row ? "tiny bold" : "tiny"} text-anchor="end">
              {claim.model}
            </text>
            <path d={`M${plot.left} ${Y(k)}H${X(claim.tokens) - 6}`} class="lead" />
            <Shape who={audience(claim.tier)} x={X(claim.tokens)} y={Y(k)} />
          </g>
        );
      })}
      <path d={`M${x} ${plot.top - 2}V${bottom}`} class="cursor" />
      <path d={`M${x - 5} ${plot.top - 8}h10l-5 7z`} class="cursor-tip" />
      <text x={x} y={15} class="small bold" text-anchor={x > 430 ? "end" : "middle"}>
        T = {int(tokens)}
      </text>
      <Drag
        x={plot.left}
        y={plot.top - 10}
        width={plot.right - plot.left}
        height={bottom - plot.top + 10}
        along="x"
        to={set && ((fraction) => set({ tokens: tokensAt(fraction, scale) }))}
      />
      {set &&
        claims.map((claim, k) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same
          <rect
            key={k}
            x={4}
            y={Y(k) - plot.row / 2}
            width={plot.left - 6}
            height={plot.row}
            class="pick"
            data-model={claim.model}
            onClick={() => set(choose(k))}
          />
        ))}
    </g>
  );
}
