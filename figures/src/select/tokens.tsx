import { extent, linear } from "long-attention/ink/scale.js";
import { XAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { block, type Derived, planted, type State, T, weights } from "./state.js";

export const panelHeight = 420;
const box = { left: 16, right: 444 } as const;
const x = linear([0, T], [box.left, box.right]);
const [seen, given] = [
  { top: 62, bottom: 190 },
  { top: 238, bottom: 358 },
] as const;

/** What the method chooses by, and under it what attention would have given each token; read tokens are filled. */
export function Tokens({ state, now }: Scene<State, Derived>) {
  const on = new Set(now.reading.keys);
  // One of the four takes most of the weight; square roots let the others be seen.
  const roots = weights.map(Math.sqrt);
  const share = linear([0, Math.max(...roots)], [given.bottom, given.top]);
  return (
    <Panel height={panelHeight} title="96 tokens, one query" subtitle="filled: read; triangles: planted">
      <text x={box.left} y={50} class="small bold">
        {chosenBy[state.method] ?? "chosen by the index scores"}
      </text>
      <Scores scores={now.scores} on={on} />
      <text x={box.left} y={given.top - 14} class="small bold">
        what full attention gives them, as square roots
      </text>
      {Array.from(roots, (weight, j) => (
        <rect
          key={j}
          x={x(j) + 0.5}
          y={share(weight)}
          width={x(1) - x(0) - 1}
          height={given.bottom - share(weight)}
          class={on.has(j) ? "score on" : "score"}
        />
      ))}
      <path d={`M${box.left} ${given.bottom}H${box.right}`} class="floor" />
      {planted.map((j) => (
        <path key={j} d={`M${x(j + 0.5)} ${given.bottom + 3}l-4 8h8z`} class="planted" />
      ))}
      <XAxis
        scale={x}
        ticks={[0, 24, 48, 72, 96]}
        written={String}
        bottom={given.bottom + 6}
        caption="token; the query is the last"
      />
    </Panel>
  );
}

const chosenBy: Partial<Record<State["method"], string>> = {
  window: "a window looks at nothing",
  signposts: "chosen by the scores of block means",
  exact: "chosen by the scores themselves",
};

/** One bar a score: as wide as a token, or as a block. */
function Scores({ scores, on }: { scores: ArrayLike<number>; on: ReadonlySet<number> }) {
  const y =
    scores.length > 0 ? linear(extent([0, ...Array.from(scores)]), [seen.bottom, seen.top]) : undefined;
  const wide = scores.length < T ? block : 1;
  return (
    <g>
      {y &&
        Array.from(scores, (score, i) => (
          <rect
            key={i}
            x={x(i * wide) + 0.5}
            y={Math.min(y(0), y(score))}
            width={x(wide) - x(0) - 1}
            height={Math.max(0.5, Math.abs(y(score) - y(0)))}
            class={on.has(i * wide) ? "score on" : "score"}
          />
        ))}
      {!y &&
        [...on].map((j) => (
          <rect
            key={j}
            x={x(j) + 0.5}
            y={seen.bottom - 12}
            width={x(1) - x(0) - 1}
            height={12}
            class="score on"
          />
        ))}
      <path d={`M${box.left} ${y ? y(0) : seen.bottom}H${box.right}`} class="floor" />
    </g>
  );
}
