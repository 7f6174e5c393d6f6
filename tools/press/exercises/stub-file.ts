/** exercises/NN-name.ts: the edition for people who like their editor. */
import { comment } from "./comment.ts";
import { headline, type Source, sharedStatements, tasksOf } from "./edition.ts";
import type { Doc, Statement } from "./parse.ts";

/** The whole file. */
export function stubFile(source: Source): string {
  const { set, file } = source;
  const head = comment([
    `Exercises ${set.id} · ${set.title}`,
    "",
    file.intro,
    "",
    `Write each function, then run \`npm run check -- ${set.id} --watch\`. A hint: \`npm run check -- ${set.exercises[0]!.id} --hint\`.`,
  ]);
  const shared = sharedStatements(source);
  const imports = shared.filter(({ stub }) => stub.startsWith("import")).map(({ stub }) => stub);
  const others = shared.filter(({ stub }) => !stub.startsWith("import")).map(documented);
  const tasks = tasksOf(source).map(
    ({ exercise, statement, doc }) =>
      `// ${headline(exercise)}\n${comment(docLines(doc))}\n${statement.stub}`,
  );
  return `${[[head, ...imports].join("\n"), ...others, ...tasks].join("\n\n")}\n`;
}

const documented = ({ stub, doc }: Statement) => (doc ? `${comment([doc.story])}\n${stub}` : stub);

function docLines({ story, params, returns, size }: Doc): string[] {
  return [
    story,
    ...params.map(({ name, text }) => `@param ${name} ${text}`),
    ...(returns ? [`@returns ${returns}`] : []),
    `(The reference takes ${size}.)`,
  ];
}
