import { within } from "./props.js";

/** A number to type, or to change with the arrow keys. What is no number, or out of range, is brought into range. */
export const NumberField = (p: {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number | "any";
  onChange: (value: number) => void;
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
        p.onChange(value);
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
  <label class="slider">
    <span>{p.label}</span>
    <input
      type="range"
      min={p.min}
      max={p.max}
      step={p.step ?? 1}
      value={p.value}
      aria-valuetext={p.text}
      onInput={(event) => p.onInput(event.currentTarget.valueAsNumber)}
    />
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
