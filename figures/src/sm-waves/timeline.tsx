import { count } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { inWave, run, type State, sms } from "./state.js";

const area = { left: 16, top: 62, width: 428, height: 300 } as const;
const column = area.width / sms;

/** SMs side by side, time downwards: every tile is a block, every band a wave, every hole an idle place. */
export function Timeline({ state }: { state: State }) {
  const { waves, tail } = run(state);
  const pitch = Math.min(90, area.height / waves);
  const tall = pitch - Math.min(14, pitch * 0.3);
  const row = tall / state.perSm;
  const tiles = (from: number, to: number) => {
    let path = "";
    for (let k = from; k < to; k++) {
      const x = area.left + (k % sms) * column;
      path += `M${(x + 0.4).toFixed(1)} ${(Math.floor(k / sms) * row + 0.4).toFixed(1)}h${(column - 0.8).toFixed(1)}v${(row - 0.8).toFixed(1)}h-${(column - 0.8).toFixed(1)}z`;
    }
    return path;
  };
  return (
    <Panel height={400} title="Waves" subtitle={`${sms} SMs side by side, time goes down`}>
      <text x={area.left} y={50} class="small">
        SM 0
      </text>
      <text x={area.left + area.width} y={50} class="small" text-anchor="end">
        SM {sms - 1}
      </text>
      {Array.from({ length: waves }, (_, w) => {
        const filled = inWave(state, w);
        const last = w === waves - 1;
        return (
          <g key={w} transform={`translate(0 ${area.top + w * pitch})`}>
            <rect x={area.left} y={0} width={area.width} height={tall} class="places" />
            {/* An attribute without a value would break the picture: no path for no tiles. */}
            {(!last || filled > 1) && <path d={tiles(0, last ? filled - 1 : filled)} class="block" />}
            {last && <path d={tiles(filled - 1, filled)} class="block newest" />}
          </g>
        );
      })}
      <path d={`M${area.left - 7} ${area.top}v${waves * pitch - (pitch - tall)}`} class="time" />
      <text x={area.left} y={386} class="small bold">
        {count(waves, "wave")}: {waves === 1 ? "" : `${waves - 1} full, then `}
        {count(tail, "block")}
        <tspan class="small"> · red: the last</tspan>
      </text>
    </Panel>
  );
}
