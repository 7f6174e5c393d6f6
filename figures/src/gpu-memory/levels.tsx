import { bytes, si } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { arrivals, clockSeconds, type State } from "./state.js";

const hbm = arrivals.at(-1)!;
const onChip = arrivals.slice(0, -1);
const square = 318;
const side = (room: number) => square * Math.sqrt(room / hbm.bytes);
const lens = 14;

/** How much each memory holds: areas true to size, with a lens on those that would be specks. */
export const Room = () => {
  let x = 0;
  const placed = onChip.map((level) => {
    const at = { ...level, x, size: side(level.bytes) };
    x += at.size + 1.2;
    return at;
  });
  return (
    <Panel height={400} title="Room" subtitle="areas are true to size">
      <rect x={16} y={40} width={square} height={square} class="room hbm" />
      <text x={30} y={66} class="bold">
        HBM
      </text>
      <text x={30} y={84} class="small">
        {bytes(hbm.bytes)}, outside the chip
      </text>
      <g transform="translate(40 310)">
        {placed.map(({ name, x, size }) => (
          <rect key={name} x={x} y={20 - size} width={size} height={size} class={`room ${name}`} />
        ))}
        <circle cx={11} cy={16} r={17} class="lens" />
        <path d="M24 4L60 -50" class="lens" />
      </g>
      <g transform="translate(84 132)">
        <rect x={-10} y={-34} width={352} height={166} rx={10} class="magnified" />
        <text x={4} y={-14} class="small">
          on the chip: {lens} times as wide and as tall
        </text>
        {placed.map(({ name, x, size, bytes: room }) => (
          <g key={name} transform={`translate(${4 + 1.06 * lens * x} 0)`}>
            <rect y={106 - lens * size} width={lens * size} height={lens * size} class={`room ${name}`} />
            <text y={123} class="small bold">
              {name}
            </text>
            <text x={6} y={100} class="tiny dark">
              {bytes(room, 3)}
            </text>
          </g>
        ))}
      </g>
      <text x={16} y={382} class="small">
        All three together hold one part in{" "}
        {Math.round(hbm.bytes / onChip.reduce((sum, { bytes: b }) => sum + b, 0))} of HBM.
      </text>
    </Panel>
  );
};

const widest = Math.max(...arrivals.map(({ bytesPerSecond }) => bytesPerSecond));
const pipe = { x: 16, length: 428, tall: 96 } as const;

/** How fast each memory gives: pipes true to bandwidth, and how much of a megabyte has come through. */
export function Pipes({ state }: { state: State }) {
  const now = clockSeconds(state);
  let y = 62;
  return (
    <Panel height={400} title="Pipes" subtitle={`thickness is true to bandwidth · clock ${si(now, "s", 3)}`}>
      {arrivals.map(({ name, bytesPerSecond, seconds }) => {
        const tall = (bytesPerSecond / widest) * pipe.tall;
        const top = y;
        y += tall + 56;
        const share = Math.min(1, now / seconds);
        return (
          <g key={name} transform={`translate(${pipe.x} ${top})`}>
            <text y={-7} class="small">
              <tspan class="bold">{name}</tspan> {si(bytesPerSecond, "B/s", 3)}
            </text>
            <text x={pipe.length} y={-7} class={share === 1 ? "small bold" : "small"} text-anchor="end">
              {share === 1 ? `1 MB arrived after ${si(seconds, "s", 3)}` : `${bytes(share * 1e6, 2)} so far`}
            </text>
            <rect width={pipe.length} height={Math.max(1.2, tall)} class="pipe" />
            <rect width={share * pipe.length} height={Math.max(1.2, tall)} class={`flowing ${name}`} />
          </g>
        );
      })}
    </Panel>
  );
}
