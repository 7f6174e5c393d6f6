/** Reads a report as a strict reader would, to see whether a text became markup. */

const allowed: Readonly<Record<string, readonly string[]>> = {
  "!DOCTYPE": ["html"],
  html: ["lang"],
  meta: ["charset", "http-equiv", "content", "name"],
  a: ["href"],
  section: ["class", "aria-labelledby", "aria-label", "tabindex"],
  svg: [
    "xmlns",
    "class",
    "role",
    "aria-label",
    "aria-hidden",
    "width",
    "height",
    "viewBox",
    "preserveAspectRatio",
  ],
  rect: ["class", "x", "y", "width", "height", "fill", "fill-opacity", "stroke"],
  line: ["x1", "x2", "y1", "y2"],
  text: ["class", "x", "y", "text-anchor"],
  table: ["class", "aria-label"],
  th: ["scope", "class"],
  bdi: ["dir"],
  ol: ["class", "start"],
  h2: ["id"],
  div: ["class", "role", "tabindex", "aria-label"],
  ...Object.fromEntries(
    [
      ...["head", "title", "style", "body", "main", "footer", "p", "h1", "h3", "ul", "li", "span", "strong"],
      ...["em", "code", "pre", "details", "summary", "thead", "tbody", "tr", "td", "dl", "dt", "dd", "br"],
      ...["sup", "sub", "del"],
    ].map((name) => [name, ["class"]]),
  ),
};

const empty = new Set(["!DOCTYPE", "meta", "br"]);

/** What is in a page that should not be, and elements that are not closed in order; nothing, when all is well. */
export function intruders(html: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const rest = html
    .replace(/<style>[^<]*<\/style>/, "")
    .replace(
      /<(\/?)([A-Za-z!][\w-]*)((?: [\w:-]+(?:="[^"<]*")?)*)(\/?)>/g,
      (_, end: string, name: string, attributes: string, closed: string) => {
        if (!Object.hasOwn(allowed, name)) found.push(`<${name}>`);
        for (const [, attribute] of attributes.matchAll(/ ([\w:-]+)(?:="[^"]*")?/g))
          if (!allowed[name]?.includes(attribute!)) found.push(`${name} ${attribute}`);
        if (end && open.pop() !== name) found.push(`</${name}> closes nothing`);
        if (!end && !closed && !empty.has(name)) open.push(name);
        return "";
      },
    );
  if (open.length > 0) found.push(`<${open.at(-1)}> is not closed`);
  const stray = /.{0,20}<.{0,20}/su.exec(rest);
  if (stray) found.push(`stray: ${stray[0]}`);
  const control = /(?![\t\n])\p{Cc}|(?![\u200c\u200d])\p{Cf}|[\p{Cs}\p{Zl}\p{Zp}]/u.exec(rest);
  if (control) found.push(`control ${control[0].codePointAt(0)!.toString(16)}`);
  return found;
}

/** Where a page's links lead. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, to]) => to!);

/** The fields of a CSV file, as RFC 4180 has it. @throws Error where it is none */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (!match) throw new Error(`no CSV: ${JSON.stringify(rest.slice(0, 40))}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === "\r\n") {
      records.push(record);
      record = [];
    }
    rest = rest.slice(match[0].length);
  }
  return records;
}
