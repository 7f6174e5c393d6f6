import { bytes, percent, si } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import type { Derived, Run, State } from "./state.js";

const widest = 262;

/** Seconds of arithmetic and of memory for each kernel: the longer one decides. */
export function Times({ state, now }: Scene<State, Derived>) {
  const attention = Math.max(...[now.unfused, now.fused].flatMap(({ tMath, tMem }) => [tMath, tMem]));
  // Memory keeps its length while the dot is dragged over the slope: only arithmetic changes.
  const mine = Math.max(3 * now.mine.tMem, now.mine.tMath);
  return (
    <Panel height={400} title="Time" subtitle="at best: the longer bar decides">
      <Row
        y={40}
        name="attention, one kernel a step"
        run={now.unfused}
        longest={attention}
        on={!state.fused}
      />
      <Row
        y={160}
        name="attention, fused: S and P stay on chip"
        run={now.fused}
        longest={attention}
        on={state.fused}
      />
      <Row y={280} name="your kernel: drag it" run={now.mine} longest={mine} on />
    </Panel>
  );
}

function Row(p: { y: number; name: string; run: Run; longest: number; on: boolean }) {
  const { flops, bytes: moved, tMath, tMem, bound, total } = p.run;
  const bar = (seconds: number) => Math.max(1, (seconds / p.longest) * widest);
  const idle = 1 - Math.min(tMath, tMem) / total;
  return (
    <g transform={`translate(16 ${p.y})`} class={p.on ? "row" : "row faded"}>
      <text y={14} class="bold">
        {p.name}
      </text>
      <text y={31} class="small">
        {si(flops, "FLOP", 3)}, {bytes(moved, 3)} moved
      </text>
      {[
        { kind: "math", name: "arithmetic", seconds: tMath },
        { kind: "mem", name: "memory", seconds: tMem },
      ].map(({ kind, name, seconds }, k) => (
        <g key={kind} transform={`translate(0 ${40 + 22 * k})`}>
          <rect width={bar(seconds)} height={16} rx={2} class={`bar-${kind} grow`} />
          <text x={bar(seconds) + 7} y={13} class={seconds === total ? "small bold" : "small"}>
            {name} {si(seconds, "s", 3)}
          </text>
        </g>
      ))}
      <text y={100} class="small">
        {bound === "memory" ? "memory decides; arithmetic" : "arithmetic decides; memory"} idles{" "}
        {percent(idle, idle > 0.99 ? 1 : 0)} of the time
      </text>
    </g>
  );
}
