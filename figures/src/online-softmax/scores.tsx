import { fixed, significant } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { Drag } from "../kit/pointer.js";
import { within } from "../kit/props.js";
import { changed, cutAt, type Derived, type State, seen } from "./state.js";

/** The width of a score's column. */
export const step = 40;
/** Where so many columns from the first one is. */
export const X = (columns: number): number => 40 + columns * step;

const box = { top: 46, bottom: 286 } as const;
const scale = linear(seen, [box.bottom, box.top]);
/** Where a score stands; beyond the chart, a little beyond its edge. */
const Y = (x: number) => within(scale(x), box.top - 6, box.bottom + 6);
const beyond = (x: number) => x !== -Infinity && (x < seen[0] || x > seen[1]);

/**
 * Baselines of numbers over their columns: where two long neighbours would touch, the second is moved by a line, upwards
 * or downwards as `by` says.
 */
export function staggered(
  baselines: readonly number[],
  texts: readonly string[],
  by: (i: number) => number,
): number[] {
  const placed: number[] = [];
  for (const [i, y] of baselines.entries()) {
    const touches =
      i > 0 && Math.min(texts[i]!.length, texts[i - 1]!.length) > 4 && Math.abs(y - placed[i - 1]!) < 13;
    placed.push(touches ? y + by(i) : y);
  }
  return placed;
}

/** The middle of a part, moved inwards where its words would leave the panel. */
const inside = (middle: number) => within(X(middle), 58, 402);

/** The scores, to be pulled, with each part's maximum; below, each part's exponentials. */
export function Scores({ state, now, set }: Scene<State, Derived>) {
  const { x, cut, chosen } = state;
  const { columns } = now;
  const zero = Y(0);
  const [before, after] = [X(now.parts[0]!.to), X(now.parts[1]!.from)];
  const divide = (before + after) / 2;
  const texts = x.map((value) => (beyond(value) ? significant(value) : fixed(value)));
  const baselines = staggered(
    x.map((value) => {
      if (value === -Infinity) return box.bottom - 6;
      if (beyond(value)) return value > 0 ? Y(value) + 32 : Y(value) - 22;
      return value >= 0 ? Y(value) - 9 : Y(value) + 19;
    }),
    texts,
    (i) => (x[i]! >= 0 ? -13 : 13),
  );
  return (
    <g>
      <Panel height={318} title="Scores x" subtitle="each part finds its own maximum m">
        <path d={`M28 ${zero}H446`} class="axis" />
        {[3, 0, -3, -6].map((tick) => (
          <text key={tick} x={24} y={Y(tick) + 4} class="tiny" text-anchor="end">
            {fixed(tick, 0)}
          </text>
        ))}
        {now.parts.map(({ name, m, from, to }) =>
          m === -Infinity ? null : <path key={name} d={`M${X(from)} ${Y(m)}H${X(to)}`} class="max" />,
        )}
        {x.map((value, i) => {
          const left = X(columns[i]!);
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
                y={baselines[i]}
                text-anchor="middle"
                class={i === chosen ? "small bold halo" : "small halo"}
              >
                {texts[i]}
              </text>
              {beyond(value) && (
                <path d={`M${left + 2} ${y + (value > 0 ? 7 : -7)}l9 -5l9 5l9 -5l9 5`} class="broken" />
              )}
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
        {now.parts.map(({ name, m, middle }) => (
          <text key={name} x={inside(middle)} y={306} text-anchor="middle" class="small bold">
            {name}: m = {fixed(m)}
          </text>
        ))}
        <path d={`M${divide} ${box.top - 6}V${box.bottom + 26}`} class="cut" />
        {set &&
          x.map((_, i) => (
            <Drag
              key={i}
              x={X(columns[i]!)}
              y={box.top}
              width={step}
              height={box.bottom - box.top}
              along="y"
              pick={() => set({ chosen: i })}
              to={(fraction) => set(changed(state, i, scale.at(1 - fraction)))}
            />
          ))}
        <Drag
          x={divide - 9}
          y={box.top - 6}
          width={18}
          height={box.bottom - box.top + 32}
          along="x"
          pick={() => {}}
          to={set && ((fraction) => set({ cut: cutAt(state, (divide - 9 + 18 * fraction - 47) / step) }))}
        />
      </Panel>
      <Panel y={328} height={182} title="f = exp(x − m)" subtitle="with the part's own m; ℓ is their sum">
        {now.parts.flatMap(({ name, f, from }) =>
          Array.from(f, (value, k) => {
            const left = X(from + k);
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
        {now.parts.map(({ name, l, middle }) => (
          <text key={name} x={inside(middle)} y={169} text-anchor="middle" class="small bold">
            {name}: ℓ = {fixed(l, 3)}
          </text>
        ))}
      </Panel>
    </g>
  );
}
