import { arcPath, bucketColour, clearAngle, polar, shortWay, slicePath } from "long-attention/ink";
import { fixed } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { place } from "../kit/pointer.js";
import { anyRound, between, chosen, type Derived, radians, type State, turned, whole } from "./state.js";

const R = 108;

/** One round's rotation: the sectors of the circle, and the vectors in them. */
export function Circle({ state, now, set }: Scene<State, Derived>) {
  const { angles, x, y } = state;
  const { sectors } = now.now;
  const directions = angles.map(radians);
  const needles = [directions[x]!, directions[y]!] as const;
  const pointed = (event: PointerEvent & { currentTarget: Element }) => {
    const at = place(event);
    return whole((180 * Math.atan2(0.5 - at.y, at.x - 0.5)) / Math.PI);
  };
  const order = [...angles.keys()].sort((i, j) => Number(i === x) - Number(j === x));
  return (
    <Panel
      height={310}
      title={`Round ${state.shown + 1}: R cuts the circle`}
      subtitle={`${sectors.length} of ${state.b} buckets in it`}
    >
      <g transform="translate(150 168)">
        {sectors.map(({ bucket, from, to }) => (
          <g key={bucket}>
            <path d={slicePath(from, to, R)} fill={bucketColour(bucket)} class="sector" />
            {to - from > 0.15 && (
              <Mark angle={clearAngle(from, to, needles)} radius={0.7 * R} text={`${bucket}`} />
            )}
          </g>
        ))}
        {needles.map((angle, k) => (
          <path key={k} d={`M0 0L${polar(angle, R).join(" ")}`} class="needle" />
        ))}
        <Theta between={needles} />
        {order.map((i) => {
          const [cx, cy] = polar(directions[i]!, R);
          return (
            <g key={i}>
              <circle
                cx={cx}
                cy={cy}
                r={i === x ? 12 : 10}
                class={`disc ${i === x ? "x" : i === y ? "y" : ""}`}
              />
              <text
                x={cx}
                y={cy + 4}
                class={i === x || i === y ? "small bold" : "small"}
                text-anchor="middle"
              >
                {i}
              </text>
            </g>
          );
        })}
        {set && (
          <circle
            class="grab"
            r={R + 22}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              const angle = radians(pointed(event));
              const far = directions.map((direction) => shortWay(angle, direction).gap);
              set(chosen(state, far.indexOf(Math.min(...far))));
            }}
            onPointerMove={(event) => event.buttons > 0 && set(turned(state, pointed(event)))}
          />
        )}
      </g>
      <Facts state={state} now={now} />
    </Panel>
  );
}

const Mark = (p: { angle: number; radius: number; text: string }) => {
  const [x, y] = polar(p.angle, p.radius);
  return (
    <text x={x} y={y + 5} class="bucket" text-anchor="middle">
      {p.text}
    </text>
  );
};

/** θ, from one vector to the other the short way. */
function Theta({ between: [a, b] }: { between: readonly [number, number] }) {
  const { from, gap } = shortWay(a, b);
  if (gap < radians(4)) return null;
  return (
    <g>
      <path d={arcPath(a, b, 34)} class="needle thin" />
      {gap >= radians(28) && <Mark angle={from + gap / 2} radius={48} text="θ" />}
    </g>
  );
}

/** What holds for the two chosen vectors. */
function Facts({ state, now }: { state: State; now: Derived }) {
  const { x, y, rounds } = state;
  const { buckets } = now.now;
  const lines = [
    [`${x} and ${y}`, "the chosen two"],
    [`θ = ${between(state, x, y)}°`, "between them"],
    [`${buckets[x]} and ${buckets[y]}`, buckets[x] === buckets[y] ? "same bucket" : "their buckets"],
    [`${fixed(now.P, 3)}`, "chance in 1 round"],
    [`${fixed(anyRound(now.P, rounds), 3)}`, `in ${rounds === 1 ? "1 round" : `any of ${rounds} rounds`}`],
    [`${now.meetings} of ${rounds}`, "meetings here"],
  ] as const;
  return (
    <g>
      {lines.map(([value, words], k) => (
        <g key={words} transform={`translate(308 ${56 + 42 * k})`}>
          <text class="bold">{value}</text>
          <text y={16} class="small">
            {words}
          </text>
        </g>
      ))}
    </g>
  );
}
