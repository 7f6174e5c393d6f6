import { count, fixed, significant } from "long-attention/ink/format.js";
import type { Derived, State } from "./state.js";

/** Both parts, and what joining them does. */
export function say(_: State, { parts, m, l, off, bare }: Derived): string[] {
  const [a, b] = parts as [(typeof parts)[number], (typeof parts)[number]];
  const part = (p: typeof a) =>
    `${p.name}, ${count(p.f.length, "score")}: m = ${fixed(p.m)}, ℓ = ${fixed(p.l, 3)}.`;
  const smaller = a.factor < b.factor ? a : b;
  const shrink =
    l === 0
      ? "Nothing may be read: every weight is 0."
      : a.factor === b.factor
        ? "Both have the same maximum, so neither sum shrinks."
        : smaller.l === 0
          ? `${smaller.name} saw nothing, and joining with it changes nothing.`
          : `${smaller.name} has the smaller maximum, so its sum shrinks by the factor ${fixed(smaller.factor, 4)}.`;
  const same = off < 1e-15 ? "equal" : `equal up to ${off.toExponential(0).replace("-", "−")}`;
  return [
    `${part(a)} ${part(b)} ${shrink}`,
    `Together: m = ${fixed(m)}, ℓ = ${fixed(l, 3)}. The softmax of the joined parts and of all at once are ${same}, wherever you cut.`,
    ...(bare === Infinity
      ? [
          `Without m, e^${significant(m)} would overflow to ∞: the largest weight ∞ / ∞, which is no number, all others 0.`,
        ]
      : []),
  ];
}

export const alt = (state: State, now: Derived): string =>
  `Softmax of ${state.x.length} scores in two parts. ${say(state, now).join(" ")} Weights: ${Array.from(now.softmax, (p) => fixed(p, 3)).join(", ")}.`;
