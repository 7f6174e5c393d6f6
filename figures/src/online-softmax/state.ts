import { rescale, splitSoftmax } from "long-attention/attention";
import { columnGroups } from "long-attention/ink";
import { clamp, outOfRange, type Props, within } from "../kit/props.js";

export interface State {
  /** The scores; −∞ where one is masked. */
  readonly x: readonly number[];
  /** How many of them belong to part A. */
  readonly cut: number;
  /** The score that the keys and the fields change. */
  readonly chosen: number;
  /** What had to be brought into range. */
  readonly note: string;
}

/** The ten numbers that it starts with, x^A and then x^B of the lecture. */
export const first = [-1.02, -1.09, 0.24, 0.87, -1.32, -0.6, -5.04, -2, 1.03, -0.14] as const;
/** What may be typed; the chart shows `seen` of it, and a bar may be pulled so far. */
export const limits = { x: [-1000, 1000], many: [2, 10] } as const;
export const seen = [-6, 3] as const;

/** Hundredths are enough for a bar that moves. */
export const tidy = (x: number): number => Math.round(100 * within(x, ...limits.x)) / 100;

/** Score number i chosen and changed; −∞ masks it. */
export const changed = ({ x }: State, i: number, value: number): Partial<State> => ({
  x: x.map((old, k) => (k !== i ? old : value === -Infinity ? value : tidy(value))),
  chosen: i,
});

export const cutAt = (state: State, cut: number): number => clamp(cut, 1, state.x.length - 1, state.cut);

/** Between the parts, in widths of a column. */
const gap = 0.35;

/** Everything that the figure shows, computed by the library. */
export function derive({ x, cut }: State) {
  const split = splitSoftmax([x.slice(0, cut), x.slice(cut)]);
  const whole = splitSoftmax([x]);
  const groups = columnGroups([cut, x.length - cut], gap);
  const parts = split.parts.map((part, k) => ({
    ...part,
    ...groups[k]!,
    name: k === 0 ? ("A" as const) : ("B" as const),
    /** What the part's sum is multiplied by when the parts are joined. */
    factor: rescale(part.m, split.m),
  }));
  const off = Math.max(...split.softmax.map((p, i) => Math.abs(p - whole.softmax[i]!)));
  return {
    /** exp of the largest score as it is, without m: Infinity where a softmax without a maximum overflows. */
    bare: Math.exp(Math.max(...x)),
    ...split,
    parts,
    columns: groups.flatMap(({ columns }) => columns),
    whole: whole.softmax,
    off,
  };
}

export type Derived = ReturnType<typeof derive>;

/** The first state from the caller's props; whatever is out of range is replaced and named. */
export function init(props: Props): State {
  const given = Array.isArray(props.x) ? props.x : undefined;
  const numbers = given?.every((x) => typeof x === "number" && Number.isFinite(x))
    ? (given as number[])
    : undefined;
  const fits = numbers && numbers.length >= limits.many[0] && numbers.length <= limits.many[1];
  const x = fits ? numbers.map(tidy) : [...first];
  const cut = clamp(props.cut, 1, x.length - 1, Math.floor(x.length / 2));
  const chosen = clamp(props.chosen, 0, x.length - 1, Math.min(3, x.length - 1));
  const notes: string[] = [];
  if (given && !fits) notes.push("x: needs 2 to 10 finite numbers, showing the ten it starts with.");
  else if (numbers?.some((one, i) => one !== x[i]))
    notes.push(`x: rounded to hundredths between ${limits.x[0]} and ${limits.x[1]}.`);
  notes.push(outOfRange(props, { cut, chosen }));
  return { x, cut, chosen, note: notes.filter(Boolean).join(" ") };
}
