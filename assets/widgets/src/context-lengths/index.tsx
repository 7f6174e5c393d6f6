import type { Audience } from "long-attention/facts/audience.js";
import { readingAnchors } from "long-attention/facts/reading.js";
import { bytes, int } from "long-attention/plots/format.js";
import { Segment } from "../kit/controls.js";
import type { Explorable } from "../kit/explorable.js";
import { marksCss } from "../kit/marks.js";
import { kitCss, lightColours } from "../kit/theme.js";
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
  css: kitCss + marksCss + ownCss + layoutCss,
  init,
  alt,

  View: ({ state, set }) => {
    const { tokens, scale, known, note } = state;
    const written = known ? `${int(tokens)} tokens, ${bytes(scoreBytes(state))}` : `${int(tokens)} tokens`;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as a box
      <div class="figure" role="group" aria-label="Context lengths and their score matrices">
        <p class="say" aria-live="polite">
          {say(state)}
        </p>
        <div class="panels">
          <svg class="wide" viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={alt(state)}>
            <Chart state={state} move={(T) => set({ tokens: T })} pick={(row) => set(choose(row))} />
          </svg>
          <svg class="side" viewBox={`0 0 ${side.width} ${side.height}`} role="img" aria-label={say(state)}>
            <Squares state={state} />
            <Card state={state} />
          </svg>
        </div>
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
        {note && <p class="note">{note}</p>}
        <p class="tip">
          Keys: ← → move the line, ↑ ↓ go from claim to claim (or click a name), Home and End jump.
        </p>
      </div>
    );
  },

  picture: (state) => {
    const told = { ...state, known: true };
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox="0 0 836 590"
        width={836}
        height={590}
        role="img"
        aria-label={alt(told)}
        style={lightColours}
      >
        <style>{marksCss + ownCss}</style>
        <rect width={836} height={590} fill="#fff" />
        <g transform="translate(4 4)">
          <Chart state={told} />
        </g>
        <g transform="translate(498 4)">
          <Squares state={told} />
          <Card state={told} />
        </g>
        {audiences.map(([who, says], k) => (
          <g key={who} transform={`translate(${18 + 200 * k} 552)`}>
            <Shape who={who} x={0} y={0} />
            <text x={11} y={4} class="small">
              {says}
            </text>
          </g>
        ))}
        <text x={10} y={580}>
          {say(told)} {state.note}
        </text>
      </svg>
    );
  },

  key(event, { tokens, scale, row }) {
    const target = event.target as Element | null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.matches("select,[type=radio]"))
      return undefined;
    const keys: Record<string, () => Partial<State>> = {
      ArrowRight: () => ({ tokens: stepped(tokens, 1, scale) }),
      ArrowLeft: () => ({ tokens: stepped(tokens, -1, scale) }),
      PageUp: () => ({ tokens: stepped(tokens, 4, scale) }),
      PageDown: () => ({ tokens: stepped(tokens, -4, scale) }),
      Home: () => ({ tokens: tokensAt(0, scale) }),
      End: () => ({ tokens: tokensAt(1, scale) }),
      ArrowUp: () => choose(row - 1),
      ArrowDown: () => choose(row + 1),
    };
    return keys[event.key]?.();
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
