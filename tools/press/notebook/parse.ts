import { basename } from "node:path";
import { NotebookError } from "./problem.ts";

export type CellKind = "code" | "markdown" | "prose";

/** The file's own lines of a cell; joining them gives the file back byte for byte. */
export interface CellLines {
  readonly header: string;
  /** Blank lines between header and body. */
  readonly lead: readonly string[];
  readonly body: readonly string[];
  /** Blank lines after the body; the last cell's `[""]` is the newline that ends the file. */
  readonly tail: readonly string[];
}

/** One cell of a percent-format source. */
export interface SourceCell extends CellLines {
  readonly kind: CellKind;
  /** Stable id in the .ipynb: `name=` or notebook number and position. Empty for cells that are left out there. */
  readonly id: string;
  readonly tags: readonly string[];
  /** The number of the question that a code cell asks, such as `07.3`. */
  readonly question?: string;
  /** 1-based line of the header in the file. */
  readonly line: number;
}

export interface Source {
  readonly file: string;
  /** `07-flash-attention` */
  readonly name: string;
  /** Comment lines above the first cell. */
  readonly preamble: readonly string[];
  readonly cells: readonly SourceCell[];
}

const SEPARATOR = /^\/\/ ?%%/;
const HEADER = /^\/\/ %%(?: \[(markdown|prose)\])?((?: [a-z]+=\S+)*)\s*$/;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a line of a source file begins a cell. */
export const isSeparator = (line: string): boolean => SEPARATOR.test(line);

/** The line on which a code cell asks its question, which goes on to the cell's end. */
export const QUESTION = /^predict\(\{/;

/** 1-based file line of the first line of a cell's body. */
export const bodyLine = (cell: SourceCell): number => cell.line + 1 + cell.lead.length;

/** Markdown cells may speak to readers in JupyterLab only, or to those of the web edition only. */
export const LAB_ONLY = "lab-only";
export const WEB_ONLY = "web-only";

/** Whether a cell appears in the .ipynb. */
export const isPublished = ({ kind, tags }: Pick<SourceCell, "kind" | "tags">): boolean =>
  kind !== "prose" && !tags.includes(WEB_ONLY);

/** The cells that appear in the .ipynb. */
export const publishedCells = (source: Source): SourceCell[] => source.cells.filter(isPublished);

/**
 * Reads a `.nb.ts` file in percent format.
 * @param file path shown in messages; its base name gives the notebook's name
 * @throws NotebookError with file and line
 */
export function parse(text: string, file: string): Source {
  const fail = (line: number, message: string): never => {
    throw new NotebookError({ file, line, message });
  };
  const name = basename(file).replace(/\.nb\.ts$/, "");
  if (text.includes("\r"))
    fail(text.slice(0, text.indexOf("\r")).split("\n").length, "line ends with CR; save it with LF");
  const lines = text.split("\n");
  const starts = lines.flatMap((line, index) => (isSeparator(line) ? [index] : []));
  const preamble = lines.slice(0, starts[0] ?? lines.length);
  preamble.forEach((line, index) => {
    if (line.trim() && !line.startsWith("//"))
      fail(index + 1, 'code above the first cell; begin it with "// %%"');
  });
  if (starts.length === 0) fail(1, 'no cells; a cell begins with "// %%" or "// %% [markdown]"');

  let position = 0;
  let questions = 0;
  const taken = new Map<string, number>();
  const cells = starts.map((start, index): SourceCell => {
    const header = lines[start] as string;
    const { kind, tags, id: given } = readHeader(header, (message) => fail(start + 1, message));
    const parts = splitBlank(lines.slice(start + 1, starts[index + 1] ?? lines.length));
    if (parts.body.length === 0) fail(start + 1, "the cell is empty; fill it or delete it");
    if (kind === "markdown") {
      parts.body.forEach((line, offset) => {
        const at = start + 2 + parts.lead.length + offset;
        if (!line.trim()) fail(at, 'blank line inside a Markdown cell; an empty line is written "//"');
        if (line !== "//" && !line.startsWith("// ")) fail(at, 'a Markdown line begins with "// "');
      });
    }
    for (const tag of [LAB_ONLY, WEB_ONLY])
      if (kind === "code" && tags.includes(tag))
        fail(start + 1, `a code cell cannot be ${tag}; tag the Markdown around it`);
    if (!isPublished({ kind, tags })) return { kind, id: "", tags, line: start + 1, header, ...parts };
    position++;
    const id =
      given ??
      `${/^(?:\d\d[a-z]?|[A-Z](?=-))/.exec(name)?.[0] ?? name.slice(0, 2)}-${String(position).padStart(3, "0")}`;
    const other = taken.get(id);
    if (other !== undefined)
      fail(start + 1, `cell id "${id}" is taken by line ${other}; give it another name=`);
    taken.set(id, start + 1);
    const question =
      kind === "code" && parts.body.some((line) => QUESTION.test(line))
        ? `${name.split("-")[0]}.${++questions}`
        : undefined;
    return { kind, id, tags, line: start + 1, header, ...(question ? { question } : {}), ...parts };
  });
  return { file, name, preamble, cells };
}

/** The file's text again: `render(parse(text)) === text`. */
export function render(source: {
  readonly preamble: readonly string[];
  readonly cells: readonly CellLines[];
}): string {
  const cells = source.cells.flatMap((cell) => [cell.header, ...cell.lead, ...cell.body, ...cell.tail]);
  return [...source.preamble, ...cells].join("\n");
}

/** `// %% [markdown] tags=hide-input name=opening` */
export function renderHeader(kind: CellKind, tags: readonly string[], id?: string): string {
  const words = ["// %%"];
  if (kind !== "code") words.push(`[${kind}]`);
  if (tags.length > 0) words.push(`tags=${tags.join(",")}`);
  if (id) words.push(`name=${id}`);
  return words.join(" ");
}

/** The `name=` of a header, if it has one. */
export const givenName = (header: string): string | undefined => / name=(\S+)/.exec(header)?.[1];

function readHeader(header: string, fail: (message: string) => never) {
  const match = HEADER.exec(header);
  if (!match) {
    return fail(
      `"${header}" is no cell header; write // %%, // %% [markdown] or // %% [prose], then tags=a,b or name=id`,
    );
  }
  const kind: CellKind = (match[1] as CellKind | undefined) ?? "code";
  let tags: string[] = [];
  let id: string | undefined;
  for (const pair of (match[2] ?? "").split(" ").filter(Boolean)) {
    const [key, value = ""] = pair.split(/=(.*)/s);
    if (kind === "prose") fail(`a prose cell has no ${key}=; it is left out of the notebook`);
    if (key === "tags") tags = value.split(",");
    else if (key === "name") id = value;
    else fail(`"${key}=" is unknown; a cell header has tags= and name=`);
  }
  for (const word of [...tags, ...(id === undefined ? [] : [id])]) {
    if (!ID.test(word)) fail(`"${word}" must be 1 to 64 letters, digits, - or _`);
  }
  return { kind, tags, id };
}

function splitBlank(lines: readonly string[]): Pick<SourceCell, "lead" | "body" | "tail"> {
  const blank = (line: string) => line.trim() === "";
  const first = lines.findIndex((line) => !blank(line));
  if (first < 0) return { lead: [], body: [], tail: lines };
  const last = lines.findLastIndex((line) => !blank(line));
  return { lead: lines.slice(0, first), body: lines.slice(first, last + 1), tail: lines.slice(last + 1) };
}
