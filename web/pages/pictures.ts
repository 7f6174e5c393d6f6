/** Pictures out of pages: as a file of its own one is a third smaller, and waits until it comes near. */
import { createHash } from "node:crypto";

const IMAGE = /<img\b([^>]*?)\ssrc="data:image\/(svg\+xml|png);base64,([^"]+)"([^>]*)>/g;

export class Pictures {
  /** By name; equal pictures are one file. */
  readonly files = new Map<string, Uint8Array>();

  /** The same HTML with a file in the place of each picture in it, and room kept for each. */
  taken(html: string): string {
    return html.replace(IMAGE, (_, before: string, type: string, data: string, after: string) => {
      const bytes = Buffer.from(data, "base64");
      const ending = type === "png" ? "png" : "svg";
      const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}.${ending}`;
      this.files.set(name, bytes);
      const height = ending === "svg" ? heightOf(bytes) : undefined;
      const room = height === undefined ? "" : ` height="${height}"`;
      return `<img${before}${after}${room} loading="lazy" decoding="async" src="pictures/${name}">`;
    });
  }
}

/** px, beside the width that the <img> has. */
function heightOf(svg: Buffer): number | undefined {
  const start = svg.toString("utf8", 0, 800);
  const found = /\sviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(start);
  return found ? Math.round(Number(found[2])) : undefined;
}
