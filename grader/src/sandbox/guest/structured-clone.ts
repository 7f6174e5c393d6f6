/** A deep copy, cycles included; what cannot be copied is refused. */
export function structuredClone(value: unknown, seen = new Map<object, unknown>()): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw Object.assign(new Error(`${String(value).slice(0, 60)} could not be cloned.`), {
      name: "DataCloneError",
    });
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = <T>(copy: T): T => {
    seen.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (value instanceof DataView)
    return keep(
      new DataView(structuredClone(value.buffer, seen) as ArrayBuffer, value.byteOffset, value.byteLength),
    );
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, length, constructor: Own } = value as Float64Array;
    const Kind = Own as Float64ArrayConstructor;
    return keep(new Kind(structuredClone(buffer, seen) as ArrayBuffer, byteOffset, length));
  }
  if (value instanceof Error)
    return keep(Object.assign(new Error(value.message), { name: value.name, stack: value.stack }));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, item] of value) copy.set(structuredClone(key, seen), structuredClone(item, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const item of value) copy.add(structuredClone(item, seen));
    return copy;
  }
  const copy = keep((Array.isArray(value) ? new Array(value.length) : {}) as Record<string, unknown>);
  for (const [name, item] of Object.entries(value)) copy[name] = structuredClone(item, seen);
  return copy;
}
