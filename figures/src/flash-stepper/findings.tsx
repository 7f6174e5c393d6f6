import { type Finding, isAlarm } from "long-attention/flash";
import type { Live } from "../kit/explorable.js";
import type { State } from "./state.js";

/** One sign for each kind of finding; the drawings carry the same. */
export const signs: Readonly<Record<Finding["kind"], string>> = {
  differs: "≠",
  skipped: "✕",
  "never-stored": "∅",
  again: "↻",
  unread: "○",
  stopped: "■",
  right: "✓",
  peak: "▲",
};

/** What was found in a recorded kernel, each with the way to the step where it shows. */
export function Findings({ state, set }: Live<State, undefined>) {
  const { findings, about } = state;
  if (findings.length === 0) return null;
  return (
    <>
      <p class="about">{about}</p>
      <ul class="findings" aria-label="What the microscope found">
        {findings.map((finding) => {
          const [step] = finding.steps;
          const go = { step: step!, playing: false, ...(finding.row !== undefined && { row: finding.row }) };
          return (
            <li key={finding.text} class={isAlarm(finding) ? "alarming" : ""}>
              <span class="sign" aria-hidden="true">
                {signs[finding.kind]}
              </span>
              <span>{finding.text}</span>
              <button type="button" onClick={() => set(go)}>
                Step {step! + 1}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The signs of what concerns an array in HBM, such as "↻" where it is loaded again for nothing. */
export const signsOf = ({ findings }: State, ...arrays: readonly string[]): string =>
  [
    ...new Set(
      findings.filter(({ array }) => array && arrays.includes(array)).map(({ kind }) => signs[kind]),
    ),
  ].join("");

export const findingsCss = `
.about{margin:0 2px 4px;color:var(--muted)}.findings{list-style:none;margin:0 2px 10px;padding:0}.findings li{display:flex;gap:10px;align-items:center;padding:4px 8px;border-left:4px solid var(--line);margin-bottom:3px;background:var(--panel);border-radius:4px}
.findings li.alarming{border-left-color:var(--hot)}.findings .alarming .sign{color:var(--hot)}.findings .sign{font-weight:700;font-size:17px;min-width:1.1em;text-align:center}.findings button{margin-left:auto;white-space:nowrap;padding:2px 10px}
.wrong{fill:var(--hot);fill-opacity:.16;stroke:var(--hot);stroke-width:3.5;filter:drop-shadow(0 0 5px var(--hot))}.missed{fill:none;stroke:var(--hot);stroke-width:2;stroke-dasharray:4 3}.missed.first{stroke-width:3.5;filter:drop-shadow(0 0 5px var(--hot))}
.sign-mark{font:700 17px var(--ui);fill:var(--hot);paint-order:stroke;stroke:var(--panel);stroke-width:3.5px}`;
