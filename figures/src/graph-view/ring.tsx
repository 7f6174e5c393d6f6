import { clockwise, polar } from "long-attention/ink";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { place } from "../kit/pointer.js";
import { measure, n, type State, waveOf } from "./state.js";

export const panelHeight = 440;
const [cx, cy, R] = [230, 238, 176];

const at = (i: number, r = R): [number, number] => {
  const [x, y] = polar(clockwise(i / n), r);
  return [cx + x, cy + y];
};
const p = ([x, y]: [number, number]) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The tokens on a ring, their edges, and the wave from the chosen one. */
export function Ring({ state, set }: Scene<State, undefined>) {
  const { ring, chords, spokes } = measure(state);
  const { hops } = waveOf(state);
  const straight = (edges: readonly (readonly [number, number])[]) =>
    edges.map(([i, j]) => `M${p(at(i))}L${p(at(j))}`).join("");
  const bent = ([i, j]: readonly [number, number]) => {
    const [[x1, y1], [x2, y2]] = [at(i), at(j)];
    // Long edges bend towards the middle, short ones hardly: then none runs along the ring.
    const pull = 1 - (0.45 * Math.hypot(x2 - x1, y2 - y1)) / (2 * R);
    const control: [number, number] = [cx + ((x1 + x2) / 2 - cx) * pull, cy + ((y1 + y2) / 2 - cy) * pull];
    return `M${p(at(i))}Q${p(control)} ${p(at(j))}`;
  };
  return (
    <Panel height={panelHeight} title="The graph" subtitle="numbers: layers until the news arrives">
      {spokes.length > 0 && <path d={straight(spokes)} class="edge spoke" />}
      <path d={straight(ring)} class="edge" />
      {chords.map((chord) => (
        <path key={chord.join()} d={bent(chord)} class="edge chord" />
      ))}
      {Array.from(hops, (k, i) => {
        const [x, y] = at(i);
        const known = k <= state.wave;
        const look = k === 0 ? "start" : k === state.wave ? "front" : known ? "known" : "unknown";
        const [tx, ty] = at(i, R + 16);
        return (
          <g key={i}>
            <circle
              cx={x.toFixed(1)}
              cy={y.toFixed(1)}
              r={state.hub && i === 0 ? 9 : 6.5}
              class={`vertex ${look}`}
            />
            {known && (
              <text x={tx.toFixed(1)} y={(ty + 3.5).toFixed(1)} class="tiny" text-anchor="middle">
                {k === 0 ? "★" : k}
              </text>
            )}
          </g>
        );
      })}
      {set && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the slider chooses the token too
        <circle
          cx={cx}
          cy={cy}
          r={R + 26}
          class="pick"
          onClick={(event) => {
            const { x, y } = place(event);
            const turn = Math.atan2(x - 0.5, 0.5 - y) / (2 * Math.PI);
            set({ source: (Math.round(turn * n) + n) % n, wave: 0, playing: true });
          }}
        />
      )}
    </Panel>
  );
}
