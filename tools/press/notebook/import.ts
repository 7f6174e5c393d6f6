import { basename } from "node:path";
import { readSource } from "./build.ts";
import { type CellResult, type RunOptions, runSource } from "./execute.ts";
import { type Folder, shown, writeAtomically } from "./files.ts";
import {
  hash,
  hashCells,
  joined,
  KERNELSPEC,
  type Notebook,
  type NotebookCell,
  readNotebook,
  stringify,
} from "./ipynb.ts";
import { type Edited, sourceOf } from "./paragraphs.ts";
import {
  bodyLine,
  type CellKind,
  type CellLines,
  givenName,
  isPublished,
  isSeparator,
  parse,
  publishedCells,
  render,
  renderHeader,
  type Source,
  type SourceCell,
} from "./parse.ts";
import { NotebookError, type Problem } from "./problem.ts";
import { publishedBody } from "./questions.ts";

export interface Imported {
  /** The new source file. */
  readonly text: string;
  readonly source: Source;
  /** The notebook with the ids that its cells have in the new source. */
  readonly notebook: Notebook;
  /** What the author should look at, with lines of the new file. */
  readonly notes: readonly Problem[];
}

/** A published cell with those right before it that are left out of the notebook: they travel together. */
interface Group {
  readonly prose: readonly SourceCell[];
  readonly cell: SourceCell;
  readonly result: CellResult;
}

/** A cell of the new source and the old cell that it comes from. */
interface Entry {
  readonly lines: CellLines;
  readonly from: SourceCell | undefined;
}

/** Metadata that tools add while people look and run; it says nothing about the text. */
const PASSING = new Set([
  "tags",
  "jupyter",
  "collapsed",
  "scrolled",
  "trusted",
  "editable",
  "deletable",
  "execution",
  "vscode",
]);

/**
 * Takes the cells of an edited notebook into its source. Cells are matched by id; what was not edited keeps its bytes.
 * @param results what the source gives when it runs, so that an unchanged sentence is known as such
 * @throws NotebookError for what a source file cannot hold, and for an edited paragraph that holds an expression
 */
export function importNotebook(source: Source, results: readonly CellResult[], notebook: Notebook): Imported {
  const { groups, rest } = groupCells(source, results);
  const byId = new Map(groups.map((group) => [group.cell.id, group]));
  const kept = new Map<NotebookCell, Group>();
  const cells = notebook.cells.filter((cell) => joined(cell.source).trim() !== "");
  for (const cell of cells) {
    const group = cell.id === undefined ? undefined : byId.get(cell.id);
    if (group && byId.delete(group.cell.id)) kept.set(cell, group);
  }
  const stranded = strandedProse(groups, new Set(kept.values()));

  const out: Entry[] = [];
  const ofSource = (cell: SourceCell): Entry => ({ lines: cell, from: cell });
  const notes: { at: number; message: string }[] = [];
  for (const cell of cells) {
    const refuse = (message: string): never => {
      throw new NotebookError({ file: source.file, cell: notebook.cells.indexOf(cell) + 1, message });
    };
    const group = kept.get(cell);
    if (group) out.push(...[...(stranded.get(group) ?? []), ...group.prose].map(ofSource));
    const computed = ({ line, expressions }: Edited): never => {
      const what = expressions.map((expression) => `\${${expression}}`).join(", ");
      throw new NotebookError({
        file: source.file,
        line: bodyLine(group!.cell) + line,
        message: `${what} is computed here, and the notebook's paragraph was edited; take the paragraph back in the notebook and edit it in the source`,
      });
    };
    const note = (message: string) => notes.push({ at: out.length, message });
    out.push({ lines: takeCell(cell, group, { refuse, computed, note }), from: group?.cell });
  }
  out.push(...[...(stranded.get(undefined) ?? []), ...rest].map(ofSource));
  if (cells.length === 0) {
    throw new NotebookError({
      file: source.file,
      message: "the notebook has no cells left; nothing is imported",
    });
  }

  const spaced = spaceOut(out, source);
  const starts: number[] = [];
  let line = source.preamble.length + 1;
  for (const { lead, body, tail } of spaced) {
    starts.push(line);
    line += 1 + lead.length + body.length + tail.length;
  }
  const text = render({ preamble: source.preamble, cells: spaced });
  const next = parse(text, source.file);
  assertNothingLost(next, cells);
  const ids = publishedCells(next).map(({ id }) => id);
  return {
    text,
    source: next,
    notebook: { ...notebook, cells: cells.map((cell, k) => ({ ...cell, id: ids[k]! })) },
    notes: notes.map(({ at, message }) => ({ file: source.file, line: starts[at]!, message })),
  };
}

/** What an author is told about a cell. */
interface Say {
  readonly refuse: (message: string) => never;
  readonly computed: (edited: Edited) => never;
  readonly note: (message: string) => void;
}

function takeCell(cell: NotebookCell, group: Group | undefined, { refuse, computed, note }: Say): CellLines {
  if (cell.cell_type === "raw") refuse("is a raw cell; a source holds Markdown and code cells");
  if (Object.keys(cell.attachments ?? {}).length > 0)
    refuse("holds a pasted picture; put it into assets/ and link it");
  const unknown = Object.keys(cell.metadata ?? {}).filter((key) => !PASSING.has(key));
  if (unknown.length > 0)
    note(`the cell's metadata ${unknown.map((key) => `"${key}"`).join(", ")} is not kept in the source`);

  const kind: CellKind = cell.cell_type === "markdown" ? "markdown" : "code";
  const tags = cell.metadata?.tags ?? [];
  const old = group?.cell.kind === kind ? group : undefined;
  const sameHead = old !== undefined && old.cell.tags.join() === tags.join();
  const header = sameHead ? old.cell.header : renderHeader(kind, tags, group && givenName(group.cell.header));
  const lines = trimBlank(joined(cell.source).split("\n"), kind);
  const { lead = [], tail = [""] } = group?.cell ?? {};
  if (kind === "code") {
    const separator = lines.find(isSeparator);
    const gone = group?.cell.kind === "markdown" ? sourceOf(group.cell.body, group.result.lines, []) : [];
    if ("line" in gone) computed(gone);
    const asked = old && publishedBody(old.cell);
    if (old && asked!.join("\n") === lines.join("\n")) return { header, lead, body: old.cell.body, tail };
    if (old?.cell.question) refuse(`asks question ${old.cell.question}, which is edited in the source`);
    if (separator) refuse(`has the line "${separator}", which would begin a cell in the source; indent it`);
    return { header, lead, body: lines, tail };
  }
  const said = old?.result.lines ?? [];
  if (old && lines.join("\n") === said.map(({ text }) => text).join("\n")) {
    return { header, lead, body: old.cell.body, tail };
  }
  const body = sourceOf(old?.cell.body ?? [], said, lines);
  return { header, lead, body: "line" in body ? computed(body) : body, tail };
}

/** The file ends as it ended, and no cell runs into the next one, wherever the last cell is now. */
function spaceOut(out: readonly Entry[], source: Source): CellLines[] {
  const end = source.cells.at(-1);
  return out.map(({ lines, from }, index) => {
    const last = index === out.length - 1;
    const keep = from === end ? last || lines.tail.length > 0 : !last;
    return keep ? lines : { ...lines, tail: [""] };
  });
}

function groupCells(source: Source, results: readonly CellResult[]): { groups: Group[]; rest: SourceCell[] } {
  const groups: Group[] = [];
  let prose: SourceCell[] = [];
  source.cells.forEach((cell, index) => {
    if (!isPublished(cell)) prose.push(cell);
    else {
      groups.push({ prose, cell, result: results[index]! });
      prose = [];
    }
  });
  return { groups, rest: prose };
}

/** Prose cells whose neighbour was deleted go to the next cell that is still there; under `undefined`, to the end. */
function strandedProse(
  groups: readonly Group[],
  kept: ReadonlySet<Group>,
): Map<Group | undefined, SourceCell[]> {
  const homes = new Map<Group | undefined, SourceCell[]>();
  let homeless: SourceCell[] = [];
  for (const group of groups) {
    if (!kept.has(group)) homeless.push(...group.prose);
    else if (homeless.length > 0) {
      homes.set(group, homeless);
      homeless = [];
    }
  }
  return homes.set(undefined, homeless);
}

/** Blank lines around a cell belong to the file's layout. In Markdown only lines after the text are dropped. */
function trimBlank(lines: readonly string[], kind: CellKind): string[] {
  const blank = (line: string) => line.trim() === "";
  const first = kind === "code" ? lines.findIndex((line) => !blank(line)) : 0;
  return lines.slice(first, lines.findLastIndex((line) => !blank(line)) + 1);
}

/** The new source must hold every cell of the notebook: a last look before anything is written. */
function assertNothingLost(source: Source, cells: readonly NotebookCell[]): void {
  const published = publishedCells(source);
  const same =
    published.length === cells.length &&
    published.every(
      (cell, k) =>
        cell.kind === "markdown" || publishedBody(cell).join("\n").trim() === joined(cells[k]!.source).trim(),
    );
  if (!same) throw new Error(`import would lose a cell of ${source.file}; nothing was written`);
}

/**
 * Imports an edited notebook file into `src/NN-name.nb.ts`.
 * @throws NotebookError when the file is another notebook, or its source has moved on since it was built
 */
export async function importFile(
  folder: Folder,
  path: string,
  options: RunOptions = {},
): Promise<{ name: string; changed: boolean; notes: readonly Problem[] }> {
  const file = shown(path);
  const refuse = (message: string): never => {
    throw new NotebookError({ file, message });
  };
  const name = basename(path, ".ipynb");
  if (!folder.sources().includes(name))
    refuse(`there is no source of that name (${shown(folder.source(name))})`);
  const notebook = readNotebook(path);
  const kernel = notebook.metadata.kernelspec?.name;
  if (kernel !== KERNELSPEC.name)
    refuse(`is a notebook of the kernel "${kernel}"; only "${KERNELSPEC.name}" can be imported`);
  const origin = notebook.metadata.long_attention;
  if (origin?.source !== `src/${name}.nb.ts`) {
    refuse(`was built from ${origin?.source ?? "no source of this course"}, not from src/${name}.nb.ts`);
  }
  const { source, text } = readSource(folder, name);
  if (origin?.sourceHash !== hash(text)) {
    refuse(
      "its source has changed since it was built; keep this file aside, build again and edit the new notebook",
    );
  }
  const results = await runSource(source, options);
  const imported = importNotebook(source, results, notebook);
  const changed = imported.text !== text;
  if (changed) {
    writeAtomically(folder.source(name), imported.text);
    if (shown(folder.notebook(name)) === file) markImported(path, imported);
  }
  return { name, changed, notes: imported.notes };
}

/** Notes in the notebook that its edits are in the source now, so that the next build may replace it. */
function markImported(path: string, { notebook, text }: Imported): void {
  const origin = {
    ...notebook.metadata.long_attention!,
    sourceHash: hash(text),
    cellsHash: hashCells(notebook.cells),
  };
  writeAtomically(
    path,
    stringify({ ...notebook, metadata: { ...notebook.metadata, long_attention: origin } }),
  );
}
