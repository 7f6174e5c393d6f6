import { readingAnchors } from "long-attention/facts";
import { audienceLooks, audiences } from "long-attention/ink";
import { bytes, int } from "long-attention/ink/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { pressed } from "../kit/keys.js";
import { Range } from "../kit/range.js";
import { Chart, chart, Shape } from "./chart.js";
import { say } from "./say.js";
import { Side, side } from "./side.js";
import {
  axis,
  choose,
  claims,
  fits,
  init,
  memoryBytes,
  type State,
  scoreBytes,
  stepped,
  tokensAt,
} from "./state.js";

const css = `
.rule{stroke:var(--line);stroke-width:.5;opacity:.6}.rule.strong{stroke-width:1;opacity:1}.lead{stroke:var(--line);stroke-width:.75;stroke-dasharray:1 3}
.anchor{stroke:var(--V);stroke-width:1.5;stroke-dasharray:2 3}.full{stroke:var(--hot);stroke-width:1.5;stroke-dasharray:6 3}
.cursor{stroke:var(--ink);stroke-width:1.75}.cursor-tip{fill:var(--ink)}.chosen{fill:var(--S);opacity:.2}
.matrix{fill:var(--S);fill-opacity:.55;stroke:var(--S);stroke-width:1.5}.memory{fill:none;stroke:var(--hot);stroke-width:1.5;stroke-dasharray:5 4}
.panels{align-items:flex-start}
.key{display:flex;flex-wrap:wrap;gap:2px 14px;margin:6px 2px 0;font-size:13px;color:var(--muted)}.key svg{width:14px;height:14px;vertical-align:-2px;margin-right:4px}`;

/** Context lengths: dated claims on an axis of doublings, and the score matrix of the length under the line. */
export const explorable: Explorable<State> = {
  name: "context-lengths",
  title: "Context lengths and their score matrices",
  css,
  height: chart.height,
  widths: [chart.width, side.width],
  init,
  derive: () => undefined,
  Left: Chart,
  Right: Side,
  say: (state) => [say(state)],
  alt,
  Controls,
  tip: () => "Keys: ← → move the line, ↑ ↓ go from claim to claim (or click a name), Home and End jump.",
  sheet: { still: (state) => ({ ...state, known: true }), legend: { height: 30, Legend } },

  key(event, { tokens, scale, row }) {
    return pressed<Partial<State>>(event, {
      ArrowRight: () => ({ tokens: stepped(tokens, 1, scale) }),
      ArrowLeft: () => ({ tokens: stepped(tokens, -1, scale) }),
      PageUp: () => ({ tokens: stepped(tokens, 4, scale) }),
      PageDown: () => ({ tokens: stepped(tokens, -4, scale) }),
      Home: () => ({ tokens: tokensAt(0, scale) }),
      End: () => ({ tokens: tokensAt(1, scale) }),
      ArrowUp: () => choose(row - 1),
      ArrowDown: () => choose(row + 1),
    });
  },
};

function Controls({ state, set }: Live<State, undefined>) {
  const { tokens, scale, known } = state;
  const written = known ? `${int(tokens)} tokens, ${bytes(scoreBytes(state))}` : `${int(tokens)} tokens`;
  return (
    <>
      <div class="key">
        {audiences.map((who) => (
          <span key={who}>
            <svg viewBox="-7 -7 14 14" aria-hidden="true">
              <Shape who={who} x={0} y={0} />
            </svg>
            {audienceLooks[who].says}
          </span>
        ))}
      </div>
      <div class="bar">
        <Range
          label="Context length"
          value={axis(scale)(tokens)}
          min={0}
          max={1}
          step="any"
          text={written}
          onInput={(part) => set({ tokens: tokensAt(part, scale) })}
        />
        <button
          type="button"
          class="main"
          onClick={() => set(known ? { known: false, guess: undefined } : { known: true, guess: tokens })}
        >
          {known ? "Guess again" : "My guess"}
        </button>
        <Segment
          legend="Axis"
          value={scale}
          options={[
            ["log", "doublings"],
            ["linear", "linear"],
          ]}
          onChange={(value) => set({ scale: value })}
        />
      </div>
    </>
  );
}

function Legend() {
  return (
    <g>
      {audiences.map((who, k) => (
        <g key={who} transform={`translate(${18 + 200 * k} 18)`}>
          <Shape who={who} x={0} y={0} />
          <text x={11} y={4} class="small">
            {audienceLooks[who].says}
          </text>
        </g>
      ))}
    </g>
  );
}

function alt(state: State): string {
  const { tokens, scale, known } = state;
  const anchors = readingAnchors.map((anchor) => `${anchor.name} about ${int(anchor.tokens)}`).join(", ");
  const [first, last] = [Math.min, Math.max].map((pick) => int(pick(...claims.map((claim) => claim.tokens))));
  const line = known
    ? `The line stands at ${int(tokens)} tokens, where one head's scores take ${bytes(scoreBytes(state))}; they fill the ${bytes(memoryBytes)} of an A100 at ${int(fits)} tokens.`
    : `The line stands at ${int(tokens)} tokens.`;
  return `${claims.length} dated claims about context lengths, from ${first} to ${last} tokens, on ${scale === "log" ? "an axis of doublings" : "a linear axis"}; for scale, roughly: ${anchors}. ${line}`;
}
