import { sawTeeth } from "long-attention/gpu";
import { fixed, int, percent } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import { Panel } from "../kit/marks.js";
import { limits, run, type State, sms } from "./state.js";

const box = { left: 52, right: 440, top: 50, bottom: 270 } as const;
const most = limits.blocks[1];
const X = linear([0, most], [box.left, box.right]);
const Y = linear([0, 1], [box.bottom, box.top]);

/** The busy share against the number of blocks, and where this kernel stands. */
export function Saw({ state }: { state: State }) {
  const { perSm, blocks } = state;
  const now = run(state);
  const wave = sms * perSm;
  const teeth = sawTeeth(most, sms, perSm).map(
    ({ first, last, low, high }) => `M${X(first)} ${Y(low)}L${X(last)} ${Y(high)}`,
  );
  const ideal = blocks / wave;
  return (
    <Panel height={400} title="Busy share" subtitle="of all places, against the number of blocks">
      <YAxis scale={Y} ticks={[0, 0.5, 1]} written={(share) => percent(share)} {...box} />
      <XAxis scale={X} ticks={[wave, 4 * wave].filter((at) => at <= 0.75 * most)} written={int} {...box} />
      <text x={box.right} y={box.bottom + 16} class="small" text-anchor="end">
        {int(most)} blocks
      </text>
      <path d={teeth.join("")} class="saw" />
      <path d={`M${X(blocks)} ${box.bottom}V${Y(now.util)}`} class="plumb" />
      <circle cx={X(blocks)} cy={Y(now.util)} r={6} class="here" />
      <text
        x={X(blocks) + (blocks > 0.75 * most ? -10 : 10)}
        y={Y(now.util) + 20}
        class="bold halo"
        text-anchor={blocks > 0.75 * most ? "end" : "start"}
      >
        {percent(now.util, 1)}
      </text>
      <g transform="translate(16 306)">
        <text y={14} class="small">
          time it takes
        </text>
        <rect x={120} y={2} width={(now.waves / Math.ceil(most / sms)) * 240} height={14} class="takes" />
        <text x={126 + (now.waves / Math.ceil(most / sms)) * 240} y={14} class="small bold">
          {now.waves} × a wave
        </text>
        <text y={38} class="small">
          work it contains
        </text>
        <rect x={120} y={26} width={(ideal / Math.ceil(most / sms)) * 240} height={14} class="contains" />
        <text x={126 + (ideal / Math.ceil(most / sms)) * 240} y={38} class="small bold">
          {fixed(ideal)} × a wave
        </text>
        <text y={66} class="small">
          The rest is waiting: {int(now.waves * wave - blocks)} of {int(now.waves * wave)} places stay empty.
        </text>
      </g>
    </Panel>
  );
}
