import { naiveAttentionTraffic } from "long-attention/gpu";
import { percent } from "long-attention/ink/format.js";
import { Panel } from "../kit/marks.js";
import { current, kilobytes, type State } from "./state.js";

const bar = { x: 148, width: 296 } as const;

/** Bytes between HBM and SRAM: standard attention's, step by step, against this run's so far. */
export function TrafficPanel({ state }: { state: State }) {
  const { trace } = state;
  const { N, d } = trace.config;
  const { readsSoFar, writesSoFar } = current(state);
  const most = Math.max(trace.standardAccesses, trace.accesses);
  const length = (elements: number) => (elements / most) * bar.width;
  const share = (elements: number) => percent(elements / trace.standardAccesses);
  const soFar = readsSoFar + writesSoFar;
  return (
    <Panel y={376} height={134} title="HBM traffic">
      <rect x={318} y={13} width={10} height={10} class="reads" />
      <text x={333} y={22} class="small">
        read
      </text>
      <rect x={378} y={13} width={10} height={10} class="writes" />
      <text x={393} y={22} class="small">
        written
      </text>
      <text x={16} y={47} class="small">
        standard attention
      </text>
      <text x={16} y={63} class="small bold">
        {kilobytes(state, trace.standardAccesses)}
      </text>
      {segments(N, d).map(({ from, elements, kind }) => (
        <rect
          key={from}
          x={bar.x + length(from) + 0.5}
          y={40}
          width={length(elements) - 1}
          height={20}
          class={kind}
        />
      ))}
      <text x={16} y={85} class="small">
        tiled, so far
      </text>
      <text x={16} y={101} class="small bold">
        {kilobytes(state, soFar)}
      </text>
      <rect x={bar.x} y={78} width={length(trace.accesses)} height={20} class="ghost" />
      <rect x={bar.x} y={78} width={length(readsSoFar)} height={20} class="reads grow" />
      <rect
        x={bar.x + length(readsSoFar)}
        y={78}
        width={length(writesSoFar)}
        height={20}
        class="writes grow"
      />
      <text x={bar.x} y={120} class="small bold">
        {share(soFar)} of standard; will end at {share(trace.accesses)}
      </text>
    </Panel>
  );
}

/** Standard attention's reads and writes in the order in which they happen. */
function segments(N: number, d: number) {
  const { scores, softmax, output } = naiveAttentionTraffic(N, d);
  let from = 0;
  return [scores, softmax, output]
    .flatMap(({ reads, writes }) => [
      { elements: reads, kind: "reads" },
      { elements: writes, kind: "writes" },
    ])
    .map((segment) => {
      const placed = { ...segment, from };
      from += segment.elements;
      return placed;
    });
}
