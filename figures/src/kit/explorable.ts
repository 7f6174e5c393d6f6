import type { VNode } from "preact";
import type { Clock } from "./clock.js";
import type { Props } from "./props.js";

/** What every figure's state has. */
export interface Noted {
  /** What had to be brought into range; the next change clears it. */
  readonly note: string;
}

/** What a part of a figure is drawn from. In the static picture there is no `set`: nothing there can be moved. */
export interface Scene<State, Now> {
  readonly state: State;
  /** What `derive` made of the state. */
  readonly now: Now;
  readonly set?: ((patch: Partial<State>) => void) | undefined;
}

/** The same where everything moves. */
export type Live<State, Now> = Scene<State, Now> & { readonly set: (patch: Partial<State>) => void };

/**
 * One interactive figure: two drawings side by side, words and controls. All of it is pure, from state to vnodes, so
 * that the same parts are printed in Node for the static picture and patched in the browser.
 */
export interface Explorable<State extends Noted, Now = undefined> {
  /** Its name in `figure(name)`, in the page, and of its folder. */
  readonly name: string;
  /** What a screen reader calls it. */
  readonly title: string;
  /** Its own styles, beside the kit’s; they live in its shadow root. */
  readonly css: string;
  /** Of both drawings. */
  readonly height: number;
  /** Of the left and of the right drawing. Default 460 each. */
  readonly widths?: readonly [number, number];
  /** The first state. Props out of range are brought into range; `note` says so in the figure. */
  init(props: Props): State;
  /** The state brought in order after a change, where one value limits another. */
  settle?(state: State): State;
  /** Everything that the figure shows, computed by the library. */
  derive(state: State): Now;
  Left(scene: Scene<State, Now>): VNode;
  Right(scene: Scene<State, Now>): VNode;
  /** Before what it says, such as which step it is. */
  heading?(state: State): string;
  /** What stands over everything else. */
  Above?(scene: Live<State, Now>): VNode | null;
  /** Sentences over the drawings. */
  say(state: State, now: Now): readonly string[];
  /** What it shows, in words and numbers. */
  alt(state: State, now: Now): string;
  /** What a screen reader says of the right drawing; of the left one it says `alt`. Default: `say`. */
  label?(state: State, now: Now): string;
  Controls(scene: Live<State, Now>): VNode;
  /** How to use it. */
  tip(state: State): string;
  /** What plays in it. */
  readonly clock?: Clock<State>;
  /** Handles a key; undefined when it is not the figure's. */
  key?(event: KeyboardEvent, state: State): Partial<State> | undefined;
  /** What the static picture has besides, or otherwise. */
  readonly sheet?: {
    /** The state that it shows. Default: as it is. */
    still?(state: State): State;
    /** In place of the heading. */
    heading?(state: State): string;
    /** Further sentences. */
    more?(state: State, now: Now): readonly string[];
    /** A key, or more, under the drawings. */
    readonly legend?: { readonly height: number; Legend(scene: Scene<State, Now>): VNode };
  };
}

/** Widths of the drawings of a figure. */
export const widthsOf = ({ widths }: { readonly widths?: readonly [number, number] }) => widths ?? [460, 460];
