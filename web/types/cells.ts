/** The cells above a place as modules that import each other's names, as the kernel lets them see each other. */
import ts from "typescript";

export interface CellModule {
  readonly path: string;
  readonly text: string;
  /** Characters before the cell's own. */
  readonly offset: number;
}

const pathOf = (k: number) => `/cell-${k + 1}.ts`;

export function cellModules(cells: readonly string[]): CellModule[] {
  /** Which cell a name is from: the newest that declares it. */
  const from = new Map<string, number>();
  return cells.map((code, k) => {
    const { declared, exported } = topLevel(code);
    const seen = [...from].filter(([name]) => !declared.has(name));
    const imports = seen.map(([name, cell]) => `import { ${name} } from ".${pathOf(cell)}";`);
    const own = [...declared].filter((name) => !exported.has(name));
    for (const name of declared) from.set(name, k);
    const before = `${imports.join(" ")}\n`;
    return {
      path: pathOf(k),
      text: `${before}${code}\nexport { ${own.join(", ")} };`,
      offset: before.length,
    };
  });
}

/** The names that a cell declares at its top, types included, and which of them the word export stands before. */
function topLevel(code: string): { declared: Set<string>; exported: Set<string> } {
  const [declared, exported] = [new Set<string>(), new Set<string>()];
  const add = (name: ts.Node | undefined, isExported: boolean): void => {
    if (!name) return;
    if (ts.isIdentifier(name)) {
      declared.add(name.text);
      if (isExported) exported.add(name.text);
    } else if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name))
      for (const part of name.elements) if (ts.isBindingElement(part)) add(part.name, isExported);
  };
  for (const statement of ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest).statements) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) add(name, isExported);
    else if (ts.isImportDeclaration(statement)) {
      const { importClause } = statement;
      add(importClause?.name, false);
      const bindings = importClause?.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name, false);
      else for (const { name } of bindings?.elements ?? []) add(name, false);
    } else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    )
      add(statement.name, isExported);
  }
  return { declared, exported };
}
