/**
 * What a figure's key does, if it is the figure's: not with Ctrl, Alt or a command key held, and not on a control that
 * needs its keys itself.
 * @param others selector of such controls
 */
export function pressed<Patch>(
  event: KeyboardEvent,
  others: string,
  keys: Readonly<Record<string, () => Patch>>,
): Patch | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if ((event.target as Element | null)?.matches(others)) return undefined;
  return keys[event.key]?.();
}
