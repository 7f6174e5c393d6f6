/** The bare slider: its track is filled up to the value and quiet beyond it, in light and in dark. */
export const Range = (p: {
  /** Its name, where no label stands around it. */
  label?: string;
  value: number;
  min: number;
  max: number;
  step?: number | "any";
  text: string;
  onInput: (value: number) => void;
}) => (
  <input
    type="range"
    min={p.min}
    max={p.max}
    step={p.step ?? 1}
    value={p.value}
    style={{ "--part": String((p.value - p.min) / (p.max - p.min || 1)) }}
    aria-label={p.label}
    aria-valuetext={p.text}
    onInput={(event) => p.onInput(event.currentTarget.valueAsNumber)}
  />
);

const track = `height:6px;border-radius:3px;background:linear-gradient(to right,var(--read) calc(var(--part)*100%),var(--line) 0)`;
const thumb = `width:18px;height:18px;box-sizing:border-box;border:2px solid var(--page);border-radius:50%;background:var(--read)`;

/** Engines take no list of each other's names: every one has a rule of its own. */
export const rangeCss = `
input[type=range]{appearance:none;flex:1 1 220px;min-height:34px;margin:0;background:none;cursor:pointer}
input[type=range]::-webkit-slider-runnable-track{${track}}input[type=range]::-moz-range-track{${track}}
input[type=range]::-webkit-slider-thumb{appearance:none;margin-top:-6px;${thumb}}input[type=range]::-moz-range-thumb{${thumb}}
@media (forced-colors:active){input[type=range]{appearance:auto}}`;
