import { audience, readingAnchors } from "long-attention/facts";
import { int } from "long-attention/ink/format.js";
import { along, claims, fits, type Scale, type State, ticks, tokensAt } from "./state.js";

export const chart = { width: 480, height: 530 } as const;
const plot = { left: 164, right: 470, top: 44, row: 12.6 } as const;
const bottom = plot.top + claims.length * plot.row + 6;

const X = (tokens: number, scale: Scale) => plot.left + along(tokens, scale) * (plot.right - plot.left);
const Y = (row: number) => plot.top + (row + 0.5) * plot.row + 3;

const shapes = {
  everybody: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
  "by invitation": "M0 -4.6L4.8 3.8H-4.8Z",
  "the vendor alone": "M0 -5.6L5 0L0 5.6L-5 0Z",
  "a catalogue": "M-3.7 -3.7H3.7V3.7H-3.7Z",
} as const;
type Who = keyof typeof shapes;
const looks: Readonly<Record<Who, string>> = {
  everybody: "who-all",
  "by invitation": "who-some",
  "the vendor alone": "who-vendor",
  "a catalogue": "who-list",
};

export const Shape = ({ who, x, y }: { who: Who; x: number; y: number }) => (
  <path transform={`translate(${x} ${y})`} d={shapes[who]} class={looks[who]} />
);

interface Actions {
  readonly move?: (tokens: number) => void;
  readonly pick?: (row: number) => void;
}

/** One row for each dated claim, oldest first; across, its length. The line is the reader's. */
export function Chart({ state, move, pick }: { state: State } & Actions) {
  const { scale, tokens, row, known } = state;
  const { named, lines } = ticks(scale);
  const x = X(tokens, scale);
  const drag = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    move?.(tokensAt((event.clientX - box.left) / box.width, scale));
  };
  return (
    <g>
      {lines.map((T) => (
        <path
          key={T}
          d={`M${X(T, scale)} ${plot.top}V${bottom}`}
          class={named.includes(T) ? "rule strong" : "rule"}
        />
      ))}
      {named.map((T) => (
        <text key={T} x={X(T, scale)} y={36} class="tiny" text-anchor="middle">
          {int(T)}
        </text>
      ))}
      <text x={plot.left - 8} y={36} class="tiny" text-anchor="end">
        {scale === "log" ? "tokens, in doublings" : "tokens, evenly"}
      </text>
      {readingAnchors.map((anchor, k) => (
        <g key={anchor.name}>
          <path d={`M${X(anchor.tokens, scale)} ${plot.top}V${bottom + 8}`} class="anchor" />
          <text
            x={X(anchor.tokens, scale) + (k === 0 ? -4 : 4)}
            text-anchor={X(anchor.tokens, scale) > plot.left + 150 ? "end" : "start"}
            y={bottom + 14 + 13 * k}
            class="tiny bold"
          >
            {anchor.name} ≈ {int(anchor.tokens)} (rough)
          </text>
        </g>
      ))}
      {known && (
        <g>
          <path d={`M${X(fits, scale)} ${plot.top}V${bottom + 42}`} class="full" />
          <text x={X(fits, scale) + 5} y={bottom + 41} class="tiny alarm">
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
            <path d={`M${plot.left} ${Y(k)}H${X(claim.tokens, scale) - 6}`} class="lead" />
            <Shape who={audience(claim.tier)} x={X(claim.tokens, scale)} y={Y(k)} />
          </g>
        );
      })}
      <path d={`M${x} ${plot.top - 2}V${bottom}`} class="cursor" />
      <path d={`M${x - 5} ${plot.top - 8}h10l-5 7z`} class="cursor-tip" />
      <text x={x} y={15} class="small bold" text-anchor={x > 430 ? "end" : "middle"}>
        T = {int(tokens)}
      </text>
      {move && (
        <rect
          x={plot.left}
          y={plot.top - 10}
          width={plot.right - plot.left}
          height={bottom - plot.top + 10}
          class="drag"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            drag(event);
          }}
          onPointerMove={(event) => event.buttons > 0 && drag(event)}
        />
      )}
      {pick &&
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
            onClick={() => pick(k)}
          />
        ))}
    </g>
  );
}
