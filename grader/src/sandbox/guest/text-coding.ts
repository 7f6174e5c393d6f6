/** UTF-8 and base64, as Node and browsers have them. */

export class TextEncoder {
  readonly encoding = "utf-8";
  encode(text = ""): Uint8Array {
    const bytes: number[] = [];
    for (const char of String(text)) {
      const point = char.codePointAt(0)!;
      const c = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
      if (c < 0x80) bytes.push(c);
      else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
      else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
      else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    }
    return Uint8Array.from(bytes);
  }
}

export class TextDecoder {
  readonly encoding = "utf-8";
  readonly fatal: boolean;
  constructor(label = "utf-8", { fatal = false }: { fatal?: boolean } = {}) {
    if (!/^utf-?8$/i.test(label)) throw new RangeError(`TextDecoder: only utf-8 is there, not ${label}`);
    this.fatal = fatal;
  }
  decode(input: ArrayBuffer | ArrayBufferView = new Uint8Array()): string {
    const bytes = ArrayBuffer.isView(input)
      ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
      : new Uint8Array(input);
    let text = "";
    for (let i = 0; i < bytes.length; ) {
      const [point, used] = pointAt(bytes, i);
      if (point === undefined && this.fatal) throw new TypeError("TextDecoder: these bytes are no UTF-8");
      text += String.fromCodePoint(point ?? 0xfffd);
      i += used;
    }
    return text.replace(/^\ufeff/, "");
  }
}

/** The code point that begins at `i`, undefined when none does, and how many bytes that took. */
function pointAt(bytes: Uint8Array, i: number): [point: number | undefined, used: number] {
  const first = bytes[i]!;
  if (first < 0x80) return [first, 1];
  const more = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
  if (more === 0 || first >= 0xf5) return [undefined, 1];
  let point = first & (0x3f >> more);
  for (let k = 1; k <= more; k++) {
    const next = bytes[i + k];
    if (next === undefined || (next & 0xc0) !== 0x80) return [undefined, k];
    point = (point << 6) | (next & 63);
  }
  const least = [0, 0x80, 0x800, 0x10000][more]!;
  const bad = point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000);
  return [bad ? undefined : point, more + 1];
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function btoa(data: unknown): string {
  const text = String(data);
  let out = "";
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => text.charCodeAt(i + k)) as [number, number, number];
    if (a > 255 || b > 255 || c > 255) throw new RangeError("btoa: only characters up to 255 can be encoded");
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    out += digits[bits >> 18]! + digits[(bits >> 12) & 63];
    out += (Number.isNaN(b) ? "=" : digits[(bits >> 6) & 63]) + (Number.isNaN(c) ? "=" : digits[bits & 63]!);
  }
  return out;
}

export function atob(data: unknown): string {
  const text = String(data)
    .replace(/[\t\n\f\r ]/g, "")
    .replace(/={1,2}$/, "");
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw new RangeError("atob: this is no base64");
  let out = "";
  let [bits, have] = [0, 0];
  for (const digit of text) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffffff;
    have += 6;
    if (have >= 8) out += String.fromCharCode((bits >> (have -= 8)) & 255);
  }
  return out;
}
