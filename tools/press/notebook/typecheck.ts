import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { type Folder, ROOT, shown } from "./files.ts";
import { bodyLine, parse, type Source } from "./parse.ts";
import { NotebookError, type Problem } from "./problem.ts";
import { splitLine } from "./prose.ts";

/** Receives the expressions of a Markdown line. Its name and bracket fill the five columns of `// ${`. */
const TAKES_PROSE = "$md$";
const AMBIENT = resolve(ROOT, "tools/press/notebook/prose-expressions.d.ts");
const AMBIENT_TEXT = `declare function ${TAKES_PROSE}(...values: (string | number)[]): void;\n`;

/**
 * Type-checks the cells and the prose expressions of notebooks with TypeScript 5.9, strictly; packages of the course are
 * read from their sources, so nothing needs to be built.
 */
export function typecheck(folder: Folder, names: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const modules = new Map<string, string>([[AMBIENT, AMBIENT_TEXT]]);
  for (const name of names) {
    const path = folder.source(name);
    try {
      modules.set(path, asModule(parse(readFileSync(path, "utf8"), shown(path))));
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      problems.push(error.problem);
    }
  }
  const program = createProgram(modules);
  for (const path of modules.keys()) {
    if (path === AMBIENT) continue;
    const file = program.getSourceFile(path)!;
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    problems.push(...found.map((diagnostic) => toProblem(diagnostic, shown(path))));
  }
  return problems;
}

/**
 * A notebook as one module in which every token stands on its own line and column: Markdown lines become calls that take
 * their expressions, an import that an earlier cell already has is blanked.
 */
export function asModule(source: Source): string {
  const lines: string[] = source.preamble.map(() => "");
  for (const cell of source.cells) {
    lines.push("", ...cell.lead);
    if (cell.kind !== "markdown") lines.push(...cell.body);
    else
      cell.body.forEach((line, k) =>
        lines.push(asCall(line, { file: source.file, line: bodyLine(cell) + k })),
      );
    lines.push(...cell.tail);
  }
  return blankRepeatedImports(lines.join("\n"));
}

function asCall(line: string, place: { file: string; line: number }): string {
  let code = "";
  for (const part of splitLine(line, place)) {
    if ("text" in part) continue;
    const gap = part.column - code.length;
    code += code === "" ? `${" ".repeat(gap - TAKES_PROSE.length - 1)}${TAKES_PROSE}(` : `${",".padEnd(gap)}`;
    code += part.expression;
  }
  return code === "" ? "" : `${code});`;
}

function blankRepeatedImports(code: string): string {
  const file = ts.createSourceFile("notebook.ts", code, ts.ScriptTarget.ESNext, true);
  const seen = new Set<string>();
  const blanks: [number, number][] = [];
  const repeated = (key: string) => seen.has(key) || !seen.add(key);
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = statement.moduleSpecifier.getText(file);
    const named = statement.importClause?.namedBindings;
    if (named && ts.isNamedImports(named)) {
      for (const item of named.elements) {
        if (!repeated(`${from} ${item.getText(file)}`)) continue;
        const comma = /^\s*,/.exec(code.slice(item.end))?.[0].length ?? 0;
        blanks.push([item.getStart(file), item.end + comma]);
      }
    } else if (statement.importClause && repeated(statement.getText(file))) {
      blanks.push([statement.getStart(file), statement.end]);
    }
  }
  for (const [start, end] of blanks) {
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, " ") + code.slice(end);
  }
  return code;
}

function createProgram(modules: ReadonlyMap<string, string>): ts.Program {
  const { options } = ts.parseJsonConfigFileContent(
    {
      extends: "./tsconfig.base.json",
      compilerOptions: {
        noEmit: true,
        composite: false,
        declaration: false,
        lib: ["ES2023", "DOM", "DOM.Iterable"],
        jsx: "react-jsx",
        jsxImportSource: "preact",
        moduleDetection: "force",
        noUnusedLocals: false,
        // Cells are compiled by the kernel, which drops imports of types by itself.
        verbatimModuleSyntax: false,
        isolatedModules: false,
        paths: {
          "long-attention": ["./lib/src/index.ts"],
          "long-attention/*": ["./lib/src/*/index.ts"],
          "@long-attention/figures": ["./figures/src/index.ts"],
        },
      },
      files: [],
    },
    ts.sys,
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => modules.has(resolve(path)) || fileExists(path);
  host.readFile = (path) => modules.get(resolve(path)) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = modules.get(resolve(path));
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion, true);
  };
  return ts.createProgram([...modules.keys()], options, host);
}

function toProblem(diagnostic: ts.Diagnostic, file: string): Problem {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n  ");
  const { line, character } = diagnostic.file!.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return { file, line: line + 1, column: character + 1, message: `TS${diagnostic.code}: ${message}` };
}
