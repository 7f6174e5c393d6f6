import { jupyterDisplay, type Picture } from "long-attention/plots";
import { expect } from "vitest";

/** What every figure must be: well-formed, without holes, within its budget, the same twice, described. */
export async function checkPicture(
  name: string,
  draw: () => Picture,
  says: readonly string[],
): Promise<void> {
  const picture = draw();
  for (const words of says) expect(picture.alt).toContain(words);
  expect(picture.width).toBeLessThanOrEqual(900);
  expect(wellFormed(picture.svg)).toBe("well-formed");
  expect(picture.svg.match(/NaN|undefined|Infinity|null|\[object/)?.[0]).toBeUndefined();
  expect(picture.svg.match(/="[^"]*\d\.\d{3,}/)?.[0]).toBeUndefined(); // decimals are rounded
  expect(picture[jupyterDisplay]()["text/html"]!.length).toBeLessThan(150_000);
  expect(draw().svg).toBe(picture.svg);
  await expect(`${picture.svg}\n`).toMatchFileSnapshot(`./snapshots/${name}.svg`);
}

/** "well-formed", or the first thing that an XML parser would reject. */
export function wellFormed(xml: string): string {
  const control = Array.from(xml).find((c) => c < " " && !"\t\n\r".includes(c));
  if (control !== undefined) return `control character ${control.charCodeAt(0)}`;
  const open: string[] = [];
  const tags = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    const text = xml.slice(at, next < 0 ? undefined : next);
    if (/&(?!amp;|lt;|gt;|quot;|#\d+;)/.test(text)) return `stray & in ${text}`;
    if (next < 0) break;
    tags.lastIndex = next;
    const tag = tags.exec(xml);
    if (!tag) return `broken tag at ${xml.slice(next, next + 80)}`;
    const [whole, closing, name, attributes, empty] = tag;
    if (/&(?!amp;|lt;|gt;|quot;|#\d+;)/.test(attributes!)) return `stray & in ${whole}`;
    const names = [...attributes!.matchAll(/([\w:-]+)="/g)].map((match) => match[1]);
    if (new Set(names).size < names.length) return `an attribute twice in ${whole}`;
    if (closing && open.pop() !== name) return `</${name}> closes nothing`;
    if (!closing && !empty) open.push(name!);
    at = next + whole.length;
  }
  return open.length === 0 ? "well-formed" : `<${open.at(-1)}> stays open`;
}
