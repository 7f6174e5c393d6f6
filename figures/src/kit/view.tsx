import { smallestWords } from "long-attention/ink";
import type { ComponentChildren } from "preact";
import { type Explorable, type Noted, widthsOf } from "./explorable.js";
import { tiny } from "./marks.js";

/** A figure in a page: what it says, its drawings side by side, its controls, a note when it has one, and how to use it. */
export function View<State extends Noted, Now>(p: {
  figure: Explorable<State, Now>;
  state: State;
  set: (patch: Partial<State>) => void;
}) {
  const { figure, state, set } = p;
  const scene = { state, now: figure.derive(state), set };
  const says = figure.say(state, scene.now).join(" ");
  const [left, right] = widthsOf(figure);
  // While it plays, nobody wants every frame read aloud.
  const live = "playing" in state && state.playing ? "off" : "polite";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as a box
    <div class="figure" role="group" aria-label={figure.title}>
      {figure.Above && <figure.Above {...scene} />}
      <p class="say" aria-live={live}>
        {figure.heading && <b>{figure.heading(state)}</b>}
        {says}
      </p>
      <div class="panels">
        <Pane class="left" width={left} height={figure.height} label={figure.alt(state, scene.now)}>
          <figure.Left {...scene} />
        </Pane>
        <Pane
          class="right"
          width={right}
          height={figure.height}
          label={figure.label?.(state, scene.now) ?? says}
        >
          <figure.Right {...scene} />
        </Pane>
      </div>
      <figure.Controls {...scene} />
      {state.note && <p class="note">{state.note}</p>}
      <p class="tip">{figure.tip(state)}</p>
    </div>
  );
}

/**
 * Drawings of a figure are on one scale; where the page is too narrow for their words, they wrap, and on a phone they shrink
 * without their words.
 */
const paneSize = (width: number) => ({
  "--w": String(width),
  "--least": `${Math.ceil((width * smallestWords) / tiny)}px`,
});

/** One drawing, with what a screen reader says instead. */
const Pane = (p: {
  class: string;
  width: number;
  height: number;
  label: string;
  children: ComponentChildren;
}) => (
  <svg
    class={p.class}
    viewBox={`0 0 ${p.width} ${p.height}`}
    style={paneSize(p.width)}
    role="img"
    aria-label={p.label}
  >
    {p.children}
  </svg>
);
