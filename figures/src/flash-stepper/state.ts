import {
  type Finding,
  flashTrace,
  type LoopOrder,
  type Step,
  type Trace,
  walkConfig,
} from "long-attention/flash";
import { fixed } from "long-attention/ink/format.js";
import { clamp, outOfRange, type Props } from "../kit/props.js";
import { type Recording, unpack } from "./recording.js";

export const rowBlocks = [8, 16, 32, 48, 64] as const;
export const keyBlocks = [8, 16, 20, 32, 64] as const;

export interface State {
  readonly trace: Trace;
  /** What was found in a recorded kernel; none in the library's own run. */
  readonly findings: readonly Finding[];
  /** What a recorded kernel was run on; "" in the library's own run. */
  readonly about: string;
  readonly step: number;
  /** The row of S that is drawn in red. */
  readonly row: number;
  readonly playing: boolean;
  /** What had to be brought into range. */
  readonly note: string;
}

export interface Settings {
  readonly order: LoopOrder;
  readonly Br: number;
  readonly Bc: number;
  readonly causal: boolean;
}

/** The stepper's run for some settings: the walk tensors, N = 128, d = 16. */
export const run = (settings: Partial<Settings>): Trace => flashTrace(settings);

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Props): State {
  if (props.recording) return recorded(props.recording as Recording, props);
  const { N } = walkConfig;
  const settings: Settings = {
    order: props.order === "q-outer" ? "q-outer" : "kv-outer",
    Br: clamp(props.Br, 1, N, walkConfig.Br),
    Bc: clamp(props.Bc, 1, N, walkConfig.Bc),
    causal: props.causal === true,
  };
  const trace = run(settings);
  const step = clamp(props.step, 0, trace.steps.length - 1, 0);
  const row = clamp(props.row, 0, N - 1, 37);
  return {
    trace,
    findings: [],
    about: "",
    step,
    row,
    playing: false,
    note: outOfRange(props, { ...settings, step, row }),
  };
}

/** A recorded kernel, at the step and the row where the first finding shows. */
function recorded(recording: Recording, props: Props): State {
  const { findings, ...trace } = unpack(recording);
  const [first] = findings;
  const step = clamp(props.step, 0, trace.steps.length - 1, first?.steps[0] ?? 0);
  const row = clamp(props.row, 0, trace.config.N - 1, first?.row ?? 0);
  return {
    trace,
    findings,
    about: recording.about,
    step,
    row,
    playing: false,
    note: outOfRange(props, { step, row }),
  };
}

export const current = ({ trace, step }: State): Step => trace.steps[step]!;
export const isKvOuter = ({ trace }: State): boolean => trace.config.order === "kv-outer";

/** How many rows block i has, the last one perhaps short. */
export const blockRows = (i: number, B: number, N: number): number => Math.min(B, N - i * B);

/** The last step up to now that satisfies `test`. */
export function latest(state: State, test: (step: Step) => boolean): Step | undefined {
  for (let k = state.step; k >= 0; k--) if (test(state.trace.steps[k]!)) return state.trace.steps[k]!;
  return undefined;
}

/** The running maxima of the current row block before this step's tile; undefined for its first tile. */
export function maximaBefore(state: State): Float64Array | undefined {
  const now = current(state);
  const before = latest(state, (s) => s.phase === "softmax" && s.i === now.i && s.j < now.j);
  return before?.chip.m;
}

/** How many rows of the current tile found a larger maximum; undefined outside softmax and update. */
export function raisedRows(state: State): number | undefined {
  const now = current(state);
  if (now.phase !== "softmax" && now.phase !== "update") return undefined;
  const before = maximaBefore(state);
  return now.chip.m?.filter((m, r) => m > (before?.[r] ?? -Infinity)).length;
}

/** Elements in bytes: always kB with one decimal, so that the words keep their shape while the number grows. */
export const kilobytes = ({ trace }: State, elements: number): string =>
  `${fixed((elements * trace.config.bytesPerElement) / 1000, 1)} kB`;
