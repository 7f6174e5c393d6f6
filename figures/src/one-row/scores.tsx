import { textWidth } from "long-attention/ink";
import { fixed } from "long-attention/ink/format.js";
import { linear } from "long-attention/ink/scale.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { indexAt, picking } from "../kit/pointer.js";
import { bar, foot, lineY, middle, panel, pitch } from "./grid.js";
import { type Derived, divided, exampleOf, type State } from "./state.js";

/** The columns: where their bars begin, and how wide they are. The numbers stand right of the bars. */
const columns = { dots: 64, s: 168, f: 272, bars: 52, numbers: 94 } as const;
const strip = { x: 12, y: 38, width: 356, height: 26 } as const;

/** From the sentence to e^(s − m): the token that asks, and a line for each token that answers. */
export function Scores(scene: Scene<State, Derived>) {
  const { state, now, set } = scene;
  const T = now.words.length;
  const along = linear(now.ends, [0, columns.bars]);
  const unit = linear([0, 1], [0, columns.bars]);
  return (
    <Panel {...panel} title="One word asks, every key answers" subtitle={exampleOf(state).label}>
      <Sentence {...scene} />
      <text x={16} y={84} class="small">
        key
      </text>
      {(
        [
          ["dots", "q·k", "dot product"],
          ["s", "s", divided(state, now.d)],
          ["f", "e^(s − m)", "for softmax"],
        ] as const
      ).map(([at, name, means]) => (
        <text key={at} x={columns[at]} y={84}>
          <tspan class="bold">{name}</tspan>
          <tspan x={columns[at]} dy={17} class="small">
            {means}
          </tspan>
        </text>
      ))}
      {now.words.map((word, j) => {
        const masked = now.s[j] === -Infinity;
        const y = middle(j, T);
        return (
          <g key={j}>
            <text x={16} y={y + 4} class={j === state.key ? "small bold" : "small"}>
              {word}
            </text>
            <Bar x={columns.dots} y={y} value={now.dots[j]!} scale={along} />
            {masked ? (
              <Masked x={columns.s} y={y} />
            ) : (
              <Bar x={columns.s} y={y} value={now.s[j]!} scale={along} />
            )}
            <Bar x={columns.f} y={y} value={now.f[j]!} scale={unit} />
          </g>
        );
      })}
      <rect
        x={6}
        width={panel.width - 12}
        height={pitch(T)}
        rx={5}
        class="choice line"
        style={`transform:translateY(${lineY(state.key, T)}px)`}
      />
      <Axis x={columns.dots} y={foot(T)} ends={now.ends} />
      <Axis x={columns.s} y={foot(T)} ends={now.ends} />
      <Axis x={columns.f} y={foot(T)} ends={[0, 1]} />
      <Total x={columns.s} y={foot(T) + 38} what="largest" value={`m = ${fixed(now.m)}`} />
      <Total x={columns.f} y={foot(T) + 38} what="sum" value={`ℓ = ${fixed(now.l)}`} />
      {set && (
        <rect
          class="pick"
          x={6}
          y={lineY(0, T)}
          width={panel.width - 12}
          height={T * pitch(T)}
          {...picking((_, y) => set({ key: indexAt(y, T) }))}
        />
      )}
    </Panel>
  );
}

/** The tokens side by side, the longer the wider; the one that asks is filled. */
function Sentence({ state, now, set }: Scene<State, Derived>) {
  const room = now.words.map((word) => textWidth(word, 12) + 12);
  const unit = strip.width / room.reduce((a, b) => a + b);
  const from = now.words.map((_, i) => strip.x + unit * room.slice(0, i).reduce((a, b) => a + b, 0));
  const look = (i: number) => (i === state.query ? "on" : state.causal && i > state.query ? "unread" : "");
  return (
    <g>
      {now.words.map((word, i) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the slider “asks” chooses the word too
        <g
          key={i}
          transform={`translate(${from[i]} ${strip.y})`}
          class={`asks ${look(i)}`}
          onClick={set && (() => set({ query: i }))}
        >
          <rect x={1} width={unit * room[i]! - 2} height={strip.height} rx={5} />
          <text x={(unit * room[i]!) / 2} y={17.5} text-anchor="middle" class="small">
            {word}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A bar from the scale's 0, with its number behind the column. */
const Bar = (p: { x: number; y: number; value: number; scale: (value: number) => number }) => {
  const [zero, tip] = [p.scale(0), p.scale(p.value)];
  return (
    <g transform={`translate(${p.x} ${p.y})`}>
      <rect
        x={Math.min(zero, tip)}
        y={-bar / 2}
        width={Math.abs(tip - zero)}
        height={bar}
        class={p.value < 0 ? "score below" : "score"}
      />
      <path d={`M${zero} ${-bar / 2 - 2}V${bar / 2 + 2}`} class="axis" />
      <text x={columns.numbers} y={4} text-anchor="end" class="small">
        {fixed(p.value)}
      </text>
    </g>
  );
};

const Masked = (p: { x: number; y: number }) => (
  <g transform={`translate(${p.x} ${p.y})`}>
    <rect y={-bar / 2} width={columns.bars} height={bar} class="masked" />
    <text x={columns.numbers} y={4} text-anchor="end" class="small alarm">
      −∞
    </text>
  </g>
);

/** The ends of a column's scale. */
const Axis = (p: { x: number; y: number; ends: readonly [number, number] }) => (
  <g transform={`translate(${p.x} ${p.y})`}>
    <path d={`M0 4H${columns.bars}`} class="axis" />
    {p.ends.map((end, k) => (
      <text key={k} x={k * columns.bars} y={18} text-anchor={k === 0 ? "start" : "end"} class="small">
        {fixed(end, 0)}
      </text>
    ))}
  </g>
);

/** A number under its column, and what it is. */
const Total = (p: { x: number; y: number; what: string; value: string }) => (
  <g transform={`translate(${p.x} ${p.y})`}>
    <text x={-6} text-anchor="end" class="small">
      {p.what}
    </text>
    <text class="small bold">{p.value}</text>
  </g>
);
