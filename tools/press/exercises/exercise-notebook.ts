/** exercises/NN-name.ipynb: the edition for JupyterLab, with nbgrader's metadata (schema 3). */
import { languageInfo } from "../../../kernel/language-info.cjs";
import { KERNELSPEC, lineArray, type NotebookCell, stringify } from "../notebook/ipynb.ts";
import { LAB_ONLY } from "../notebook/parse.ts";
import { comment } from "./comment.ts";
import { headline, type Source, sharedStatements, type Task, tasksOf } from "./edition.ts";
import type { Doc } from "./parse.ts";

/** The whole file, without outputs. */
export function exerciseNotebook(source: Source): string {
  const { set } = source;
  const statements = sharedStatements(source).map(({ stub, doc }) => ({
    isImport: stub.startsWith("import"),
    text: (doc ? `${comment([doc.story], cellWidth)}\n` : "") + stub.replace(/^export /, ""),
  }));
  const shared = [
    [
      'import { hint, progress, reference } from "@long-attention/grader";',
      ...statements.filter(({ isImport }) => isImport).map(({ text }) => text),
    ].join("\n"),
    ...statements.filter(({ isImport }) => !isImport).map(({ text }) => text),
  ].join("\n\n");
  const cells: NotebookCell[] = [
    markdown(`${set.id}-intro`, intro(source)),
    markdown(`${set.id}-how`, how(source), [LAB_ONLY]),
    code(`${set.id}-shared`, shared, { locked: true }),
    ...tasksOf(source).flatMap(cellsOf),
    markdown(
      `${set.id}-end`,
      `That was set ${set.id}. Back to the notebook: [${set.title}](../notebooks/${set.name}.ipynb).`,
    ),
    code(`${set.id}-progress`, `progress("${set.id}");`, {
      locked: true,
    }),
  ];
  return stringify({
    cells,
    metadata: { kernelspec: KERNELSPEC, language_info: languageInfo },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** Characters of a comment that a cell shows without scrolling. */
const cellWidth = 76;

function intro({ set, file }: Source): string {
  return [
    `# Exercises ${set.id} · ${set.title}`,
    file.intro,
    `These exercises belong to the notebook [${set.title}](../notebooks/${set.name}.ipynb).`,
  ].join("\n\n");
}

/** What to do here; the web edition says its own. */
function how({ set }: Source): string {
  const first = set.exercises[0]!.id;
  return `Run the cell under this text first; the others need what it brings. Then, in each exercise, replace the line that throws, run the cell, and run the one below it: it checks your function and says what is wrong. In a cell of your own, \`hint("${first}")\` helps, and \`reference("${first}")\` shows one way to do it, once you have solved it. The same exercises wait in [${set.name}.ts](${set.name}.ts) for those who prefer an editor.`;
}

function cellsOf({ exercise, statement, doc }: Task): NotebookCell[] {
  const id = exercise.id.replace(".", "-");
  return [
    markdown(`${id}-story`, story(headline(exercise), doc)),
    code(`${id}-solution`, statement.stub.replace(/^export /, ""), { solution: true }),
    code(
      `${id}-check`,
      `import { check } from "@long-attention/grader";\ncheck("${exercise.id}", ${exercise.name});`,
      {
        points: exercise.points,
      },
    ),
    ...(doc.look ? [code(`${id}-look`, lookAt(doc.look), { locked: true })] : []),
  ];
}

/** The cell after the checks that shows a function at work; whoever grades has nothing to see there. */
const lookAt = (call: string): string =>
  `import { ${call.slice(0, call.indexOf("("))} } from "@long-attention/figures";\n${call};`;

function story(title: string, { story, params, returns, size }: Doc): string {
  const items = [
    ...params.map(({ name, text }) => `- \`${name}\`: ${text}`),
    ...(returns ? [`- returns ${returns}`] : []),
    `- the reference takes ${size}`,
  ];
  return [`## ${title}`, story, items.join("\n")].join("\n\n");
}

interface Role {
  /** The learner writes here. */
  readonly solution?: boolean;
  /** A check worth so many points. */
  readonly points?: number;
  readonly locked?: boolean;
}

/** nbgrader's word for a cell. */
const nbgrader = (grade_id: string, { solution = false, points, locked = points !== undefined }: Role) => ({
  schema_version: 3,
  grade: points !== undefined,
  solution,
  locked,
  task: false,
  grade_id,
  ...(points === undefined ? {} : { points }),
});

const markdown = (id: string, text: string, tags: readonly string[] = []): NotebookCell => ({
  cell_type: "markdown",
  id,
  metadata: { nbgrader: nbgrader(id, { locked: true }), ...(tags.length > 0 ? { tags } : {}) },
  source: lineArray(text),
});

const code = (id: string, text: string, role: Role): NotebookCell => ({
  cell_type: "code",
  id,
  metadata: { nbgrader: nbgrader(id, role) },
  source: lineArray(text),
  outputs: [],
  execution_count: null,
});
