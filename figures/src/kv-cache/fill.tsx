import { clockwise, polar, slicePath } from "long-attention/ink";
import { count, int } from "long-attention/ink/format.js";
import { rollingSteps } from "long-attention/kv";
import type { Scene } from "../kit/explorable.js";
import { Letter, Panel } from "../kit/marks.js";
import { type Derived, type State, words } from "./state.js";

const column = 30;
const strips = [
  { x: 104, hue: "K", letter: "K" },
  { x: 284, hue: "V", letter: "V" },
] as const;
/** What latent attention appends instead: a latent vector c and a rotary key. */
const latentStrips = [
  { x: 104, hue: "S", letter: "c" },
  { x: 284, hue: "K", letter: "kᴿ" },
] as const;

/** The five tokens, and the columns that they append in every layer. */
export function Fill({ state, now }: Scene<State, Derived>) {
  const { step } = state;
  const latent = "latent" in now.cfg;
  const shown = latent ? latentStrips : strips;
  const layers = ["layer 0", "layer 1", `layer ${now.cfg.layers - 1}`];
  return (
    <Panel
      height={316}
      title="Token by token"
      subtitle={latent ? "a vector c and a position key per layer" : "one column of K and of V per layer"}
    >
      {words.map((word, i) => (
        <g key={word} transform={`translate(${16 + i * 87} 42)`} class={i < step ? undefined : "waiting"}>
          <rect width={80} height={28} rx={6} class={i === step - 1 ? "word now" : "word"} />
          <text x={40} y={19} text-anchor="middle" class="small bold">
            {i} {word}
          </text>
        </g>
      ))}
      {shown.map(({ x, hue, letter }) => (
        <Letter key={letter} x={x + 2.5 * column} y={98} hue={hue}>
          {letter}
        </Letter>
      ))}
      {layers.map((layer, k) => {
        const y = 108 + k * 58 + (k === 2 ? 20 : 0);
        return (
          <g key={layer}>
            <text x={16} y={y + 26} class="small">
              {layer}
            </text>
            {shown.map(({ x, hue }) =>
              words.map((word, i) => (
                <g key={hue + word} transform={`translate(${x + i * column} ${y})`}>
                  <rect x={2} width={column - 4} height={44} rx={3} class="slot" />
                  <rect
                    x={2}
                    width={column - 4}
                    height={44}
                    rx={3}
                    class={`column fill-${hue}${i === step - 1 ? " now" : ""}`}
                    style={`opacity:${i < step ? 1 : 0}`}
                  />
                  {i < step && (
                    <text x={column / 2} y={27} text-anchor="middle" class="small bold">
                      {i}
                    </text>
                  )}
                </g>
              )),
            )}
          </g>
        );
      })}
      <text x={16} y={240} class="small">
        ⋮
      </text>
      <text x={strips[0].x + 2.5 * column} y={238} class="small" text-anchor="middle">
        ⋮
      </text>
      <text x={strips[1].x + 2.5 * column} y={238} class="small" text-anchor="middle">
        ⋮
      </text>
    </Panel>
  );
}

/**
 * The same tokens in a window: a ring of slots, in which the newest overwrites the oldest. Few slots are drawn; the title
 * says how many the model's layers have, or that none has a window.
 */
export function Ring({ state, now: { cfg } }: Scene<State, Derived>) {
  const { step, slots } = state;
  const windows = [...new Set((cfg.windows ?? []).filter((window) => window !== null))];
  const own = windows.map(int).join(" or ");
  const now = rollingSteps(slots, step).at(-1);
  const lines = now
    ? [
        `token ${now.i} → slot ${now.i} mod ${slots} = ${now.slot}`,
        now.over === undefined ? "the slot was empty" : `overwrites token ${now.over}`,
        `read, oldest first: ${now.items.join(", ")}`,
      ]
    : ["empty"];
  return (
    <Panel
      y={326}
      height={184}
      title={own ? "With a window" : "If it had a window"}
      subtitle={
        own
          ? `a ring: ${count(slots, "slot")} drawn, ${own} in the cache`
          : `a ring of ${count(slots, "slot")}; no layer has one here`
      }
    >
      <g transform="translate(104 104)">
        {Array.from({ length: slots }, (_, s) => {
          const [x, y] = polar(clockwise((s + 0.5) / slots), 1);
          const token = now?.slots[s];
          const look = token === undefined ? "" : s === now?.slot ? " full now" : " full";
          return (
            <g key={s}>
              <path
                d={slicePath(clockwise((s + 0.98) / slots), clockwise((s + 0.02) / slots), 58, 26)}
                class={`ring${look}`}
              />
              <text x={42 * x} y={42 * y + 5} text-anchor="middle" class="bold">
                {token ?? ""}
              </text>
              <text x={68 * x} y={67 * y + 4} text-anchor="middle" class="tiny">
                {s}
              </text>
            </g>
          );
        })}
      </g>
      {lines.map((line, k) => (
        <text key={line} x={206} y={88 + 24 * k} class={k === 0 ? "small bold" : "small"}>
          {line}
        </text>
      ))}
      <text x={206} y={168} class="tiny">
        small: slots; large: tokens
      </text>
    </Panel>
  );
}
