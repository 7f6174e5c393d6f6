import { bytes, percent, si } from "long-attention/ink/format.js";
import { linear, type Scale, tens } from "long-attention/ink/scale.js";
import type { ComponentChildren } from "preact";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { panelHeight } from "./roof.js";
import { type Derived, kernelNames, type State } from "./state.js";

const [left, widest] = [16, 290] as const;

/** Seconds of arithmetic and of memory for each kernel, the longer of the two deciding; each pair of bars over its scale. */
export function Times({ state, now }: Scene<State, Derived>) {
  const { unfused, fused, mine } = now;
  const attention = ruler(Math.max(unfused.total, fused.tMath, fused.tMem));
  // Memory keeps its length while the dot is dragged over the slope: only arithmetic changes.
  const own = ruler(Math.max(3 * mine.tMem, mine.tMath));
  return (
    <Panel height={panelHeight} title="Time" subtitle="at best; the longer bar decides">
      <Row y={36} name="attention, three kernels one after another" run={unfused} on={!state.fused}>
        <Bar
          y={38}
          kind="math"
          name="arithmetic"
          parts={unfused.kernels.map((one) => one.tMath)}
          on={attention}
        />
        <Bar y={58} kind="mem" name="memory" parts={unfused.kernels.map((one) => one.tMem)} on={attention} />
        <Series kernels={unfused.kernels} total={unfused.total} on={attention} />
      </Row>
      <Row y={160} name="attention, fused: S and P stay on chip" run={fused} on={state.fused}>
        <Pair run={fused} on={attention} />
      </Row>
      <Ruler y={262} scale={attention} says="attention" />
      <Row y={290} name="your kernel: drag it" run={mine} on>
        <Pair run={mine} on={own} />
      </Row>
      <Ruler y={390} scale={own} says="your kernel" />
    </Panel>
  );
}

/** A scale from 0 to the next round number of seconds. */
const ruler = (longest: number): Scale =>
  linear([0, tens([longest, 10 * longest], [1, 2, 5])[0] ?? longest], [0, widest]);

/** The scale under its bars, with the seconds at its end. */
const Ruler = (p: { y: number; scale: Scale; says: string }) => (
  <g transform={`translate(${left} ${p.y})`}>
    <path d={`M0 -4v8M0 0H${widest}M${widest} -4v8`} class="ruler" />
    <text x={widest + 7} y={4} class="small">
      {p.says}: {si(p.scale.domain[1], "s", 3)}
    </text>
  </g>
);

interface Moved {
  readonly flops: number;
  readonly bytes: number;
}

const Row = (p: { y: number; name: string; run: Moved; on: boolean; children: ComponentChildren }) => (
  <g transform={`translate(${left} ${p.y})`} class={p.on ? "row" : "row faded"}>
    <text y={14} class="bold">
      {p.name}
    </text>
    <text y={30} class="small">
      {si(p.run.flops, "FLOP", 3)}, {bytes(p.run.bytes, 3)} moved
    </text>
    {p.children}
  </g>
);

/** Seconds end to end, each part cut from the next. */
function Bar(p: {
  y: number;
  kind: "math" | "mem";
  name: string;
  parts: readonly number[];
  on: Scale;
  decides?: boolean;
}) {
  const total = p.parts.reduce((sum, part) => sum + part, 0);
  const long = Math.max(1, p.on(total));
  const cuts = p.parts.slice(0, -1).map((_, k) => p.on(sumTo(p.parts, k + 1)));
  return (
    <g transform={`translate(0 ${p.y})`}>
      <rect width={long} height={14} rx={2} class={`bar-${p.kind} grow`} />
      {cuts.length > 0 && <path d={cuts.map((x) => `M${x} 0v14`).join("")} class="cut" />}
      <text x={long + 7} y={12} class={p.decides ? "small bold" : "small"}>
        {p.name} {si(total, "s", 3)}
      </text>
    </g>
  );
}

const sumTo = (parts: readonly number[], k: number) => parts.slice(0, k).reduce((sum, part) => sum + part, 0);

/** One kernel: its arithmetic, its memory, and which of the two idles. */
function Pair({ run, on }: { run: Derived["mine"]; on: Scale }) {
  const { tMath, tMem, bound, total } = run;
  const idle = 1 - Math.min(tMath, tMem) / total;
  return (
    <>
      <Bar y={38} kind="math" name="arithmetic" parts={[tMath]} on={on} decides={tMath === total} />
      <Bar y={58} kind="mem" name="memory" parts={[tMem]} on={on} decides={tMem === total} />
      <text y={88} class="small">
        {bound === "memory" ? "memory decides; arithmetic" : "arithmetic decides; memory"} idles{" "}
        {percent(idle, idle > 0.99 ? 1 : 0)} of the time
      </text>
    </>
  );
}

/** Kernels one after another: each as long as the longer of its two bars, in that one's colour, under its name. */
function Series({
  kernels,
  total,
  on,
}: {
  kernels: Derived["unfused"]["kernels"];
  total: number;
  on: Scale;
}) {
  const ends = kernels.map((_, k) =>
    sumTo(
      kernels.map((one) => one.total),
      k + 1,
    ),
  );
  return (
    <g transform="translate(0 80)">
      {kernels.map((kernel, k) => (
        <rect
          key={kernelNames[k]}
          x={on(ends[k]! - kernel.total)}
          width={Math.max(1, on(kernel.total))}
          height={14}
          class={`${kernel.bound === "math" ? "bar-math" : "bar-mem"} cut`}
        />
      ))}
      <text x={on(total) + 7} y={12} class="small bold">
        in all {si(total, "s", 3)}
      </text>
      <text y={32} class="small">
        in order: {kernels.map((kernel, k) => `${kernelNames[k]} ${si(kernel.total, "s", 2)}`).join(", ")}
      </text>
    </g>
  );
}
