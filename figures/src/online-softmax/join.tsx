import { fixed } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { within } from "../kit/props.js";
import { staggered, step, X } from "./scores.js";
import { type Derived, type State, seen } from "./state.js";

const gauge = { x: 96, width: 340 } as const;
const along = linear(seen, [gauge.x, gauge.x + gauge.width]);
/** Where a maximum stands; beyond the gauge, at its end. */
const M = (m: number) => along(within(m, ...seen));

/** The two gauges, before and after the parts are joined, and the softmax that comes out. */
export function Join({ state, now }: Scene<State, Derived>) {
  const { parts, m, l, softmax, whole } = now;
  const most = Math.max(...parts.map((part) => part.l), l, 1);
  const L = (sum: number) => (sum / most) * gauge.width;
  const top = Math.max(...softmax) || 1;
  let from = 0;
  const texts = Array.from(softmax, (p) => fixed(p, 3));
  const tall = Array.from(softmax, (p) => (84 * p) / top);
  const baselines = staggered(
    tall.map((height) => 142 - height),
    texts,
    () => -13,
  );
  return (
    <g>
      <Panel height={318} chip title="Join two numbers each" subtitle="the scores are not needed">
        <text x={16} y={62} class="bold">
          m
        </text>
        <path d={`M${gauge.x} 66H${gauge.x + gauge.width}`} class="axis" />
        {parts.map((part) =>
          part.m === -Infinity ? null : (
            <g key={part.name} class="slide-x" style={`transform:translate(${M(part.m)}px,66px)`}>
              <path d="M0 0l-7 -12h14z" class={part.name === "A" ? "fill-a" : "fill-b"} />
              <text
                x={part.m < m ? -3 : 3}
                y={-16}
                text-anchor={part.m < m ? "end" : "start"}
                class="small bold"
              >
                {part.name}
              </text>
            </g>
          ),
        )}
        {m !== -Infinity && (
          <g class="slide-x" style={`transform:translate(${M(m)}px,66px)`}>
            <path d="M0 2l-7 12h14z" class="both" />
          </g>
        )}
        <text x={gauge.x} y={100} class="small">
          together the larger: m = {fixed(m)}
        </text>
        {parts.map((part, k) => {
          const y = 118 + 62 * k;
          const fill = part.name === "A" ? "part-a" : "part-b";
          return (
            <g key={part.name}>
              <text x={16} y={y + 16} class="bold">
                ℓ of {part.name}
              </text>
              <rect x={gauge.x} y={y} width={L(part.l)} height={22} class="before" />
              <rect
                x={gauge.x}
                y={y}
                width={L(part.factor * part.l)}
                height={22}
                class={`score grow ${fill}`}
              />
              <text x={gauge.x} y={y + 40} class="small">
                {fixed(part.l, 3)} × e^(m_{part.name} − m) = {fixed(part.l, 3)} × {fixed(part.factor, 4)} ={" "}
                {fixed(part.factor * part.l, 3)}
              </text>
            </g>
          );
        })}
        <text x={16} y={262} class="bold">
          ℓ
        </text>
        {parts.map((part) => {
          const width = L(part.factor * part.l);
          const x = gauge.x + from;
          from += width;
          return (
            <rect
              key={part.name}
              x={x}
              y={246}
              width={width}
              height={22}
              class={`score grow ${part.name === "A" ? "part-a" : "part-b"}`}
            />
          );
        })}
        <text x={gauge.x} y={288} class="small bold">
          {fixed(l, 3)}, the sum of the two
        </text>
      </Panel>
      <Panel y={328} height={182} title="Softmax" subtitle="bars: joined; dots: all at once">
        {texts.map((text, i) => {
          const left = X(now.columns[i]!);
          return (
            <g key={i}>
              <rect
                x={left + 5}
                y={152 - tall[i]!}
                width={step - 10}
                height={tall[i]!}
                class={`score grow ${i < state.cut ? "part-a" : "part-b"}`}
              />
              <circle cx={left + step / 2} cy={152 - (84 * whole[i]!) / top} r={3.5} class="dot" />
              <text x={left + step / 2} y={baselines[i]} text-anchor="middle" class="tiny">
                {text}
              </text>
            </g>
          );
        })}
        <path d="M28 152H446" class="axis" />
        <text x={16} y={173} class="small">
          each bar is f · e^(m_part − m) / ℓ
        </text>
      </Panel>
    </g>
  );
}
