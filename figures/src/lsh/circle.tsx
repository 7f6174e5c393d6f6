import { bucketColour } from "long-attention/ink/bucket-colour.js";
import { fixed } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { anyRound, between, type Derived, type State, whole } from "./state.js";

const centre = { x: 150, y: 168, r: 108 } as const;
const at = (angle: number, radius: number) =>
  [centre.x + radius * Math.cos(angle), centre.y - radius * Math.sin(angle)] as const;
const point = (angle: number, radius: number) =>
  at(angle, radius)
    .map((t) => t.toFixed(1))
    .join(" ");
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** One round's rotation: the sectors of the circle, and the vectors in them. */
export function Circle({
  state,
  now,
  grab,
  drag,
}: {
  state: State;
  now: Derived;
  grab?: (vector: number) => void;
  drag?: (angle: number) => void;
}) {
  const { angles, x, y } = state;
  const { sectors } = now.now;
  const pointed = (event: PointerEvent & { currentTarget: SVGElement }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const [dx, dy] = [event.clientX - left - width / 2, top + height / 2 - event.clientY];
    return whole((180 * Math.atan2(dy, dx)) / Math.PI);
  };
  const distance = (angle: number, i: number) => {
    const gap = whole(angle - angles[i]!);
    return Math.min(gap, 360 - gap);
  };
  const order = [...angles.keys()].sort((i, j) => Number(i === x) - Number(j === x));
  return (
    <Panel
      width={460}
      height={310}
      title={`Round ${state.shown + 1}: R cuts the circle`}
      subtitle={`${sectors.length} of b = ${state.b} buckets have a sector`}
    >
      {sectors.map(({ bucket, from, to }) => (
        <g key={bucket}>
          <path
            d={`M${centre.x} ${centre.y}L${point(from, centre.r)}A${centre.r} ${centre.r} 0 ${to - from > Math.PI ? 1 : 0} 0 ${point(to, centre.r)}Z`}
            fill={bucketColour(bucket)}
            class="sector"
          />
          {to - from > 0.15 && (
            <Mark
              angle={clear(from, to, [angles[x]!, angles[y]!])}
              radius={0.7 * centre.r}
              text={`${bucket}`}
            />
          )}
        </g>
      ))}
      {[x, y].map((i) => (
        <path key={i} d={`M${centre.x} ${centre.y}L${point(radians(angles[i]!), centre.r)}`} class="needle" />
      ))}
      <Arc from={angles[x]!} to={angles[y]!} />
      {order.map((i) => {
        const [cx, cy] = at(radians(angles[i]!), centre.r);
        return (
          <g key={i}>
            <circle
              cx={cx}
              cy={cy}
              r={i === x ? 12 : 10}
              class={`disc ${i === x ? "x" : i === y ? "y" : ""}`}
            />
            <text x={cx} y={cy + 4} class={i === x || i === y ? "small bold" : "small"} text-anchor="middle">
              {i}
            </text>
          </g>
        );
      })}
      {drag && (
        <circle
          class="grab"
          cx={centre.x}
          cy={centre.y}
          r={centre.r + 22}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const angle = pointed(event);
            const closest = [...angles.keys()].reduce((a, i) =>
              distance(angle, i) < distance(angle, a) ? i : a,
            );
            grab?.(closest);
          }}
          onPointerMove={(event) => event.buttons > 0 && drag(pointed(event))}
        />
      )}
      <Facts state={state} now={now} />
    </Panel>
  );
}

const Mark = (p: { angle: number; radius: number; text: string }) => {
  const [tx, ty] = at(p.angle, p.radius);
  return (
    <text x={tx} y={ty + 5} class="bucket" text-anchor="middle">
      {p.text}
    </text>
  );
};

/** Where in a sector its number stands: of three places the one farthest from both needles. */
function clear(from: number, to: number, needles: readonly number[]): number {
  const distance = (angle: number) =>
    Math.min(0.3, ...needles.map((degrees) => Math.acos(Math.min(1, Math.cos(angle - radians(degrees))))));
  const places = [0.5, 0.3, 0.7].map((t) => from + t * (to - from));
  return places.reduce((best, place) => (distance(place) > distance(best) + 1e-9 ? place : best));
}

/** θ, from one vector to the other the short way. */
function Arc({ from, to }: { from: number; to: number }) {
  const gap = whole(to - from);
  const [low, width] = gap <= 180 ? [from, gap] : [to, 360 - gap];
  if (width < 4) return null;
  const r = 34;
  return (
    <g>
      <path
        d={`M${point(radians(low), r)}A${r} ${r} 0 0 0 ${point(radians(low + width), r)}`}
        class="needle thin"
      />
      {width >= 28 && <Mark angle={radians(low + width / 2)} radius={48} text="θ" />}
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
