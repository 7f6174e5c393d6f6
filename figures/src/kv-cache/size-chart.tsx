import { linePath } from "long-attention/ink";
import { bytes, int } from "long-attention/ink/format.js";
import { log, powers, samples } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { within } from "../kit/props.js";
import { type Derived, limits, type State, tokensAt } from "./state.js";

const box = { left: 62, right: 444, top: 42, bottom: 266 } as const;
const [T0, T1] = limits.tokens;
const range = [2 ** 24, 2 ** 43] as const;
const X = log(limits.tokens, [box.left, box.right]);
const Y = log(range, [box.bottom, box.top]);
/** How steep a cache looks that grows with every token, in degrees. */
const slope = (Math.atan2(Y(2) - Y(1), X(2) - X(1)) * 180) / Math.PI;
const inside = (size: number) => size >= range[0] && size <= range[1];

/** The part of a curve that lies in the frame. */
function path(at: (T: number) => number): string {
  const points = samples(X, 289) // 24 a doubling
    .map((T) => ({ T, size: at(Math.round(T)) }))
    .filter(({ size }) => inside(size));
  return linePath(points.map(({ T, size }) => [X(T), Y(size)]));
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
export function SizeChart({ state, now, set }: Scene<State, Derived>) {
  const { gpu, weights, cache, longest } = now;
  const [x, y] = [X(state.tokens), Y(within(cache, ...range))];
  const leftOfDot = x > 376;
  const [above, below] = [-8, 18].map((dy) => clear(y + dy, Math.sign(dy), [gpu.bytes, weights]));
  return (
    <Panel height={316} title="How large it grows" subtitle={`${state.model}, ${state.sharing}`}>
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
      <YAxis scale={Y} ticks={powers(range)} written={(size) => bytes(size)} {...box} />
      <XAxis
        scale={X}
        ticks={powers(limits.tokens, 16)}
        written={int}
        bottom={box.bottom}
        caption="tokens in each sequence (both axes logarithmic)"
      />
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
      <Drag
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        along="x"
        to={set && ((fraction) => set({ tokens: tokensAt(Math.log2(X.at(fraction))) }))}
      />
    </Panel>
  );
}
