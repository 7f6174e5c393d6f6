import type { VNode } from "preact";

/**
 * One interactive figure: a pure view from state to vnodes. The same parts are printed in Node for the
 * static picture and patched in the browser.
 */
export interface Explorable<State> {
  /** Its name in `figure(name)` and in the page. */
  readonly name: string;
  /** Its own styles, beside the kit’s; they live in its shadow root. */
  readonly css: string;
  /** The first state. Props out of range are brought into range; `notes` says so in the figure. */
  init(props: Readonly<Record<string, unknown>>): State;
  /** The whole figure with its controls. */
  readonly View: (props: { state: State; set: (patch: Partial<State>) => void }) => VNode;
  /** A standalone <svg> that teaches without a script. */
  picture(state: State): VNode;
  /** What the picture shows, in words and numbers. */
  alt(state: State): string;
  /** Handles a key; undefined when it is not the figure's. */
  key?(event: KeyboardEvent, state: State): Partial<State> | undefined;
  /** While something plays: the next patch and when. */
  tick?(state: State): { afterMs: number; patch: Partial<State> } | undefined;
}
