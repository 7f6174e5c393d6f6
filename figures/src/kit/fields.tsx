import { replaced, within } from "./props.js";
import { Range } from "./range.js";

/**
 * A number to type, or to change with the arrow keys. What is out of range is brought into range, and `note` says so; what
 * is no number leaves the old one.
 */
export const NumberField = (p: {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number | "any";
  onChange: (value: number, note: string) => void;
}) => (
  <label class="field">
    {p.label}{" "}
    <input
      type="number"
      min={p.min}
      max={p.max}
      step={p.step ?? 1}
      value={String(p.value)}
      onChange={(event) => {
        const typed = event.currentTarget.valueAsNumber;
        const value = Number.isFinite(typed) ? within(typed, p.min, p.max) : p.value;
        event.currentTarget.value = String(value);
        if (typed === p.value) return; // such as the browser's own event, after ours: it would take the note away
        p.onChange(value, Number.isFinite(typed) && typed !== value ? replaced(p.label, typed, value) : "");
      }}
      onKeyDown={(event) => {
        // JupyterLab keeps Enter for itself, so that the browser's own change event never comes.
        if (event.key === "Enter") event.currentTarget.dispatchEvent(new Event("change"));
      }}
    />
  </label>
);

/** A slider with its name before it and its value, in words, after it. */
export const Slider = (p: {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  text: string;
  onInput: (value: number) => void;
}) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside Range
  <label class="slider">
    <span>{p.label}</span>
    <Range value={p.value} min={p.min} max={p.max} step={p.step ?? 1} text={p.text} onInput={p.onInput} />
    <span class="value">{p.text}</span>
  </label>
);

/** One of several names. */
export const Menu = <Value extends string>(p: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) => (
  <label class="field">
    {p.label}{" "}
    <select value={p.value} onChange={(event) => p.onChange(event.currentTarget.value as Value)}>
      {p.options.map(([value, label]) => (
        <option key={value} value={value} selected={value === p.value}>
          {label}
        </option>
      ))}
    </select>
  </label>
);

export const fieldsCss = `
input[type=number]{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:7px;padding:5px 8px;min-height:34px;width:6.2em;box-sizing:border-box}
.field{white-space:nowrap}.slider{display:flex;flex:1 1 330px;gap:10px;align-items:center}.slider input{flex:1 1 120px;min-width:0}.slider .value{font-variant-numeric:tabular-nums;color:var(--muted);min-width:5.5em}`;
