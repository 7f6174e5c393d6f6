import { asLine, asText } from "long-attention/ink";
import type { ComponentChildren } from "preact";
import { type Hue, hues } from "./theme.js";

/** A rounded panel with a bold title and a quiet subtitle. */
export const Panel = (p: {
  y?: number;
  /** Default 460. */
  width?: number;
  height: number;
  title: string;
  subtitle?: string;
  chip?: boolean;
  children: ComponentChildren;
}) => (
  <g transform={`translate(0 ${p.y ?? 0})`}>
    <rect width={p.width ?? 460} height={p.height} rx={10} class={p.chip ? "panel chip" : "panel"} />
    <text x={16} y={23}>
      <tspan class="title">{p.title}</tspan>
      <tspan class="small" dx={8}>
        {p.subtitle ?? ""}
      </tspan>
    </text>
    {p.children}
  </g>
);

/** A matrix's letter in its own colour. */
export const Letter = (p: {
  x: number;
  y: number;
  hue: Hue;
  children: string;
  end?: boolean;
  dim?: boolean;
}) => (
  <text
    x={p.x}
    y={p.y}
    class={`letter hue-${p.hue}${p.dim ? " dim" : ""}`}
    text-anchor={p.end ? "end" : "middle"}
  >
    {p.children}
  </text>
);

/** A bitmap in a thin frame; without a bitmap, a dashed empty slot. */
export const Bitmap = (p: {
  x: number;
  y: number;
  width: number;
  height: number;
  href: string | undefined;
}) => (
  <g>
    <rect x={p.x} y={p.y} width={p.width} height={p.height} class={p.href ? "frame" : "frame empty"} />
    {p.href && (
      <image
        x={p.x}
        y={p.y}
        width={p.width}
        height={p.height}
        href={p.href}
        preserveAspectRatio="none"
        class="bitmap"
      />
    )}
  </g>
);

/** A coloured outline that glides to its place. */
export const Marker = (p: {
  on: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  hue: Hue;
  moving?: "read" | "write" | "fill" | undefined;
}) => (
  <rect
    width={p.width}
    height={p.height}
    rx={1.5}
    class={`marker hue-${p.hue} ${p.moving ?? ""}`}
    style={`transform:translate(${p.x}px,${p.y}px);opacity:${p.on ? 1 : 0}`}
  />
);

/** A short arrow to the right or downwards, lit while something flows. */
export const Flow = (p: { x: number; y: number; down?: boolean; on: boolean }) => (
  <path
    transform={`translate(${p.x} ${p.y})${p.down ? " rotate(90)" : ""}`}
    d="M0 -1.25h13v-4.25l7 5.5l-7 5.5v-4.25h-13z"
    class={p.on ? "flow on" : "flow"}
  />
);

/** px: the smallest words of a drawing, which shrink to 11 px at most. */
export const tiny = 11.5;

/** Styles of these marks, for the page and for the static picture alike. */
export const marksCss = `
text{font:13px var(--ui);fill:var(--ink)}.title{font-weight:700;font-size:14px;letter-spacing:.02em}.small{font-size:12px;fill:var(--muted)}.tiny{font-size:${tiny}px;fill:var(--muted)}.bold{font-weight:650;fill:var(--ink)}.alarm{fill:var(--hot)}
.letter{font:italic 600 17px 'STIX Two Text','Cambria Math',Cambria,Georgia,'DejaVu Serif',serif;fill:${asText("var(--own)", "var(--ink)")}}.dim{opacity:.35}
${Object.keys(hues)
  .map((name) => `.hue-${name}{--own:var(--${name})}`)
  .join("")}
.halo{paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}
.panel{fill:var(--panel)}.chip{fill:var(--chip);stroke:var(--chip-rim);stroke-width:1.5}
.frame{fill:var(--page);stroke:var(--line);stroke-width:.75}.frame.empty{fill:none;stroke-dasharray:3 3}.bitmap{image-rendering:pixelated}
.marker{fill:none;stroke:${asLine("var(--own)", "var(--ink)")};stroke-width:2.5;transition:transform .35s cubic-bezier(.3,.8,.3,1),opacity .25s}.marker.read{fill:var(--read);fill-opacity:.22}.marker.write{fill:var(--write);fill-opacity:.3}.marker.fill{fill:var(--S);fill-opacity:.45}
.flow{fill:var(--line);transition:fill .2s}.flow.on{fill:var(--hot)}
.grid,.axis{stroke:var(--line)}.grid{stroke-width:.75;opacity:.6}
.drag,.pick{fill:transparent}.drag.x{cursor:ew-resize;touch-action:pan-y}.drag.y{cursor:ns-resize;touch-action:pan-x}.pick{cursor:pointer}
.reads{fill:var(--read)}.writes{fill:var(--write)}.grow{transition:width .35s,x .35s}`;
