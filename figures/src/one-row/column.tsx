import { fixed } from "long-attention/ink/format.js";
import type { Scene } from "../kit/explorable.js";
import { Panel } from "../kit/marks.js";
import { below, panel } from "./grid.js";
import type { Derived, State } from "./state.js";

const across = 3;

/** One number of the output, written out: every weight times that number of the key's value. */
export function Column({ state, now }: Scene<State, Derived>) {
  const { column } = state;
  const terms = now.p.map((p, j) => `${fixed(p, 3)} × ${fixed(now.V[j]![column]!)}`);
  return (
    <Panel
      width={panel.width}
      {...below}
      title={`Number ${column + 1} of the output`}
      subtitle="weight × value, summed"
    >
      {terms.map((term, j) => (
        <text
          key={j}
          x={16 + 119 * (j % across)}
          y={50 + 21 * Math.floor(j / across)}
          class={j === state.key ? "small bold" : "small"}
        >
          {j === 0 ? term : `+ ${term}`}
        </text>
      ))}
      <text x={16} y={50 + 21 * Math.ceil(terms.length / across) + 4} class="bold">
        = {fixed(now.o[column]!, 3)}
      </text>
    </Panel>
  );
}
