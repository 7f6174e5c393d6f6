import { atNight, byNight, night, wrap } from "long-attention/ink";
import { hatch, ink, muted, paper, rule } from "long-attention/ink/palette.js";
import { type Explorable, type Noted, widthsOf } from "./explorable.js";
import { marksCss } from "./marks.js";
import { ownColours } from "./theme.js";

/** Colours by day, and by night. */
const colours = `svg{${ownColours}--ink:${ink};--muted:${muted};--page:${paper};--panel:${hatch.ground};--chip:#fff8ec;--chip-rim:#e3c48f;--line:${rule};--hot:#b3261e;--ui:system-ui,sans-serif}
${byNight}{svg{--ink:${night.ink};--muted:${night.muted};--page:${night.paper};--panel:${atNight(hatch.ground)};--chip:#231d12;--chip-rim:#6d5320;--line:${night.rule};--hot:#ea6a5f}}`;

const size = 13;
const [gap, line] = [16, 20];

/** The static picture, a standalone <svg>: both drawings, light or dark like the page, and under them what the figure says. */
export function Sheet<State extends Noted, Now>(p: { figure: Explorable<State, Now>; state: State }) {
  const { figure } = p;
  const { still, heading = figure.heading, more, legend } = figure.sheet ?? {};
  const state = still?.(p.state) ?? p.state;
  const now = figure.derive(state);
  const [left, right] = widthsOf(figure);
  const width = left + gap + right + 4;
  const [first, ...rest] = figure.say(state, now);
  const lines = [
    (heading ? `${heading(state)}. ` : "") + first,
    ...rest,
    ...(more?.(state, now) ?? []),
    state.note,
  ]
    .filter(Boolean)
    .flatMap((sentence) => wrap(sentence, size, width - gap));
  const foot = figure.height + (legend?.height ?? 0);
  const height = foot + line * lines.length + 20;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={figure.alt(state, now)}
    >
      <style>{colours + marksCss + figure.css}</style>
      <rect width={width} height={height} style="fill:var(--page)" />
      <g transform="translate(4 4)">
        <figure.Left state={state} now={now} />
      </g>
      <g transform={`translate(${left + gap} 4)`}>
        <figure.Right state={state} now={now} />
      </g>
      {legend && (
        <g transform={`translate(0 ${figure.height})`}>
          <legend.Legend state={state} now={now} />
        </g>
      )}
      {lines.map((text, k) => (
        <text key={k} x={8} y={foot + 28 + line * k}>
          {text}
        </text>
      ))}
    </svg>
  );
}
