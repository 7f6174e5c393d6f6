/** Controls that need the arrow keys themselves. */
const controls = "select,[type=radio],[type=number],.slider input";

/**
 * What a figure's key does, if it is the figure's: not with Ctrl, Alt or a command key held, and not on a control that
 * needs its keys itself.
 * @param others selector of such controls
 */
export function pressed<Patch>(
  event: KeyboardEvent,
  keys: Readonly<Record<string, () => Patch>>,
  others = controls,
): Patch | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if ((event.target as Element | null)?.matches(others)) return undefined;
  return keys[event.key]?.();
}
