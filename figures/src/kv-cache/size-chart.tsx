import { bytes, int } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { type Derived, limits, type State, tokensAt } from "./state.js";

const box = { left: 62, right: 444, top: 42, bottom: 266 } as const;
const [T0, T1] = limits.tokens;
const range = [2 ** 24, 2 ** 43] as const;
const octaves = Math.log2(T1 / T0);
const X = (T: number) => box.left + (Math.log2(T / T0) / octaves) * (box.right - box.left);
const Y = (size: number) =>
  box.bottom - (Math.log2(size / range[0]) / Math.log2(range[1] / range[0])) * (box.bottom - box.top);
/** How steep a cache looks that grows with every token, in degrees. */
const slope = (Math.atan2(Y(2) - Y(1), X(2) - X(1)) * 180) / Math.PI;
const inside = (size: number) => size >= range[0] && size <= range[1];

/** The part of a curve that lies in the frame. */
function path(at: (T: number) => number): string {
  const points = Array.from({ length: 24 * octaves + 1 }, (_, k) => T0 * 2 ** (k / 24))
    .map((T) => ({ T, size: at(Math.round(T)) }))
    .filter(({ size }) => inside(size));
  return points.map(({ T, size }, k) => `${k ? "L" : "M"}${X(T).toFixed(1)} ${Y(size).toFixed(1)}`).join("");
}

/** A baseline from which words cross none of the horizontal lines at these sizes: pushed up or down until they do not. */
function clear(baseline: number, direction: number, sizes: readonly (number | undefined)[]): number {
  const lines = sizes.flatMap((size) => (size === undefined ? [] : [Y(size)]));
  return lines.reduce(
    (y, line) => (line > y - 13 && line < y + 5 ? line + (direction < 0 ? -6 : 15) : y),
    baseline,
  );
}

/** The cache against the length of the sequences, under the memory of the GPU. */
export function SizeChart(p: { state: State; now: Derived; pick?: (tokens: number) => void }) {
  const { state, now } = p;
  const { gpu, weights, cache, longest } = now;
  const move = (event: PointerEvent & { currentTarget: SVGRectElement }) => {
    if (event.type === "pointermove" && event.buttons === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    p.pick?.(tokensAt(Math.log2(T0) + (octaves * (event.clientX - left)) / width));
  };
  const [x, y] = [X(state.tokens), Y(Math.max(range[0], Math.min(range[1], cache)))];
  const leftOfDot = x > 376;
  const [above, below] = [-8, 18].map((dy) => clear(y + dy, Math.sign(dy), [gpu.bytes, weights]));
  return (
    <Panel width={460} height={316} title="How large it grows" subtitle={`${state.model}, ${state.sharing}`}>
      {longest < T1 && (
        <g>
          <rect
            x={X(Math.max(T0, longest))}
            y={box.top}
            width={box.right - X(Math.max(T0, longest))}
            height={box.bottom - box.top}
            class="too-much"
          />
          <text x={box.right - 6} y={box.bottom - 8} class="small alarm halo" text-anchor="end">
            {longest < T0 ? "too much at any length" : `too much from ${int(longest + 1)} tokens on`}
          </text>
        </g>
      )}
      {[1e8, 1e9, 1e10, 1e11, 1e12].map((size) => (
        <g key={size}>
          <path d={`M${box.left} ${Y(size)}H${box.right}`} class="grid" />
          <text x={box.left - 6} y={Y(size) + 4} class="small" text-anchor="end">
            {bytes(size)}
          </text>
        </g>
      ))}
      {[256, 4096, 65_536, 1_048_576].map((T) => (
        <text key={T} x={X(T)} y={box.bottom + 17} class="small" text-anchor={T === T1 ? "end" : "middle"}>
          {int(T)}
        </text>
      ))}
      <text x={(box.left + box.right) / 2} y={box.bottom + 37} class="small" text-anchor="middle">
        tokens in each sequence (both axes logarithmic)
      </text>
      <path d={`M${box.left} ${box.bottom}H${box.right}`} class="axis" />
      <path d={path(now.atMha)} class="mha-line" />
      {now.atMha(T0) > 1.01 * now.at(T0) && inside(now.atMha(T0)) && (
        <text
          transform={`translate(${box.left + 5} ${Y(now.atMha(T0)) - 7})rotate(${slope})`}
          class="tiny halo"
        >
          every head cached
        </text>
      )}
      <path d={`M${box.left} ${Y(gpu.bytes)}H${box.right}`} class="ceiling" />
      <text x={box.left + 6} y={Y(gpu.bytes) - 6} class="small bold alarm halo">
        {gpu.name}: {bytes(gpu.bytes)}
      </text>
      {weights !== undefined && (
        <g>
          <path d={`M${box.left} ${Y(weights)}H${box.right}`} class="weights" />
          <text x={box.right - 4} y={Y(weights) - 5} class="small halo" text-anchor="end">
            weights: {bytes(weights)}
          </text>
        </g>
      )}
      <path d={path(now.at)} class="cache-line" />
      <path d={`M${x} ${box.bottom}V${y}`} class="drop" />
      <circle cx={x} cy={y} r={6} class="here" />
      <text
        x={x + (leftOfDot ? -11 : 11)}
        y={leftOfDot ? above : below}
        class="bold halo"
        text-anchor={leftOfDot ? "end" : "start"}
      >
        {bytes(cache, 3)}
      </text>
      {p.pick && (
        <rect
          x={box.left}
          y={box.top}
          width={box.right - box.left}
          height={box.bottom - box.top}
          class="drag"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            move(event);
          }}
          onPointerMove={move}
        />
      )}
    </Panel>
  );
}
