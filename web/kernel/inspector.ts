/** Node's way to print values. A first run need not wait for it, when all that it shows can show itself. */
type Inspector = typeof import("node-inspect-extracted");

let loaded: Inspector | undefined;

export async function loadInspector(): Promise<Inspector> {
  loaded ??= await import("node-inspect-extracted");
  return loaded;
}

/** What `console.log` prints of some values; a promise of it where that takes more than there is yet. */
export function printed(values: readonly unknown[]): string | Promise<string> {
  if (loaded) return loaded.format(...values);
  const [first] = values;
  if (values.length === 1 && typeof first === "string") return first;
  return loadInspector().then(({ format }) => format(...values));
}
