import { percent, si } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { clockSeconds, opSeconds, type State, type Trip, totals, versions } from "./state.js";

const lane = { x: 90, width: 354 } as const;
const X = (seconds: number) => lane.x + (seconds / totals.unfused) * lane.width;

/** One version of c = a·b, d = √c: what travels now, and how memory and arithmetic spend their time. */
export function Version({ state, version }: { state: State; version: "unfused" | "fused" }) {
  const now = Math.min(clockSeconds(state), totals[version]);
  const trips = versions[version];
  const current = trips.find(({ from, to }) => from <= now && now < to);
  const written = trips.filter(({ kind, to }) => kind === "write" && to <= now).map(({ name }) => name);
  const done = now >= totals[version];
  const busy = (2 * opSeconds) / totals[version];
  return (
    <Panel
      height={400}
      title={version === "unfused" ? "Two kernels" : "One fused kernel"}
      subtitle={version === "unfused" ? "c = a · b, then d = √c" : "d = √(a · b)"}
    >
      <rect x={16} y={40} width={168} height={128} rx={8} class="box hbm" />
      <text x={28} y={60} class="small bold">
        HBM
      </text>
      {["a", "b", "c", "d"].map((name, k) => {
        const there = k < 2 || written.includes(name);
        const never = version === "fused" && name === "c";
        return (
          <g key={name} transform={`translate(${28 + 38 * k} 86)`}>
            <rect width={30} height={56} rx={4} class={`array ${there ? "there" : ""} ${name}`} />
            <text x={15} y={33} class={there ? "bold" : "small"} text-anchor="middle">
              {never ? "" : name}
            </text>
            {never && (
              <text x={15} y={72} class="tiny" text-anchor="middle">
                no c
              </text>
            )}
          </g>
        );
      })}
      <rect x={300} y={40} width={144} height={128} rx={8} class="chip box" />
      <text x={312} y={60} class="small bold">
        chip
      </text>
      <text x={372} y={104} class="bold" text-anchor="middle">
        {working(version, current)}
      </text>
      <text x={372} y={126} class="small" text-anchor="middle">
        {done ? "done" : "arithmetic waits"}
      </text>
      <Arrow trip={current} />
      <Lanes trips={trips} now={now} end={totals[version]} />
      <text x={16} y={346} class="bold">
        {si(totals[version], "s", 3)}
      </text>
      <text x={76} y={346} class="small">
        {trips.length} journeys of {si(totals.unfused / versions.unfused.length, "s", 3)}
      </text>
      <text x={16} y={370} class="small">
        Arithmetic is busy {percent(busy, 1)} of the time: the thin marks.
      </text>
    </Panel>
  );
}

/** What is on the chip while this array travels. */
function working(version: "unfused" | "fused", trip: Trip | undefined): string {
  if (!trip) return "";
  if (trip.kind === "read") return trip.name === "b" ? "a, b …" : `${trip.name} …`;
  return version === "fused" ? "√(a · b)" : trip.name === "c" ? "a · b" : "√c";
}

function Arrow({ trip }: { trip: Trip | undefined }) {
  if (!trip) return <path d="M196 104H288" class="way" />;
  const kind = trip.name === "c" ? "hot" : trip.kind;
  return (
    <g>
      <path
        d={trip.kind === "read" ? "M196 104H280m-10 -7l12 7l-12 7" : "M288 104H204m10 -7l-12 7l12 7"}
        class={`way on ${kind}`}
      />
      <text x={242} y={92} class="small bold" text-anchor="middle">
        {trip.kind} {trip.name}
      </text>
    </g>
  );
}

function Lanes({ trips, now, end }: { trips: readonly Trip[]; now: number; end: number }) {
  const kernels = trips.at(-1)!.kernel + 1;
  const computed = X((2 / kernels) * opSeconds) - lane.x; // two operations, shared among the kernels
  return (
    <g>
      <text x={16} y={218} class="small">
        memory
      </text>
      <text x={16} y={272} class="small">
        arithmetic
      </text>
      <rect x={lane.x} y={252} width={X(end) - lane.x} height={30} class="idle" />
      {trips.map(({ name, kind, from, to }) => (
        <g key={`${kind} ${name}`}>
          <rect x={X(from) + 0.75} y={198} width={X(to) - X(from) - 1.5} height={30} rx={2} class="trip" />
          <rect
            x={X(from) + 0.75}
            y={198}
            width={Math.max(0, Math.min(X(to), X(now)) - X(from) - 0.75)}
            height={30}
            rx={2}
            class={`trip past ${name === "c" ? "hot" : kind}`}
          />
          {kind === "write" && (
            <rect
              x={X(from) - computed}
              y={252}
              width={computed}
              height={30}
              class={from <= now ? "op past" : "op"}
            />
          )}
        </g>
      ))}
      <path d={`M${X(now)} 190V292`} class="hand" />
      {trips.map(({ name, kind, from, to }) => (
        <text
          key={`${kind} ${name}`}
          x={(X(from) + X(to)) / 2}
          y={243}
          class="tiny halo"
          text-anchor="middle"
        >
          {kind} {name}
        </text>
      ))}
      <text x={lane.x} y={306} class="tiny">
        0
      </text>
      <text x={lane.x + lane.width} y={306} class="tiny" text-anchor="end">
        {si(totals.unfused, "s", 3)}
      </text>
    </g>
  );
}
