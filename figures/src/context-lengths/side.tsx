import { audience } from "long-attention/facts";
import { wrap } from "long-attention/ink";
import { bytes, int } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { chart, Shape } from "./chart.js";
import { ofMemory } from "./say.js";
import { claims, fits, memoryBytes, type State, scoreBytes } from "./state.js";

export const side = { width: 330, height: chart.height } as const;
const box = { x: 16, y: 40, side: 236 } as const;

/** What the length under the line costs, and what is known about the chosen claim. */
export const Side = ({ state }: Scene<State, unknown>) => (
  <>
    <Squares state={state} />
    <Card state={state} />
  </>
);

/** The score matrix as a square, beside the A100's memory as another: both true to area. */
function Squares({ state }: { state: State }) {
  const { tokens, known } = state;
  const unit = box.side / Math.max(tokens, fits);
  const [mine, memory] = [tokens * unit, fits * unit];
  const lines = known
    ? [bytes(scoreBytes(state)), `in 16-bit numbers: ${ofMemory(tokens)}`]
    : ["? GB", "guess first"];
  return (
    <Panel width={side.width} height={346} title="One head's scores" subtitle="T × T, true to area">
      <rect x={box.x} y={box.y} width={known ? mine : 0} height={known ? mine : 0} class="matrix grow" />
      <rect x={box.x} y={box.y} width={memory} height={memory} class="memory" />
      <text x={box.x + box.side + 8} y={box.y + 12} class="small">
        dashed:
      </text>
      <text x={box.x + box.side + 8} y={box.y + 28} class="small">
        {bytes(memoryBytes)},
      </text>
      <text x={box.x + box.side + 8} y={box.y + 44} class="small">
        an A100
      </text>
      {known && (
        <text x={box.x + box.side + 8} y={box.y + 76} class="small">
          blue: S
        </text>
      )}
      <text x={16} y={304} class="title">
        {lines[0]}
      </text>
      <text x={16} y={326} class="small">
        {lines[1]}
      </text>
    </Panel>
  );
}

function Card({ state }: { state: State }) {
  const claim = claims[state.row]!;
  const when = claim.dateIs === "seen" ? `seen ${claim.date}` : claim.date;
  const doubt = claim.verified ? "" : `Not verified: ${claim.unverified?.join(", ")}. `;
  return (
    <Panel y={360} width={side.width} height={side.height - 360} title={claim.model} subtitle={when}>
      <Shape who={audience(claim.tier)} x={22} y={46} />
      <text x={34} y={50} class="small">
        for {audience(claim.tier)} ({claim.tier})
      </text>
      <text x={16} y={76} class="small bold">
        {int(claim.tokens)} tokens, printed as “{claim.label}”
      </text>
      {wrap(`${doubt}${claim.note ?? ""}`, 12, side.width - 32).map((line, k) => (
        <text key={k} x={16} y={100 + 17 * k} class="small">
          {line}
        </text>
      ))}
    </Panel>
  );
}
