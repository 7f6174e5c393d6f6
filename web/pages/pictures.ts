/** What is large in an output becomes a file of its own, which waits until it comes near: pictures, and what a figure starts from. */
import { createHash } from "node:crypto";

const IMAGE = /<img\b([^>]*?)\ssrc="data:image\/(svg\+xml|png);base64,([^"]+)"([^>]*)>/g;
const PROPS = / data-props="([^"]*)"/g;
/** Characters; what is shorter stays where it is. */
const MUCH = 4000;

export class Pictures {
  /** By their paths on the site; equal ones are one file. */
  readonly files = new Map<string, string | Uint8Array>();

  /** The same HTML with a file in the place of each picture in it, and room kept for each. */
  taken(html: string): string {
    const pictured = html.replace(IMAGE, (_, before: string, type: string, data: string, after: string) => {
      const bytes = Buffer.from(data, "base64");
      const path = this.#add("pictures", type === "png" ? "png" : "svg", bytes);
      const height = type === "png" ? undefined : heightOf(bytes);
      const room = height === undefined ? "" : ` height="${height}"`;
      return `<img${before}${after}${room} loading="lazy" decoding="async" src="${path}">`;
    });
    return pictured.replace(PROPS, (whole, props: string) =>
      props.length < MUCH ? whole : ` data-props-at="${this.#add("props", "json", unescaped(props))}"`,
    );
  }

  #add(folder: string, ending: string, content: string | Uint8Array): string {
    const name = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const path = `${folder}/${name}.${ending}`;
    this.files.set(path, content);
    return path;
  }
}

/** The text of an attribute that lib's escapeHtml wrote. */
const unescaped = (attribute: string): string =>
  attribute
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** px, beside the width that the <img> has. */
function heightOf(svg: Buffer): number | undefined {
  const found = /\sviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg.toString("utf8", 0, 800));
  return found ? Math.round(Number(found[2])) : undefined;
}
