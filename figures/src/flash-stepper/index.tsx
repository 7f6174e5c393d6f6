import { asLine } from "long-attention/ink";
import { clock, Player } from "../kit/clock.js";
import { Choice, Segment, Tick } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { pressed } from "../kit/keys.js";
import { within } from "../kit/props.js";
import { Algorithm, AlgorithmSheet, algorithmCss, algorithmHeight } from "./algorithm.js";
import { Findings, findingsCss, signs } from "./findings.js";
import { Hbm } from "./hbm.js";
import { runningLines } from "./listing.js";
import { say } from "./say.js";
import { Sram } from "./sram.js";
import { current, init, keyBlocks, kilobytes, rowBlocks, run, type Settings, type State } from "./state.js";
import { TrafficPanel } from "./traffic.js";

const css = `
.ghost{fill:none;stroke:var(--muted);stroke-width:1;stroke-dasharray:4 4;opacity:.7}.done{fill:var(--S);opacity:.22}
.stick{stroke:var(--muted);stroke-width:1;opacity:.35}.stick.seen{stroke:${asLine("var(--S)", "var(--ink)")};stroke-width:1.6;opacity:1}.running-max{fill:none;stroke:var(--hot);stroke-width:2}
.row-line{stroke:var(--hot);stroke-width:1.25;stroke-dasharray:2 2;fill:none}.row-tip{fill:var(--hot)}.pick{cursor:crosshair}
.bus{fill:var(--muted);opacity:.35}.bus.reads{fill:var(--read);opacity:1}.bus.writes{fill:var(--write);opacity:1}${algorithmCss}${findingsCss}`;

const player = clock<State>("step", ({ trace }) => trace.steps.length - 1, 620);

/** FlashAttention, tile by tile: HBM, SRAM, one row's scores and the byte ledger. */
export const explorable: Explorable<State> = {
  name: "flash-stepper",
  title: "FlashAttention, tile by tile",
  css,
  height: 510,
  init,
  derive: () => undefined,
  Left: Hbm,
  Right: ({ state }) => (
    <>
      <Sram state={state} />
      <TrafficPanel state={state} />
    </>
  ),
  Above: Findings,
  label: (state) => `SRAM and traffic. ${say(state)}`,
  heading: ({ step }) => `Step ${step + 1}`,
  sheet: {
    heading: ({ step, trace }) => `Step ${step + 1} of ${trace.steps.length}`,
    more: ({ findings, about }) => [about, ...findings.map(({ kind, text }) => `${signs[kind]} ${text}`)],
    legend: { height: algorithmHeight, Legend: AlgorithmSheet },
  },
  say: (state) => [say(state)],
  alt,
  Controls,
  tip: () => "Keys: ← → step, Home and End jump, ↑ ↓ choose the row drawn in red (or click it).",
  clock: player,

  key(event, { trace, row }) {
    const pick = (r: number) => ({ row: within(r, 0, trace.config.N - 1) });
    return pressed<Partial<State>>(event, {
      ArrowUp: () => pick(row - 1),
      ArrowDown: () => pick(row + 1),
    });
  },
};

function Controls({ state, set }: Live<State, undefined>) {
  return (
    <>
      <Player clock={player} state={state} set={set} narration={`${say(state)} ${runningLines(state)}`} />
      <Algorithm state={state} />
      {state.findings.length === 0 && <Choices state={state} set={set} />}
    </>
  );
}

/** What the library's own run can be changed to. */
function Choices({ state, set }: Pick<Live<State, undefined>, "state" | "set">) {
  const { order, Br, Bc, causal } = state.trace.config;
  const choose = (change: Partial<Settings>) =>
    set({ trace: run({ order, Br, Bc, causal, ...change }), step: 0, playing: false });
  const sizes = (list: readonly number[], now: number) => [...new Set([...list, now])].sort((a, b) => a - b);
  return (
    <div class="bar">
      <Segment
        legend="Loop order"
        value={order}
        options={[
          ["kv-outer", "K, V outside (FlashAttention)"],
          ["q-outer", "Q outside (FlashAttention-2)"],
        ]}
        onChange={(value) => choose({ order: value })}
      />
      <Choice
        letter="B"
        index="r"
        name="Rows of Q in a block"
        value={Br}
        options={sizes(rowBlocks, Br)}
        onChange={(n) => choose({ Br: n })}
      />
      <Choice
        letter="B"
        index="c"
        name="Rows of K and V in a block"
        value={Bc}
        options={sizes(keyBlocks, Bc)}
        onChange={(n) => choose({ Bc: n })}
      />
      <Tick label="causal" checked={causal} onChange={(on) => choose({ causal: on })} />
    </div>
  );
}

function alt(state: State): string {
  const { trace, step } = state;
  const { N, d } = trace.config;
  const { readsSoFar, writesSoFar } = current(state);
  const found = [state.about, ...state.findings.map(({ text }) => text)].filter(Boolean).join(" ");
  return `${found}${found && " "}Tiled attention, N = ${N}, d = ${d}, step ${step + 1} of ${trace.steps.length}. ${say(state)} ${runningLines(state)} HBM traffic so far ${kilobytes(state, readsSoFar + writesSoFar)}; this run will end at ${kilobytes(state, trace.accesses)}, standard attention needs ${kilobytes(state, trace.standardAccesses)}.`;
}
