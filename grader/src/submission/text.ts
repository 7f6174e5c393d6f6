import { NotGradable } from "./not-gradable.js";

/** UTF-8, with or without a mark. @throws NotGradable naming the encoding that it seems to be */
export function textOf(name: string, bytes: Buffer): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new NotGradable(`${name} is UTF-16; save it as UTF-8`);
  if (bytes.includes(0)) throw new NotGradable(`${name} holds zero bytes, so it is no text`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new NotGradable(`${name} is not UTF-8; save it as UTF-8`);
    throw error;
  }
}
