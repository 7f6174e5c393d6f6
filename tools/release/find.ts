/** Which of many long words a text holds, in one walk over it: Karp and Rabin's rolling hash of their beginnings. */
export function finder<T extends { readonly text: string }>(needles: readonly T[], length: number) {
  const byHash = new Map<number, T[]>();
  for (const needle of needles) {
    if (needle.text.length < length)
      throw new RangeError(`finder: a needle of ${needle.text.length} letters; ${length} are the least`);
    const hash = hashOf(needle.text, length);
    byHash.set(hash, [...(byHash.get(hash) ?? []), needle]);
  }
  let leading = 1;
  for (let k = 1; k < length; k++) leading = Math.imul(leading, base);
  return (text: string): T[] => {
    const found = new Set<T>();
    if (text.length < length) return [];
    for (let at = 0, hash = hashOf(text, length); ; at++) {
      for (const needle of byHash.get(hash) ?? []) if (text.startsWith(needle.text, at)) found.add(needle);
      if (at + length >= text.length) return [...found];
      hash = Math.imul(hash - Math.imul(text.charCodeAt(at), leading), base) + text.charCodeAt(at + length);
      hash |= 0;
    }
  };
}

const base = 0x01000193;

function hashOf(text: string, length: number): number {
  let hash = 0;
  for (let k = 0; k < length; k++) hash = (Math.imul(hash, base) + text.charCodeAt(k)) | 0;
  return hash;
}
