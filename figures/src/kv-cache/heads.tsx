import { int } from "long-attention/ink/format.js";
import { headGroups } from "long-attention/kv";
import type { Scene } from "../kit/explorable.js";
import { Letter, Panel } from "../kit/marks.js";
import type { Derived, State } from "./state.js";

const strip = { x: 88, width: 356 } as const;

/** One token in one layer: the query heads, which are not kept, and what they read, which is. */
export function Heads({ state, now }: Scene<State, Derived>) {
  const { heads, cfg } = now;
  const step = strip.width / heads;
  // Latent attention keeps one vector, which all heads read.
  const groups = headGroups(heads, "kvHeads" in cfg ? cfg.kvHeads : 1);
  const wide = strip.width / groups.length;
  const gap = groups.length > 40 ? 0.5 : 2;
  const kept = now.perToken / cfg.layers / cfg.bytes!;
  const rows = "kvHeads" in cfg ? (["K", "V"] as const) : [];
  return (
    <Panel y={326} height={184} title="What is kept" subtitle="of one token, in one layer">
      <text x={16} y={58} class="small">
        {heads} query
      </text>
      <text x={16} y={72} class="small">
        heads
      </text>
      {Array.from({ length: heads }, (_, h) => (
        <rect
          key={h}
          x={strip.x + h * step + Math.min(1.5, step / 6)}
          y={48}
          width={step - 2 * Math.min(1.5, step / 6)}
          height={22}
          class="query"
        />
      ))}
      {groups.map(({ g, from }) => (
        <path
          key={g}
          d={`M${strip.x + from * step + gap} 74v8h${wide - 2 * gap}v-8`}
          class={groups.length > 40 ? "bracket faint" : "bracket"}
        />
      ))}
      {rows.map((row, k) => (
        <g key={row}>
          <Letter x={70} y={107 + 26 * k} hue={row}>
            {row}
          </Letter>
          {groups.map(({ g, from }) => (
            <rect
              key={g}
              x={strip.x + from * step + gap}
              y={90 + 26 * k}
              width={wide - 2 * gap}
              height={22}
              class={`kept fill-${row}`}
            />
          ))}
        </g>
      ))}
      {"latent" in cfg && (
        <g>
          <rect x={strip.x} y={90} width={strip.width} height={22} class="kept fill-S" />
          <rect
            x={strip.x}
            y={116}
            width={(strip.width * cfg.rope) / cfg.latent}
            height={22}
            class="kept fill-K"
          />
          <text x={strip.x + 8} y={106} class="small bold">
            latent vector, {cfg.latent} numbers
          </text>
          <text x={strip.x + (strip.width * cfg.rope) / cfg.latent + 8} y={132} class="small">
            position key, {cfg.rope} numbers
          </text>
        </g>
      )}
      <text x={16} y={166} class="small bold">
        {state.sharing}: {int(kept)} numbers; in {cfg.layers} layers {int(now.perToken)} bytes
      </text>
    </Panel>
  );
}
