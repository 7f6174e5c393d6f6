import type { Explorable, Live } from "../kit/explorable.js";
import { Menu, Slider } from "../kit/fields.js";
import { pressed } from "../kit/keys.js";
import { Budget, title } from "./budget.js";
import { alt, label, say } from "./say.js";
import { type Derived, derive, init, type Method, methods, type State, T } from "./state.js";
import { panelHeight, Tokens } from "./tokens.js";

// What it says must not push the drawings about under the pointer.
const css = `
.say{min-height:4.4em}@container (max-width:480px){.say{min-height:8.8em}}
.score{fill:none;stroke:var(--read);stroke-width:1}.score.on{fill:var(--read)}.floor{stroke:var(--muted);fill:none}.planted{fill:var(--hot)}
.found{fill:none;stroke:var(--muted);stroke-width:1.25;stroke-opacity:.55}.found.now{stroke:var(--read);stroke-width:2.75;stroke-opacity:1}
.handle{stroke:var(--ink);stroke-dasharray:4 3;fill:none}.grip{fill:var(--page);stroke:var(--ink);stroke-width:2.5}.row-now{fill:var(--read);fill-opacity:.13}`;

/** Selection: what a cheap look at all tokens finds with a budget of keys, and at which price. */
export const explorable: Explorable<State, Derived> = {
  name: "select",
  title: "Select",
  css,
  height: panelHeight,
  init,
  derive,
  Left: Tokens,
  Right: Budget,
  label,
  say,
  alt,
  Controls,
  tip: () =>
    "Drag the budget over the curves, or use the slider and its arrow keys; ↑ ↓ choose another method. Moved are numbers of keys, values and index keys. The indexer is a random projection, not a trained one.",

  key(event, { method }) {
    const other = (by: number) => () => ({
      method: methods[(methods.indexOf(method) + by + methods.length) % methods.length]!,
    });
    return pressed<Partial<State>>(event, { ArrowUp: other(-1), ArrowDown: other(1) });
  },
};

function Controls({ state, set }: Live<State, Derived>) {
  return (
    <div class="bar">
      <Slider
        label="budget"
        value={state.k}
        min={1}
        max={T}
        text={`${state.k} of ${T} keys`}
        onInput={(k) => set({ k })}
      />
      <Menu<Method>
        label="method"
        value={state.method}
        options={methods.map((method) => [method, title(method)] as const)}
        onChange={(method) => set({ method })}
      />
    </div>
  );
}
