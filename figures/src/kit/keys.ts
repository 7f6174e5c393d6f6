/** Controls, and the keys that each needs itself: what else a figure names works on them, too. */
const needed: readonly (readonly [string, RegExp])[] = [
  ["select", /./],
  ["[type=radio]", /^Arrow/],
  ["[type=number]", /^(Arrow|Home|End)/],
  [".slider input", /^(ArrowLeft|ArrowRight|Home|End)$/],
];

/**
 * What a figure's key does, if it is the figure's: not with Ctrl, Alt or a command key held, and not on a control that
 * needs this key itself.
 */
export function pressed<Patch>(
  event: KeyboardEvent,
  keys: Readonly<Record<string, () => Patch>>,
): Patch | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const on = event.target as Element | null;
  if (on && needed.some(([control, kept]) => kept.test(event.key) && on.matches(control))) return undefined;
  return keys[event.key]?.();
}
