import { bucketColour } from "long-attention/ink";
import { count, percent } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { type Derived, type State, T } from "./state.js";

const cell = 15.5;
const side = T * cell;
const top = 70;

/** Who reads whom: in any round, in order of position; and in this round, sorted and cut into chunks. */
export function Matrices({ state, now }: Scene<State, Derived>) {
  return (
    <Panel y={200} height={320} title="Who reads whom" subtitle="rows ask, columns answer">
      <Any state={state} now={now} x={34} />
      <Sorted state={state} now={now} x={258} />
      <g transform="translate(16 272)">
        <rect y={-10} width={12} height={12} class="read" fill="var(--S)" />
        <text x={18} class="small">
          read, how often
        </text>
        <rect x={150} y={-10} width={12} height={12} class="near" />
        <text x={168} class="small">
          near, read
        </text>
        <rect x={256} y={-10} width={12} height={12} class="near lost" />
        <text x={274} class="small">
          near, missed
        </text>
      </g>
      <g transform="translate(16 290)">
        <rect y={-10} width={12} height={12} class="chunk" />
        <text x={18} class="small">
          a chunk and what it sees
        </text>
        <rect x={256} y={-10} width={12} height={12} class="unread" fill="none" stroke="var(--muted)" />
        <text x={274} class="small">
          same bucket, not seen
        </text>
      </g>
      <text x={16} y={311} class="small bold">
        {`read: ${now.read} of ${now.pairs} pairs (${percent(now.read / now.pairs)}), ${now.nearFound.at(-1)} of ${now.nearPairs} near ones`}
      </text>
    </Panel>
  );
}

/** All rounds together; the number says how many of them found the pair. */
function Any({ state, now, x }: { state: State; now: Derived; x: number }) {
  const { rounds } = state;
  return (
    <g transform={`translate(${x} ${top})`}>
      <text y={-24} class="small bold">
        {count(rounds, "round")}, by position
      </text>
      <Edge order={[...state.angles.keys()]} buckets={undefined} />
      <rect width={side} height={side} class="frame" />
      {now.found.flatMap((row, i) =>
        row.map((n, j) => {
          if (n === 0 && !now.isNear(i, j)) return null;
          return (
            <g key={`${i},${j}`} transform={`translate(${j * cell} ${i * cell})`}>
              {n > 0 && (
                <rect
                  x={0.75}
                  y={0.75}
                  width={cell - 1.5}
                  height={cell - 1.5}
                  fill="var(--S)"
                  fill-opacity={0.2 + (0.5 * n) / rounds}
                />
              )}
              {now.isNear(i, j) && (
                <rect
                  x={1.5}
                  y={1.5}
                  width={cell - 3}
                  height={cell - 3}
                  class={n > 0 ? "near" : "near lost"}
                />
              )}
              {n > 0 && rounds > 1 && (
                <text x={cell / 2} y={cell - 3.6} class="count" text-anchor="middle">
                  {n}
                </text>
              )}
            </g>
          );
        }),
      )}
      <path d={`M0 0L${side} ${side}`} class="diagonal" />
    </g>
  );
}

/** The shown round after sorting, with its chunks. */
function Sorted({ state, now, x }: { state: State; now: Derived; x: number }) {
  const { perm, buckets, targets, views } = now.now;
  return (
    <g transform={`translate(${x} ${top})`}>
      <text y={-24} class="small bold">
        {`round ${state.shown + 1}, by bucket`}
      </text>
      <Edge order={perm} buckets={buckets} />
      <rect width={side} height={side} class="frame" />
      {perm.flatMap((i, a) =>
        perm.map((j, c) => {
          if (i === j || buckets[i] !== buckets[j]) return null;
          const isRead = targets[i]!.includes(j);
          return (
            <rect
              key={`${i},${j}`}
              x={c * cell + 1}
              y={a * cell + 1}
              width={cell - 2}
              height={cell - 2}
              fill={isRead ? bucketColour(buckets[i]!) : "none"}
              stroke={bucketColour(buckets[i]!)}
              class={isRead ? "read" : "unread"}
            />
          );
        }),
      )}
      <path d={`M0 0L${side} ${side}`} class="diagonal" />
      {views.map(({ sees, from, to }) => (
        <rect
          key={from}
          x={sees * cell}
          y={from * cell}
          width={(to - sees) * cell}
          height={(to - from) * cell}
          class="chunk"
        />
      ))}
    </g>
  );
}

/** The positions at the left and above, on the colours of their buckets. */
const Edge = (p: { order: readonly number[]; buckets: readonly number[] | undefined }) => (
  <g>
    {p.order.map((i, a) => (
      <g key={i}>
        {p.buckets && (
          <g fill={bucketColour(p.buckets[i]!)} class="edge">
            <rect x={-17} y={a * cell} width={15} height={cell} />
            <rect x={a * cell} y={-17} width={cell} height={15} />
          </g>
        )}
        <text x={-9.5} y={(a + 1) * cell - 3.6} class="count" text-anchor="middle">
          {i}
        </text>
        <text x={(a + 0.5) * cell} y={-5.5} class="count" text-anchor="middle">
          {i}
        </text>
      </g>
    ))}
  </g>
);
