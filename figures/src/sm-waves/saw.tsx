import { waves } from "long-attention/gpu";
import { int, percent } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { limits, run, type State, sms } from "./state.js";

const box = { left: 52, right: 440, top: 50, bottom: 270 } as const;
const most = limits.blocks[1];
const X = (blocks: number) => box.left + (blocks / most) * (box.right - box.left);
const Y = (share: number) => box.bottom - share * (box.bottom - box.top);

/** The busy share against the number of blocks, and where this kernel stands. */
export function Saw({ state }: { state: State }) {
  const { perSm, blocks } = state;
  const now = run(state);
  const wave = sms * perSm;
  const teeth = Array.from({ length: Math.ceil(most / wave) }, (_, w) => {
    const [first, last] = [w * wave + 1, Math.min(most, (w + 1) * wave)];
    return `M${X(first)} ${Y(waves(first, sms, perSm).util)}L${X(last)} ${Y(waves(last, sms, perSm).util)}`;
  });
  const ideal = blocks / wave;
  return (
    <Panel width={460} height={400} title="Busy share" subtitle="of all places, against the number of blocks">
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path d={`M${box.left} ${Y(share)}H${box.right}`} class="grid" />
          <text x={box.left - 6} y={Y(share) + 4} class="small" text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      {[wave, 4 * wave]
        .filter((at) => at <= 0.75 * most)
        .map((at) => (
          <g key={at}>
            <path d={`M${X(at)} ${box.top}V${box.bottom}`} class="grid" />
            <text x={X(at)} y={box.bottom + 16} class="small" text-anchor="middle">
              {int(at)}
            </text>
          </g>
        ))}
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
          {ideal.toFixed(2)} × a wave
        </text>
        <text y={66} class="small">
          The rest is waiting: {int(now.waves * wave - blocks)} of {int(now.waves * wave)} places stay empty.
        </text>
      </g>
    </Panel>
  );
}
