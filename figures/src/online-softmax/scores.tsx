import { fixed } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { type Derived, limits, type State, tidy } from "./state.js";

const [low, high] = limits.x;
export const step = 40;
const gap = 14;
/** The left edge of score i's column: the parts stand a little apart. */
export const columnAt = (i: number, cut: number): number => 40 + i * step + (i >= cut ? gap : 0);

const box = { top: 46, bottom: 286 } as const;
const Y = (x: number) => box.top + ((high - Math.max(low, x)) / (high - low)) * (box.bottom - box.top);
const valueAt = (y: number) => high - ((y - box.top) / (box.bottom - box.top)) * (high - low);

interface Hands {
  readonly pull: (i: number, value: number) => void;
  readonly pick: (i: number) => void;
  readonly cut: (cut: number) => void;
}

/** Where a pointer is, in the units of the drawing. */
function place(event: PointerEvent & { currentTarget: Element }): { x: number; y: number } {
  const { left, top, width } = event.currentTarget.closest("svg")!.getBoundingClientRect();
  const scale = 460 / width;
  return { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale };
}

/** The middle of a part, moved inwards where its words would leave the panel. */
const middle = (from: number, length: number, cut: number) =>
  Math.max(58, Math.min(402, columnAt(from, cut) + (length * step) / 2));

/** The scores, to be pulled, with each part's maximum; below, each part's exponentials. */
export function Scores({ state, now, hands }: { state: State; now: Derived; hands?: Hands }) {
  const { x, cut, chosen } = state;
  const zero = Y(0);
  const divide = columnAt(cut, cut) - gap / 2 - 2;
  return (
    <g>
      <Panel width={460} height={318} title="Scores x" subtitle="each part finds its own maximum m">
        <path d={`M28 ${zero}H446`} class="axis" />
        {[3, 0, -3, -6].map((tick) => (
          <text key={tick} x={24} y={Y(tick) + 4} class="tiny" text-anchor="end">
            {fixed(tick, 0)}
          </text>
        ))}
        {now.parts.map(({ name, m, from, f }) =>
          m === -Infinity ? null : (
            <path key={name} d={`M${columnAt(from, cut)} ${Y(m)}h${f.length * step}`} class="max" />
          ),
        )}
        {x.map((value, i) => {
          const left = columnAt(i, cut);
          const masked = value === -Infinity;
          const y = Y(value);
          return (
            <g key={i}>
              {masked ? (
                <rect x={left + 5} y={zero} width={step - 10} height={box.bottom - zero} class="masked" />
              ) : (
                <rect
                  x={left + 5}
                  y={Math.min(y, zero)}
                  width={step - 10}
                  height={Math.abs(y - zero)}
                  class={`score ${i < cut ? "part-a" : "part-b"}`}
                />
              )}
              <text
                x={left + step / 2}
                y={masked ? box.bottom - 6 : value >= 0 ? y - 9 : y + 19}
                text-anchor="middle"
                class={i === chosen ? "small bold halo" : "small halo"}
              >
                {fixed(value)}
              </text>
              {!masked && (
                <circle
                  cx={left + step / 2}
                  cy={y}
                  r={i === chosen ? 6 : 4}
                  class={i === chosen ? "knob on" : "knob"}
                />
              )}
            </g>
          );
        })}
        {now.parts.map(({ name, m, from, f }) => (
          <text key={name} x={middle(from, f.length, cut)} y={306} text-anchor="middle" class="small bold">
            {name}: m = {fixed(m)}
          </text>
        ))}
        <path d={`M${divide} ${box.top - 6}V${box.bottom + 26}`} class="cut" />
        {hands && (
          <g>
            {x.map((_, i) => (
              <rect
                key={i}
                x={columnAt(i, cut)}
                y={box.top}
                width={step}
                height={box.bottom - box.top}
                class="pull"
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  hands.pick(i);
                }}
                onPointerMove={(event) => event.buttons > 0 && hands.pull(i, tidy(valueAt(place(event).y)))}
              />
            ))}
            <rect
              x={divide - 9}
              y={box.top - 6}
              width={18}
              height={box.bottom - box.top + 32}
              class="slide"
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) =>
                event.buttons > 0 && hands.cut((place(event).x - 40 - gap / 2) / step)
              }
            />
          </g>
        )}
      </Panel>
      <Panel
        y={328}
        width={460}
        height={182}
        title="f = exp(x − m)"
        subtitle="with the part's own m; ℓ is their sum"
      >
        {now.parts.flatMap(({ name, f, from }) =>
          Array.from(f, (value, k) => {
            const left = columnAt(from + k, cut);
            return (
              <g key={`${name}${k}`}>
                <rect
                  x={left + 5}
                  y={148 - 88 * value}
                  width={step - 10}
                  height={88 * value}
                  class={`score grow ${name === "A" ? "part-a" : "part-b"}`}
                />
                <text x={left + step / 2} y={143 - 88 * value} text-anchor="middle" class="tiny">
                  {fixed(value)}
                </text>
              </g>
            );
          }),
        )}
        <path d="M28 148H446" class="axis" />
        {now.parts.map(({ name, l, from, f }) => (
          <text key={name} x={middle(from, f.length, cut)} y={169} text-anchor="middle" class="small bold">
            {name}: ℓ = {fixed(l, 3)}
          </text>
        ))}
      </Panel>
    </g>
  );
}
