import { fixed, percent } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { panel } from "./plane.js";
import type { Derived, State } from "./state.js";

/** Left edge of p(z)'s bars, and the right edges of the numbers. */
const column = { score: 158, bars: 167, pz: 238, tokens: [278, 322], whole: 366 } as const;
const share = linear([0, 1], [0, 30]);
const long = linear([0, 1], [0, 176]);
const line = (rank: number) => 108 + 28 * rank;

/** Every passage with its score; of those that are read, how much they count and what the reader makes of the answer. */
export function Reader({ state, now }: Scene<State, Derived>) {
  return (
    <Panel {...panel} chip title="The reader" subtitle={`how likely is “${now.answer.join(" ")}”?`}>
      <Heads now={now} warmed={state.temperature !== 1} />
      {now.lines.map(({ document, label, score, pz, py, whole }, rank) => {
        const read = pz !== undefined && whole !== undefined;
        return (
          <g key={document} transform={`translate(0 ${line(rank)})`}>
            <text x={16} class={read ? "small bold" : "small"}>
              {label}
            </text>
            <Value x={column.score} text={fixed(score / state.temperature)} />
            {read ? (
              <>
                <rect x={column.bars} y={-11} width={share(pz)} height={14} class="share" />
                <Value x={column.pz} text={percent(pz, 0)} bold />
                {py.map((p, t) => (
                  <Value key={t} x={column.tokens[t]!} text={fixed(p)} />
                ))}
                <Value x={column.whole} text={fixed(whole, 3)} />
              </>
            ) : (
              <text x={column.bars} class="small">
                not found, so not read
              </text>
            )}
          </g>
        );
      })}
      <path d={`M16 ${line(state.k - 1) + 9}H366`} class="border" />
      <path d={`M16 ${line(6) - 12}H366`} class="axis" />
      <g transform={`translate(0 ${line(6) + 6})`}>
        <text x={16} class="small">
          summed, weighted by p(z)
        </text>
        {now.tokens.map((p, t) => (
          <Value key={t} x={column.tokens[t]!} text={fixed(p)} bold />
        ))}
        <Value x={column.whole} text={fixed(now.sequence, 3)} bold />
      </g>
      <Result y={line(7) + 24} name="RAG-Sequence" value={now.sequence} means="Σ p(z) × both" />
      <Result
        y={line(7) + 62}
        name="RAG-Token"
        value={now.token}
        means={now.tokens.map((p) => fixed(p)).join(" × ")}
      />
    </Panel>
  );
}

const Heads = ({ now, warmed }: { now: Derived; warmed: boolean }) => (
  <g>
    <text x={16} y={76} class="small">
      passage
    </text>
    <text x={column.score} y={76} text-anchor="end" class="small bold">
      {warmed ? "score ÷ τ" : "score"}
    </text>
    <text x={column.pz} y={76} text-anchor="end" class="small bold">
      p(z)
    </text>
    {now.answer.map((token, t) => (
      <text key={t} x={column.tokens[t]!} y={76 - 18 * ((t + 1) % 2)} text-anchor="end" class="small bold">
        {token}
      </text>
    ))}
    <text x={column.whole} y={76} text-anchor="end" class="small bold">
      both
    </text>
  </g>
);

const Value = (p: { x: number; text: string; bold?: boolean }) => (
  <text x={p.x} text-anchor="end" class={p.bold ? "small bold" : "small"}>
    {p.text}
  </text>
);

/** A marginal as a bar from 0 to 100 %. */
const Result = (p: { y: number; name: string; value: number; means: string }) => (
  <g transform={`translate(0 ${p.y})`}>
    <text x={16} class="small bold">
      {p.name}
    </text>
    <text x={16} y={17} class="small">
      {p.means}
    </text>
    <rect x={128} y={-10} width={176} height={16} class="frame" />
    <rect x={128} y={-10} width={Math.max(1, long(p.value))} height={16} class="result" />
    <text x={366} y={3} text-anchor="end" class="bold">
      {percent(p.value, 1)}
    </text>
  </g>
);
