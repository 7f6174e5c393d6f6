import { int, subscript } from "long-attention/ink/format.js";
import { Bitmap, Flow, Letter, Panel } from "../kit/marks.js";
import type { Hue } from "../kit/theme.js";
import { signs } from "./findings.js";
import { chipTiles } from "./pictures.js";
import { blockRows, current, isKvOuter, kilobytes, raisedRows, type State } from "./state.js";

/** Corners of the tiles: Q at the left, K and V above, S and O in the middle. */
const at = { Q: 56, S: 160, O: 264, below: 164, above: 60 } as const;
const side = 80;

/** SRAM: the tiles of this step and what flows between them. */
export function Sram({ state }: { state: State }) {
  const { trace } = state;
  const { N, Br, Bc } = trace.config;
  const { phase, i, j } = current(state);
  const tiles = chipTiles(state);
  const unit = 640 / N;
  const tall = Math.min(160, unit * Br);
  const [rows, keys] = [blockRows(Math.max(0, i), Br, N), blockRows(Math.max(0, j), Bc, N)];
  const height = (tall * rows) / Br;
  const width = (Math.min(side, unit * Bc) * keys) / Bc;
  const [I, J] = [subscript(Math.max(0, i)), subscript(Math.max(0, j))];
  const hasWeights = phase === "softmax" || phase === "update";
  const below = at.below + height + 19;
  const lastSum = phase === "write" && !isKvOuter(state) ? "L" : "ℓ";
  const middle = at.below + height / 2;
  return (
    <Panel height={366} chip title="SRAM" subtitle={`small, fast, on chip · ${room(state)}`}>
      <Bus state={state} />
      <Tile
        x={at.Q}
        y={at.below}
        w={side}
        h={height}
        href={tiles.Q}
        hot={phase === "loadQ" || phase === "score"}
        hue="Q"
      />
      <Tile
        x={at.S}
        y={at.above}
        w={width}
        h={side}
        href={tiles.Kt}
        hot={phase === "loadKV" || phase === "score"}
        hue="K"
      />
      <Tile
        x={at.O}
        y={at.above + side - width}
        w={side}
        h={width}
        href={tiles.V}
        hot={phase === "loadKV" || phase === "update"}
        hue="V"
      />
      <Tile
        x={at.S}
        y={at.below}
        w={width}
        h={height}
        href={tiles.S}
        hot={phase === "score" || phase === "softmax"}
        hue="S"
      />
      <Tile
        x={at.O}
        y={at.below}
        w={side}
        h={height}
        href={tiles.O}
        hot={phase === "update" || phase === "write"}
        hue="O"
      />
      <Bitmap x={at.O + 104} y={at.below} width={12} height={height} href={tiles.l} />
      <Bitmap x={at.O + 124} y={at.below} width={12} height={height} href={tiles.m} />
      <Letter x={at.Q + side / 2} y={below} hue="Q" dim={!tiles.Q}>{`Q${I}`}</Letter>
      <Letter x={at.S + side / 2} y={at.above - 9} hue="K" dim={!tiles.Kt}>{`K${J}ᵀ`}</Letter>
      <Letter x={at.O + side / 2} y={at.above + side - width - 9} hue="V" dim={!tiles.V}>{`V${J}`}</Letter>
      <Letter
        x={at.S + side / 2}
        y={below}
        hue="S"
        dim={!tiles.S}
      >{`${hasWeights ? "P̃" : "S"}${I}${J}`}</Letter>
      <Letter x={at.O + side / 2} y={below} hue="O" dim={!tiles.O}>{`O${I}`}</Letter>
      <Letter x={at.O + 110} y={below} hue="grey" dim={!tiles.l}>
        {lastSum}
      </Letter>
      <Letter x={at.O + 130} y={below} hue="grey" dim={!tiles.m}>
        m
      </Letter>
      <Flow x={at.Q + side + 2} y={middle} on={phase === "score"} />
      <Flow x={at.S + width / 2} y={at.below - 22} down on={phase === "score"} />
      <Flow x={at.S + side + 2} y={middle} on={phase === "update"} />
      <Flow x={at.O + side / 2} y={at.below - 22} down on={phase === "update"} />
      <RowLine state={state} height={height} rows={rows} />
      <Raised state={state} rows={rows} />
      {!isKvOuter(state) && phase !== "write" && tiles.O && (
        <text x={at.O} y={below + 16} class="tiny">
          a sum until the end; drawn ÷ ℓ
        </text>
      )}
    </Panel>
  );
}

const Tile = (p: {
  x: number;
  y: number;
  w: number;
  h: number;
  href: string | undefined;
  hot: boolean;
  hue: Hue;
}) => (
  <g>
    <Bitmap x={p.x} y={p.y} width={p.w} height={p.h} href={p.href} />
    <rect
      x={p.x - 2}
      y={p.y - 2}
      width={p.w + 4}
      height={p.h + 4}
      rx={3}
      class={`marker hue-${p.hue}`}
      style={`opacity:${p.hot && p.href ? 1 : 0}`}
    />
  </g>
);

/** How much the tiles need; of a recorded kernel, what they hold now and at most. */
function room(state: State): string {
  const { trace, findings, step } = state;
  if (findings.length === 0) return `room for ${kilobytes(state, trace.sramElements)} of tiles`;
  const most =
    step === trace.peak.step ? `${signs.peak} the most` : `most ${kilobytes(state, trace.peak.elements)}`;
  return `holds ${kilobytes(state, current(state).sram)}, ${most}`;
}

/** The arrow at the chip's edge: bytes that this step moved, inwards or outwards. */
function Bus({ state }: { state: State }) {
  const { reads, writes } = current(state);
  const { bytesPerElement } = state.trace.config;
  const moved = (reads + writes) * bytesPerElement;
  const found = state.findings.filter(
    ({ kind, steps }) => /again|unread/.test(kind) && steps.includes(state.step),
  );
  const word = reads ? "read" : writes ? "written" : "";
  const arrow = writes ? "M-6 112l16 -13v7h26v12h-26v7z" : "M36 112l-16 -13v7h-26v12h26v7z";
  return (
    <g>
      <path d={arrow} class={`bus ${writes ? "writes" : reads ? "reads" : ""}`} />
      <text x={12} y={146} class="small bold">
        {moved ? `${int(moved)} B` : "no traffic"}
      </text>
      <text x={12} y={161} class="small">
        {word}
      </text>
      {found.map(({ kind, text }, k) => (
        <text key={text} x={12} y={88 - 15 * k} class="small bold alarm">
          {`${signs[kind]} ${kind}`}
        </text>
      ))}
    </g>
  );
}

/** The chosen row, where it lies on chip. */
function RowLine({ state, height, rows }: { state: State; height: number; rows: number }) {
  const { i } = current(state);
  const r = state.row - i * state.trace.config.Br;
  if (i < 0 || r < 0 || r >= rows) return null;
  const y = at.below + ((r + 0.5) * height) / rows;
  return <path d={`M${at.Q - 4} ${y}H${at.O + 140}`} class="row-line" />;
}

/** How many rows of this tile got a new maximum. */
function Raised({ state, rows }: { state: State; rows: number }) {
  const raised = raisedRows(state);
  if (!raised) return null;
  const words = current(state).j === 0 ? ["got their", "first maximum"] : ["got a new", "maximum"];
  return (
    <g>
      <text x={at.O + side + 14} y={at.above + 16} class="small bold alarm">
        {raised} of {rows} rows
      </text>
      {words.map((line, k) => (
        <text key={line} x={at.O + side + 14} y={at.above + 32 + 15 * k} class="small">
          {line}
        </text>
      ))}
    </g>
  );
}
