/** TypeScript's language service over the cells of a page: errors, completions, hovers. */
import ts from "typescript";
import type { Answers, Hover, Name, Question, TypeProblem } from "../client/types-messages.ts";
import { type CellModule, cellModules } from "./cells.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts"],
  strict: true,
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

/** What a module may not do and a cell may: assign to a variable of an earlier cell. */
const ALLOWED = new Set([2632]);
const MOST_NAMES = 200;

export class Service {
  readonly #files: Readonly<Record<string, string>>;
  readonly #folders: ReadonlySet<string>;
  readonly #service: ts.LanguageService;
  #cells: CellModule[] = [];
  /** How often each cell's text has changed. */
  readonly #versions = new Map<string, { text: string; version: number }>();

  /** @param files declarations by their paths */
  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
    this.#folders = new Set(
      Object.keys(files).flatMap((path) =>
        path.split("/").map((_, k, parts) => parts.slice(0, k).join("/") || "/"),
      ),
    );
    const read = (path: string) => this.#versions.get(path)?.text ?? this.#files[path];
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => ["/globals.d.ts", ...this.#cells.map(({ path }) => path)],
      getScriptVersion: (path) => String(this.#versions.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => "/",
      getDefaultLibFileName: () => "/lib.es2023.d.ts",
      fileExists: (path) => read(path) !== undefined,
      readFile: read,
      directoryExists: (path) => this.#folders.has(path),
      getDirectories: () => [],
    });
  }

  /** @param cells all of the page, of which each sees those above it  @param cell which is asked about */
  answer(cells: readonly string[], cell: number, question: Question): Answers[keyof Answers] {
    this.#cells = cellModules(cells);
    for (const { path, text } of this.#cells) {
      const before = this.#versions.get(path);
      if (before?.text !== text) this.#versions.set(path, { text, version: (before?.version ?? 0) + 1 });
    }
    const { path, offset } = this.#cells[cell]!;
    const length = cells[cell]!.length;
    if (question.kind === "errors") return this.#errors(path, offset, length);
    if (question.kind === "complete") return this.#names(path, offset + question.at);
    return this.#hover(path, offset, question.at);
  }

  #errors(path: string, offset: number, length: number): TypeProblem[] {
    const found = [
      ...this.#service.getSyntacticDiagnostics(path),
      ...this.#service.getSemanticDiagnostics(path),
    ];
    return found.flatMap(({ start = 0, length: wide = 0, messageText, code }) => {
      const at = start - offset;
      if (ALLOWED.has(code) || at < 0 || at > length) return [];
      const message = ts.flattenDiagnosticMessageText(messageText, "\n");
      return [{ from: at, to: Math.min(length, at + Math.max(1, wide)), message }];
    });
  }

  #names(path: string, at: number): Name[] {
    const { entries = [] } = this.#service.getCompletionsAtPosition(path, at, {}) ?? {};
    const near = entries.filter(({ sortText }) => sortText < "15"); // what is here, before the language's own
    return (near.length > 0 ? near : entries).slice(0, MOST_NAMES).map(({ name, kind }) => ({ name, kind }));
  }

  #hover(path: string, offset: number, at: number): Hover | undefined {
    const info = this.#service.getQuickInfoAtPosition(path, offset + at);
    if (!info) return undefined;
    const from = info.textSpan.start - offset;
    return {
      from,
      to: from + info.textSpan.length,
      text: ts.displayPartsToString(info.displayParts),
      docs: ts.displayPartsToString(info.documentation),
    };
  }
}
