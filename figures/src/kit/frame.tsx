import type { ComponentChildren } from "preact";
import { marksCss } from "./marks.js";
import { lightColours } from "./theme.js";

/** A figure in a page: what it says, two panes side by side, its controls, a note when it has one, and how to use it. */
export const Frame = (p: {
  name: string;
  say: ComponentChildren;
  /** True while it plays: nobody wants every frame read aloud. */
  quiet?: boolean;
  left: ComponentChildren;
  right: ComponentChildren;
  note: string;
  tip: ComponentChildren;
  children: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as a box
  <div class="figure" role="group" aria-label={p.name}>
    <p class="say" aria-live={p.quiet ? "off" : "polite"}>
      {p.say}
    </p>
    <div class="panels">
      {p.left}
      {p.right}
    </div>
    {p.children}
    {p.note && <p class="note">{p.note}</p>}
    <p class="tip">{p.tip}</p>
  </div>
);

/** One drawing of a figure, with what a screen reader says instead. */
export const Pane = (p: {
  width?: number;
  height: number;
  label: string;
  class?: string;
  children: ComponentChildren;
}) => (
  <svg class={p.class} viewBox={`0 0 ${p.width ?? 460} ${p.height}`} role="img" aria-label={p.label}>
    {p.children}
  </svg>
);

/** The static picture: both panes on a white card, and under them what the figure says. */
export const Sheet = (p: {
  css: string;
  alt: string;
  width?: number;
  /** Of the panes. */
  height: number;
  left: ComponentChildren;
  right: ComponentChildren;
  /** Where the right pane begins. */
  middle?: number;
  /** Empty ones are left out, long ones broken. */
  lines: readonly string[];
  children?: ComponentChildren;
}) => {
  const { width = 940, middle = 476 } = p;
  const lines = p.lines.flatMap((line) => broken(line, width / 6.5));
  const height = p.height + 20 * lines.length + 20;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={p.alt}
      style={lightColours}
    >
      <style>{marksCss + p.css}</style>
      <rect width={width} height={height} fill="#fff" />
      <g transform="translate(4 4)">{p.left}</g>
      <g transform={`translate(${middle} 4)`}>{p.right}</g>
      {p.children}
      {lines.map((line, k) => (
        <text key={line} x={8} y={p.height + 28 + 20 * k}>
          {line}
        </text>
      ))}
    </svg>
  );
};

/** Lines of at most so many characters, broken between words. */
function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
