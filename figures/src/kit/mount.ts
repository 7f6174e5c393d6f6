import { h, render } from "preact";
import type { Explorable, Noted } from "./explorable.js";
import { fieldsCss } from "./fields.js";
import { marksCss } from "./marks.js";
import { narrowCss } from "./narrow.js";
import type { Props } from "./props.js";
import { rangeCss } from "./range.js";
import { kitCss } from "./theme.js";
import { View } from "./view.js";

/** Mounts an explorable in a shadow root of `host`: no globals, no ids, any number of instances. */
export function mount<State extends Noted, Now>(
  figure: Explorable<State, Now>,
  host: HTMLElement,
  props: Props,
): void {
  let state = figure.init(props); // throws before anything changed: the static picture stays
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // a strict content security policy blocks <style>, not this
  sheet.replaceSync(kitCss + marksCss + fieldsCss + rangeCss + figure.css + narrowCss);
  root.adoptedStyleSheets = [sheet];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let queued = false;

  const draw = () => {
    queued = false;
    render(h(View<State, Now>, { figure, state, set }), root);
    clearTimeout(timer);
    const next = figure.clock?.tick(state);
    if (next) timer = setTimeout(() => host.isConnected && set(next.patch), next.afterMs);
  };
  const set = (patch: Partial<State>) => {
    const changed = { ...state, note: "", ...patch };
    state = figure.settle?.(changed) ?? changed;
    if (queued) return;
    queued = true;
    queueMicrotask(draw);
  };
  root.addEventListener("keydown", (event) => {
    const key = event as KeyboardEvent;
    if (key.target === panels) return; // where the drawings scroll, arrow keys scroll them
    const patch = figure.key?.(key, state) ?? figure.clock?.key(key, state);
    if (!patch) return;
    event.preventDefault();
    event.stopPropagation();
    set(patch);
  });
  draw();
  const panels = root.querySelector<HTMLElement>(".panels")!;
  const reachable = () => {
    if (panels.scrollWidth > panels.clientWidth) panels.tabIndex = 0;
    else panels.removeAttribute("tabindex");
  };
  new ResizeObserver(reachable).observe(panels);
}

/** Mounts every figure of this name in `root` that is not mounted yet. A failing one keeps its picture. */
export function mountAll<State extends Noted, Now>(
  figure: Explorable<State, Now>,
  root: ParentNode = document,
): void {
  for (const host of root.querySelectorAll<HTMLElement>(`[data-figure="${figure.name}"]:not([data-ready])`)) {
    host.dataset.ready = "";
    try {
      mount(figure, host, JSON.parse(host.dataset.props ?? "{}"));
    } catch (error) {
      console.error(`${figure.name}: the interactive figure could not start; its picture stays.`, error);
    }
  }
}
