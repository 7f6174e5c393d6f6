import { type Audience, readingAnchors } from "long-attention/facts";
import { bytes, int } from "long-attention/ink/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { Frame, Pane, Sheet } from "../kit/frame.js";
import { pressed } from "../kit/keys.js";
import { Chart, chart, Shape } from "./chart.js";
import { say } from "./say.js";
import { Card, Squares, side } from "./side.js";
import {
  along,
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

const ownCss = `
.rule{stroke:var(--line);stroke-width:.5;opacity:.6}.rule.strong{stroke-width:1;opacity:1}.lead{stroke:var(--line);stroke-width:.75;stroke-dasharray:1 3}
.anchor{stroke:var(--V);stroke-width:1.5;stroke-dasharray:2 3}.full{stroke:var(--hot);stroke-width:1.5;stroke-dasharray:6 3}
.cursor{stroke:var(--ink);stroke-width:1.75}.cursor-tip{fill:var(--ink)}.chosen{fill:var(--S);opacity:.2}
.drag{fill:transparent;cursor:ew-resize;touch-action:pan-y}.pick{fill:transparent;cursor:pointer}
.who-all{fill:var(--Q)}.who-some{fill:#d55e00}.who-vendor{fill:var(--O)}.who-list{fill:var(--grey)}
.matrix{fill:var(--S);fill-opacity:.55;stroke:var(--S);stroke-width:1.5}.memory{fill:none;stroke:var(--hot);stroke-width:1.5;stroke-dasharray:5 4}`;
const layoutCss = `
.panels{align-items:flex-start}.panels .wide{flex:480 1 300px}.panels .side{flex:330 1 220px}
@container (max-width:640px){.panels .wide,.panels .side{flex-basis:100%}}
.key{display:flex;flex-wrap:wrap;gap:2px 14px;margin:6px 2px 0;font-size:13px;color:var(--muted)}.key svg{width:14px;height:14px;vertical-align:-2px;margin-right:4px}`;

const audiences: readonly (readonly [Audience, string])[] = [
  ["everybody", "for everybody"],
  ["by invitation", "by invitation, or preview"],
  ["the vendor alone", "the vendor's own tests"],
  ["a catalogue", "a catalogue's limit"],
];

/** Context lengths: dated claims on an axis of doublings, and the score matrix of the length under the line. */
export const contextLengths: Explorable<State> = {
  name: "context-lengths",
  css: ownCss + layoutCss,
  init,
  alt,

  View: ({ state, set }) => {
    const { tokens, scale, known, note } = state;
    const written = known ? `${int(tokens)} tokens, ${bytes(scoreBytes(state))}` : `${int(tokens)} tokens`;
    return (
      <Frame
        name="Context lengths and their score matrices"
        say={say(state)}
        left={
          <Pane class="wide" width={chart.width} height={chart.height} label={alt(state)}>
            <Chart state={state} move={(T) => set({ tokens: T })} pick={(row) => set(choose(row))} />
          </Pane>
        }
        right={
          <Pane class="side" width={side.width} height={side.height} label={say(state)}>
            <Squares state={state} />
            <Card state={state} />
          </Pane>
        }
        note={note}
        tip="Keys: ← → move the line, ↑ ↓ go from claim to claim (or click a name), Home and End jump."
      >
        <div class="key">
          {audiences.map(([who, says]) => (
            <span key={who}>
              <svg viewBox="-7 -7 14 14" aria-hidden="true">
                <Shape who={who} x={0} y={0} />
              </svg>
              {says}
            </span>
          ))}
        </div>
        <div class="bar">
          <input
            type="range"
            min={0}
            max={1}
            step="any"
            value={along(tokens, scale)}
            aria-label="Context length"
            aria-valuetext={written}
            onInput={(event) => set({ tokens: tokensAt(Number(event.currentTarget.value), scale) })}
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
      </Frame>
    );
  },

  picture: (state) => {
    const told = { ...state, known: true };
    return (
      <Sheet
        css={ownCss}
        alt={alt(told)}
        width={836}
        middle={498}
        height={552}
        left={<Chart state={told} />}
        right={
          <>
            <Squares state={told} />
            <Card state={told} />
          </>
        }
        lines={[`${say(told)} ${told.note}`]}
      >
        {audiences.map(([who, says], k) => (
          <g key={who} transform={`translate(${18 + 200 * k} 552)`}>
            <Shape who={who} x={0} y={0} />
            <text x={11} y={4} class="small">
              {says}
            </text>
          </g>
        ))}
      </Sheet>
    );
  },

  key(event, { tokens, scale, row }) {
    return pressed<Partial<State>>(event, "select,[type=radio]", {
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

function alt(state: State): string {
  const { tokens, scale, known } = state;
  const anchors = readingAnchors.map((anchor) => `${anchor.name} about ${int(anchor.tokens)}`).join(", ");
  const [first, last] = [Math.min, Math.max].map((pick) => int(pick(...claims.map((claim) => claim.tokens))));
  const line = known
    ? `The line stands at ${int(tokens)} tokens, where one head's scores take ${bytes(scoreBytes(state))}; they fill the ${bytes(memoryBytes)} of an A100 at ${int(fits)} tokens.`
    : `The line stands at ${int(tokens)} tokens.`;
  return `${claims.length} dated claims about context lengths, from ${first} to ${last} tokens, on ${scale === "log" ? "an axis of doublings" : "a linear axis"}; for scale, roughly: ${anchors}. ${line}`;
}
