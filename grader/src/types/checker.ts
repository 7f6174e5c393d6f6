/** What does not type-check in a submission, as the kernel sees it: its TypeScript, its options, its packages. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type ts from "typescript";
import type { Source } from "../cells/program.js";
import { declaredBy, type Module, modulesOf } from "./modules.js";
import { type Packages, packagesFrom } from "./packages.js";

/** One thing that is wrong. */
export interface TypeProblem {
  readonly file: string;
  readonly cell?: number;
  readonly line: number;
  /** One sentence, without a full stop. */
  readonly message: string;
  /** The functions asked for that rest on it. */
  readonly names: readonly string[];
}

/** Endings of imports that only bundlers allow, which the compile step takes; and packages without types. */
const besides = new Set([2691, 5097, 7016]);

const mostInFile = 20;
const mostLetters = 1000;

/** A checker that keeps what it has read of packages: only the first submission waits for that. */
export class Checker {
  readonly #typescript: typeof ts;
  readonly #options: ts.CompilerOptions;
  readonly #folder: string;
  readonly #library: string;
  readonly #packages: Packages;
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  #before: ts.Program | undefined;

  /** @param folder where a submission seems to lie: packages are found from there */
  constructor(typescript: typeof ts, folder: string) {
    this.#typescript = typescript;
    this.#folder = `${folder.replaceAll("\\", "/")}/$submission`;
    // As tslab sets them, with what kernel/typescript.cjs repairs.
    this.#options = {
      module: typescript.ModuleKind.ESNext,
      moduleResolution: typescript.ModuleResolutionKind.Node10,
      target: typescript.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      types: ["node"],
      strict: true,
      esModuleInterop: true,
      experimentalDecorators: true,
      resolveJsonModule: true,
      moduleDetection: typescript.ModuleDetectionKind.Force,
      skipLibCheck: true,
      noEmit: true,
    };
    this.#library = dirname(typescript.getDefaultLibFilePath(this.#options));
    this.#packages = packagesFrom(folder, this.#library);
  }

  /** @param names the functions and classes that are asked for */
  problems(source: Source, names: readonly string[]): TypeProblem[] {
    const modules = modulesOf(this.#typescript, source);
    const host = this.#host(modules);
    const roots = [...modules.keys()].filter((path) => path.endsWith("ts")).map((path) => this.#placed(path));
    const program = this.#typescript.createProgram(roots, this.#options, host, this.#before);
    this.#before = program;
    const found: TypeProblem[] = [];
    for (const [path, module] of modules) {
      const file = program.getSourceFile(this.#placed(path));
      if (!file || path.endsWith(".json")) continue;
      const wrong = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
        .filter(({ code, start = 0 }) => !besides.has(code) && start >= module.ours)
        .sort((a, b) => a.start! - b.start!);
      // Of a cell one is enough: it counts as a whole, or not.
      for (const one of wrong.slice(0, module.cell === undefined ? mostInFile : 1))
        found.push({
          file: module.file,
          ...(module.cell === undefined ? {} : { cell: module.cell }),
          line: file.getLineAndCharacterOfPosition(one.start ?? 0).line + 1,
          message: this.#told(one),
          names:
            module.cell === undefined
              ? this.#around(file, one.start ?? 0, names)
              : names.filter((name) => restsOn(modules, name, path)),
        });
    }
    return found;
  }

  /** Of a file: the function that the place is in; all of them for a place in a helper. */
  #around(file: ts.SourceFile, at: number, names: readonly string[]): readonly string[] {
    const statement = file.statements.find(({ pos, end }) => pos <= at && at < end);
    if (!statement) return names;
    const declared = declaredBy(this.#typescript, statement);
    const found = names.filter((name) => declared.some(([one]) => one === name));
    return found.length > 0 ? found : names;
  }

  readonly #placed = (path: string) => `${this.#folder}/${path}`;

  #told({ messageText }: ts.Diagnostic): string {
    const text = typeof messageText === "string" ? messageText : messageText.messageText;
    // A name may be as long as a file.
    return this.#packages
      .shown(text.slice(0, mostLetters).replaceAll(`${this.#folder}/`, ""))
      .replace(/\.$/, "");
  }

  #host(modules: ReadonlyMap<string, Module>): ts.CompilerHost {
    const typescript = this.#typescript;
    const own = (path: string) =>
      path.startsWith(`${this.#folder}/`) ? modules.get(path.slice(this.#folder.length + 1)) : undefined;
    const there = (path: string) => this.#packages.has(path) && existsSync(path) && statSync(path).isFile();
    const read = (path: string) => (there(path) ? readFileSync(path, "utf8") : undefined);
    return {
      fileExists: (path) => own(path) !== undefined || there(path),
      readFile: (path) => own(path)?.text ?? read(path),
      getSourceFile: (path, options) => {
        const module = own(path);
        if (module) return typescript.createSourceFile(path, module.text, options);
        if (!this.#files.has(path)) {
          const text = read(path);
          this.#files.set(
            path,
            text === undefined ? undefined : typescript.createSourceFile(path, text, options),
          );
        }
        return this.#files.get(path);
      },
      realpath: (path) => (own(path) ? path : realpathSync(path).replaceAll("\\", "/")),
      getDefaultLibFileName: typescript.getDefaultLibFilePath,
      getDefaultLibLocation: () => this.#library,
      getCurrentDirectory: () => this.#folder,
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => {},
    };
  }
}

/** Whether what a name stands for rests on a module: a function calls the newest of a name, and statements may change it. */
function restsOn(modules: ReadonlyMap<string, Module>, name: string, path: string): boolean {
  const open = [name];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { declares, takes } of modules.values()) if (declares.has(next)) open.push(...takes);
  }
  const { declares = [], takes = [] } = modules.get(path) ?? {};
  return [...declares, ...takes.filter((one) => one !== name)].some((one) => seen.has(one));
}
