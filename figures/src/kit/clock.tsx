import { pressed } from "./keys.js";
import { within } from "./props.js";
import { Range } from "./range.js";

/** What plays in a figure, step by step. */
export interface Clock<State> {
  /** Which step it is, from 0, and which is the last. */
  now(state: State): number;
  last(state: State): number;
  /** Step k, or the nearest that there is, and standing still. */
  to(state: State, k: number): Partial<State>;
  /** Playing when it stood still, from the start when it had ended; standing still when it played. */
  toggled(state: State): Partial<State>;
  /** The arrow keys step, Home and End jump. */
  key(event: KeyboardEvent, state: State): Partial<State> | undefined;
  /** While it plays: the next change, and when. */
  tick(state: State): { readonly afterMs: number; readonly patch: Partial<State> } | undefined;
}

interface Playing {
  readonly playing: boolean;
}

/** @param step the part of the state that says which step it is  @param last the last step */
export function clock<State extends Playing>(
  step: keyof State,
  last: (state: State) => number,
  everyMs: number,
): Clock<State> {
  const now = (state: State) => state[step] as number;
  const patch = (parts: object) => parts as Partial<State>;
  const to = (state: State, k: number) => patch({ [step]: within(k, 0, last(state)), playing: false });
  return {
    now,
    last,
    to,
    toggled(state) {
      const again = !state.playing && now(state) === last(state);
      return patch({ playing: !state.playing, ...(again && { [step]: 0 }) });
    },
    key: (event, state) =>
      pressed(event, {
        ArrowRight: () => to(state, now(state) + 1),
        ArrowLeft: () => to(state, now(state) - 1),
        Home: () => to(state, 0),
        End: () => to(state, last(state)),
      }),
    tick(state) {
      if (!state.playing) return undefined;
      return now(state) >= last(state)
        ? { afterMs: 0, patch: patch({ playing: false }) }
        : { afterMs: everyMs, patch: patch({ [step]: now(state) + 1 }) };
    },
  };
}

/** Play, Back, Step, a slider and where we are. At an end a button is dimmed, not disabled: it keeps the focus, so keys go on. */
export function Player<State extends Playing>(p: {
  clock: Clock<State>;
  state: State;
  set: (patch: Partial<State>) => void;
  /** What this step shows, for a screen reader. */
  narration: string;
}) {
  const { clock, state, set } = p;
  const [step, last] = [clock.now(state), clock.last(state)];
  const go = (k: number) => set(clock.to(state, k));
  return (
    <div class="bar">
      <button type="button" class="main" onClick={() => set(clock.toggled(state))}>
        {state.playing ? "Pause" : "Play"}
      </button>
      <button type="button" aria-disabled={step === 0} onClick={() => go(step - 1)}>
        ‹ Back
      </button>
      <button type="button" aria-disabled={step === last} onClick={() => go(step + 1)}>
        Step ›
      </button>
      <Range
        label="Step"
        value={step}
        min={0}
        max={last}
        text={`Step ${step + 1} of ${last + 1}: ${p.narration}`}
        onInput={go}
      />
      <span class="count" aria-hidden="true">
        {step + 1} / {last + 1}
      </span>
    </div>
  );
}
