import { linePath } from "long-attention/ink";
import { linear } from "long-attention/ink/scale.js";
import { XAxis, YAxis } from "../kit/axes.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { anyRound, type CurvePoint, curve, type Derived, type State } from "./state.js";

const box = { left: 44, right: 442, top: 40, bottom: 154 } as const;
const X = linear([0, Math.PI], [box.left, box.right]);
const degrees = linear([0, 180], [box.left, box.right]);
const Y = linear([0, 1], [box.bottom, box.top]);

/** How likely two vectors meet, against their angle: formula, experiment, and the rounds together. */
export function Collision({ state, now }: Scene<State, Derived>) {
  const { b, rounds } = state;
  const { line, dots } = curve(b);
  const together = line.map(({ theta, P }) => ({ theta, P: anyRound(P, rounds) }));
  const path = (points: readonly CurvePoint[]) => linePath(points.map(({ theta, P }) => [X(theta), Y(P)]));
  const formula = b === 2 ? "b = 2: 1 − θ/π" : b === 4 ? "b = 4: (1 − θ/π)²" : `b = ${b}: measured`;
  return (
    <Panel y={320} height={200} title="The nearer, the likelier to meet" subtitle={formula}>
      <YAxis scale={Y} ticks={[0, 0.5, 1]} written={String} {...box} />
      <XAxis
        scale={degrees}
        ticks={[0, 45, 90, 135, 180]}
        written={(angle) => `${angle}°`}
        bottom={box.bottom}
      />
      <path d={path(line)} class="curve" />
      {rounds > 1 && <path d={path(together)} class="curve many" />}
      {dots.map(({ theta, P }) => (
        <circle key={theta} cx={X(theta)} cy={Y(P)} r={3} class="dot" />
      ))}
      <path d={`M${X(now.theta)} ${box.top}V${box.bottom}`} class="here" />
      <circle cx={X(now.theta)} cy={Y(now.P)} r={5.5} class="dot now" />
      {rounds > 1 && (
        <circle cx={X(now.theta)} cy={Y(anyRound(now.P, rounds))} r={5.5} class="dot now many" />
      )}
      <g transform={`translate(${box.left} 190)`}>
        <path d="M0 -4h22" class="curve" />
        <circle cx={11} cy={-4} r={3} class="dot" />
        <text x={28} class="small">
          {b > 4 ? "one round, measured" : "one round; dots: measured"}
        </text>
        {rounds > 1 && (
          <g>
            <path d="M206 -4h22" class="curve many" />
            <text x={234} class="small">
              {`at least once in ${rounds} rounds`}
            </text>
          </g>
        )}
      </g>
    </Panel>
  );
}
