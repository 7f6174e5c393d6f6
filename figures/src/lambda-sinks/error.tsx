import { fixed, int, percent, significant } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { loud } from "./say.js";
import { type Derived, type State, T, trained } from "./state.js";

const box = { left: 58, right: 440, top: 62, bottom: 330 } as const;
const range = { low: 0.05, high: 40 } as const;

const X = (i: number) => box.left + (i / (T - 1)) * (box.right - box.left);
const Y = (times: number) =>
  box.bottom -
  (Math.log(Math.max(range.low, Math.min(range.high, times)) / range.low) /
    Math.log(range.high / range.low)) *
    (box.bottom - box.top);

/** A line over the text; where the head is silent, times is 0 and there is none. */
const line = (curve: readonly number[]) =>
  curve
    .map((times, i) => ({ times, i }))
    .filter(({ times }) => times > 0)
    .map(({ times, i }, k) => `${k === 0 ? "M" : "L"}${X(i).toFixed(1)} ${Y(times).toFixed(1)}`)
    .join("");

/** How loud the head is at every length, against the loudest that it ever was in training. */
export function ErrorChart({
  state,
  now,
  pick,
}: {
  state: State;
  now: Derived;
  pick?: (query: number) => void;
}) {
  const drag = (event: PointerEvent) => {
    const rect = (event.currentTarget as Element).getBoundingClientRect();
    const i = Math.round(((event.clientX - rect.left) / rect.width) * (T - 1));
    pick?.(Math.max(0, Math.min(T - 1, i)));
  };
  return (
    <Panel
      width={460}
      height={376}
      title="Loudness against length"
      subtitle="loudness over the loudest in training"
    >
      <rect x={box.left} y={Y(1)} width={box.right - box.left} height={box.bottom - Y(1)} class="known" />
      <text x={box.right - 4} y={box.bottom - 8} class="tiny" text-anchor="end">
        as in training
      </text>
      {[0.1, 1, 10].map((times) => (
        <g key={times}>
          <path d={`M${box.left} ${Y(times)}H${box.right}`} class="rule" />
          <text x={box.left - 6} y={Y(times) + 4} class="tiny" text-anchor="end">
            {significant(times, 2)} ×
          </text>
        </g>
      ))}
      {[0, 16, 32, 48, 63].map((i) => (
        <text key={i} x={X(i)} y={box.bottom + 15} class="tiny" text-anchor="middle">
          {i}
        </text>
      ))}
      <text x={(box.left + box.right) / 2} y={box.bottom + 32} class="tiny" text-anchor="middle">
        token of the text
      </text>
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
      {pick && (
        <rect
          x={box.left}
          y={box.top}
          width={box.right - box.left}
          height={box.bottom - box.top}
          class="pick chart"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            drag(event);
          }}
          onPointerMove={(event) => event.buttons > 0 && drag(event)}
        />
      )}
    </Panel>
  );
}

/** The numbers of the chosen query. */
export function Numbers({ state, now }: { state: State; now: Derived }) {
  const rows = [
    ["keys in the cache", `${int(now.kept.length)} of ${int(state.query + 1)}`],
    ["weight on the parking place", percent(now.parked, 1)],
    ["the others weigh", `${fixed(now.inflation, 2)} × as much as with all keys`],
    ["so the head is", loud(now.times).replace(" times as loud", " × as loud")],
  ] as const;
  return (
    <Panel y={388} width={460} height={172} title={`Token ${state.query}`} subtitle="a toy of one head">
      {rows.map(([name, value], k) => (
        <g key={name}>
          <text x={16} y={52 + 24 * k} class="small">
            {name}
          </text>
          <text x={200} y={52 + 24 * k} class="small bold">
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
