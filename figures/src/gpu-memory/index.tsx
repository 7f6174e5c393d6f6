import { bytes, percent, si, significant } from "long-attention/ink/format.js";
import { clock, Player } from "../kit/clock.js";
import { Segment } from "../kit/controls.js";
import type { Explorable, Live } from "../kit/explorable.js";
import { Version } from "./fusion.js";
import { Pipes, Room } from "./levels.js";
import {
  arrivals,
  clockSeconds,
  init,
  opSeconds,
  type State,
  sceneSeconds,
  sent,
  steps,
  totals,
  versions,
} from "./state.js";

const css = `
.dark{fill:#1b1f24}.room,.flowing{stroke:none}.room.hbm{fill:var(--V);fill-opacity:.2;stroke:var(--V)}.flowing.HBM{fill:var(--V)}
.room.L2,.flowing.L2{fill:#d9b400}.room.SRAM,.flowing.SRAM{fill:#e69f00}.room.registers,.flowing.registers{fill:#d97a4a}
.lens{fill:none;stroke:var(--muted);stroke-width:1.25}.magnified{fill:var(--page);stroke:var(--line)}.pipe{fill:var(--line);opacity:.35}
.box{fill:var(--page);stroke:var(--line);stroke-width:1.5}.box.hbm{stroke:var(--V)}.box.chip{fill:var(--chip);stroke:var(--chip-rim)}
.array{fill:none;stroke:var(--line);stroke-dasharray:3 3}.array.there{fill:var(--V);fill-opacity:.3;stroke:var(--V);stroke-dasharray:none}.array.there.c{fill:var(--hot);stroke:var(--hot)}
.way{fill:none;stroke:var(--line);stroke-width:2.5}.way.on{stroke:var(--read);stroke-width:3.5}.way.write{stroke:var(--write)}.way.hot{stroke:var(--hot)}
.trip{fill:var(--line);opacity:.35}.trip.past{opacity:1}.trip.read{fill:var(--read)}.trip.write{fill:var(--write)}.trip.hot{fill:var(--hot)}
.idle{fill:none;stroke:var(--line);stroke-dasharray:3 3}.op{fill:var(--line)}.op.past{fill:var(--ink)}.hand{stroke:var(--ink);stroke-width:1.25;fill:none}`;

const player = clock<State>("step", () => steps, 60);

/** Where a number can be, how fast it comes from there, and what a round trip costs. */
export const explorable: Explorable<State> = {
  name: "gpu-memory",
  title: "Memory of a GPU",
  css,
  height: 400,
  init,
  derive: () => undefined,
  Left: ({ state }) => (state.mode === "levels" ? <Room /> : <Version state={state} version="unfused" />),
  Right: ({ state }) =>
    state.mode === "levels" ? <Pipes state={state} /> : <Version state={state} version="fused" />,
  say: (state) => [say(state)],
  alt,
  Controls,
  tip: ({ mode }) =>
    `Keys: ← → move the clock, Home and End jump. The whole scene takes ${si(sceneSeconds(mode), "s", 3)} on the real machine. ${
      mode === "fusion"
        ? "Real kernels overlap reading, computing and writing; the sums stay."
        : "The rates of SRAM, L2 and registers are estimates."
    }`,
  clock: player,
};

function Controls({ state, set }: Live<State, undefined>) {
  return (
    <>
      <Player clock={player} state={state} set={set} narration={say(state)} />
      <div class="bar">
        <Segment
          legend="Scene"
          value={state.mode}
          options={[
            ["levels", "send 1 MB from each memory"],
            ["fusion", "two kernels or one"],
          ]}
          onChange={(mode) => set({ mode, step: 0, playing: false })}
        />
      </div>
    </>
  );
}

/** What the clock shows. */
function say(state: State): string {
  const now = clockSeconds(state);
  if (state.mode === "levels") {
    const [nearest, farthest] = [arrivals[0]!, arrivals.at(-1)!];
    const share = Math.min(1, now / farthest.seconds);
    return share === 1
      ? `After ${si(now, "s", 3)} the megabyte from HBM is there too, ${significant(farthest.seconds / nearest.seconds, 2)} times as late as the one from registers.`
      : `After ${si(now, "s", 3)}: ${
          arrivals
            .filter(({ seconds }) => seconds <= now)
            .map(({ name }) => name)
            .join(", ") || "nobody"
        } done; of HBM's megabyte ${bytes(share * sent, 2)} came.`;
  }
  if (state.step === steps)
    return `The same arithmetic: ${si(totals.unfused, "s", 3)} as two kernels, ${si(totals.fused, "s", 3)} as one, because c stayed on the chip.`;
  const trip = versions.unfused.find(({ from, to }) => from <= now && now < to)!;
  const here =
    trip.name === "c"
      ? `c ${trip.kind === "write" ? "leaves the chip" : "comes straight back"}`
      : `${trip.kind === "read" ? "reading" : "writing"} ${trip.name}`;
  return `After ${si(now, "s", 3)}, two kernels: ${here}, and arithmetic waits. One kernel: ${now < totals.fused ? "under way" : "done"}.`;
}

function alt(state: State): string {
  return state.mode === "levels"
    ? `Memories of an A100: ${arrivals.map(({ name, bytes: room, bytesPerSecond, seconds }) => `${name} ${bytes(room, 3)} at ${si(bytesPerSecond, "B/s", 3)}, 1 MB in ${si(seconds, "s", 3)}`).join("; ")}. ${say(state)}`
    : `A million elements, c = a·b and d = √c. Two kernels: ${versions.unfused.length} journeys, ${si(totals.unfused, "s", 3)}. One kernel: ${versions.fused.length} journeys, ${si(totals.fused, "s", 3)}; arithmetic is busy ${percent((2 * opSeconds) / totals.fused, 1)} of it. ${say(state)}`;
}
