/** Choices side by side, one of them chosen. */
export const Segment = <Value extends string>(p: {
  legend: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) => (
  <fieldset class="segment">
    <legend>{p.legend}</legend>
    {p.options.map(([value, label]) => (
      <label key={value}>
        <input type="radio" name={p.legend} checked={p.value === value} onChange={() => p.onChange(value)} />
        {label}
      </label>
    ))}
  </fieldset>
);

/** A number from a short list, under a letter with an index such as B_r. */
export const Choice = (p: {
  letter: string;
  index: string;
  name: string;
  value: number;
  options: readonly number[];
  onChange: (value: number) => void;
}) => (
  <label>
    <i>{p.letter}</i>
    <sub>{p.index}</sub>{" "}
    <select
      aria-label={p.name}
      value={String(p.value)}
      onChange={(event) => p.onChange(Number(event.currentTarget.value))}
    >
      {p.options.map((n) => (
        <option key={n} value={String(n)} selected={n === p.value}>
          {n}
        </option>
      ))}
    </select>
  </label>
);

/** A box to tick. */
export const Tick = (p: { label: string; checked: boolean; onChange: (checked: boolean) => void }) => (
  <label>
    <input
      type="checkbox"
      checked={p.checked}
      onChange={(event) => p.onChange(event.currentTarget.checked)}
    />{" "}
    {p.label}
  </label>
);
