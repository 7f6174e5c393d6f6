import { linePath } from "long-attention/ink";
import { fixed, int, percent, significant } from "long-attention/ink/format.js";
import { linear, log, powers } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { within } from "../kit/props.js";
import { loud } from "./say.js";
import { type Derived, type State, T, trained } from "./state.js";

const box = { left: 58, right: 440, top: 62, bottom: 330 } as const;
const range = [0.05, 40] as const;
const X = linear([0, T - 1], [box.left, box.right]);
const height = log(range, [box.bottom, box.top]);
const Y = (times: number) => height(within(times, ...range));

/** A line over the text; where the head is silent, times is 0 and there is none. */
const line = (curve: readonly number[]) =>
  linePath(curve.flatMap((times, i) => (times > 0 ? [[X(i), Y(times)] as const] : [])));

/** How loud the head is at every length, against the loudest that it ever was in training. */
export function ErrorChart({ state, now, set }: Scene<State, Derived>) {
  return (
    <Panel height={376} title="Loudness against length" subtitle="1 ×: the loudest in training">
      <rect x={box.left} y={Y(1)} width={box.right - box.left} height={box.bottom - Y(1)} class="known" />
      <text x={box.right - 4} y={box.bottom - 8} class="tiny" text-anchor="end">
        as in training
      </text>
      <YAxis
        scale={height}
        ticks={powers(range)}
        written={(times) => `${significant(times, 2)} ×`}
        class="tiny"
        {...box}
      />
      <XAxis
        scale={X}
        ticks={[0, 16, 32, 48, 63]}
        written={int}
        class="tiny"
        bottom={box.bottom}
        caption="token of the text"
      />
      <path d={`M${X(trained)} ${box.top}V${box.bottom}`} class="end" />
      <text x={X(trained) + 5} y={box.top + 10} class="tiny halo bold">
        training ended
      </text>
      <path d={line(now.dense)} class="dense" />
      <text x={box.right} y={Y(now.dense.at(-1)!) - 7} class="tiny halo" text-anchor="end">
        full attention (dashed)
      </text>
      {state.sinks > 0 && (
        <g>
          <path d={line(now.plain)} class="plain" />
          <text x={box.right} y={Y(now.plain.at(-1)!) - 7} class="tiny halo alarm" text-anchor="end">
            as many keys, no sinks (dotted)
          </text>
        </g>
      )}
      <path d={line(now.mine)} class="mine" />
      <path d={`M${X(state.query)} ${box.top}V${box.bottom}`} class="here" />
      <text x={box.right} y={Y(now.mine.at(-1)!) + 15} class="tiny bold halo" text-anchor="end">
        your cache: {significant(now.mine.at(-1)!, 3)} × at the end
      </text>
      {now.times > 0 && <circle cx={X(state.query)} cy={Y(now.times)} r={5} class="dot" />}
      <Drag
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        along="x"
        to={set && ((fraction) => set({ query: Math.round(X.at(within(fraction, 0, 1))), playing: false }))}
      />
    </Panel>
  );
}

/** The numbers of the chosen query. */
export function Numbers({ state, now }: Scene<State, Derived>) {
  const rows = [
    ["keys in the cache", `${int(now.kept.length)} of ${int(state.query + 1)}`],
    ["weight on the parking", percent(now.parked, 1)],
    ["the others weigh", `${fixed(now.inflation, 2)} × as with all keys`],
    ["so the head is", loud(now.times).replace(" times as loud as ever", " × the loudest")],
  ] as const;
  return (
    <Panel y={388} height={172} title={`Token ${state.query}`} subtitle="a toy of one head">
      {rows.map(([name, value], k) => (
        <g key={name}>
          <text x={16} y={52 + 24 * k} class="small">
            {name}
          </text>
          <text x={216} y={52 + 24 * k} class="small bold">
            {value}
          </text>
        </g>
      ))}
      <text x={16} y={154} class="tiny">
        Shows the mechanism: not the quality of any model.
      </text>
    </Panel>
  );
}
