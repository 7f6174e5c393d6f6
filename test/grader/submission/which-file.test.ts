import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { NotGradable } from "../../../grader/src/submission/not-gradable.js";
import { readSubmission } from "../../../grader/src/submission/read.js";
import { type Files, handedOut, homeworkOf, listed, notebook, solution } from "./listed.js";

const homework = homeworkOf("01");
const stub = handedOut("01-context-lengths.ts");
const stubNotebook = handedOut("01-context-lengths.ipynb");
const work = solution("01-context-lengths");
const otherWork = work.replace("export function", "// mine\nexport function");
const workNotebook = notebook(work.replaceAll("export ", ""));
const begun = stub.replace(
  'throw new Error("TODO exercise 01.2: scoreMatrixBytes");',
  "return T * T * bytes;",
);

const mainOf = async (files: Files) => (await readSubmission(listed(files), homework)).main;
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** The stub after somebody has run, saved and looked at it. */
const stubRun = JSON.stringify(
  JSON.parse(stubNotebook, (key, value) =>
    key === "outputs"
      ? [{ output_type: "stream", text: "x" }]
      : key === "execution_count"
        ? 7
        : key === "metadata"
          ? { a: 1 }
          : value,
  ),
  null,
  3,
);

test.each<[string, Files, string]>([
  [
    "the notebook beside the stub",
    { "01-context-lengths.ts": stub, "01-context-lengths.ipynb": workNotebook },
    "01-context-lengths.ipynb",
  ],
  [
    "the file beside the notebook as handed out",
    { "01-context-lengths.ts": work, "01-context-lengths.ipynb": stubNotebook },
    "01-context-lengths.ts",
  ],
  [
    "the file beside the notebook that was only run",
    { "01-context-lengths.ts": work, "01-context-lengths.ipynb": stubRun },
    "01-context-lengths.ts",
  ],
  [
    "work beside a stub with Windows' line ends and a mark",
    { "01-context-lengths.ts": `\ufeff${stub.replaceAll("\n", "\r\n")}`, "mine.ts": work },
    "mine.ts",
  ],
  [
    "a browser's second download",
    { "01-context-lengths.ts": stub, "01-context-lengths (1).ts": work },
    "01-context-lengths (1).ts",
  ],
  [
    "a copy",
    { "01-context-lengths.ts": stub, "Kopie von 01-context-lengths.ts": work },
    "Kopie von 01-context-lengths.ts",
  ],
  [
    "work in a folder, the stub at the root",
    { "01-context-lengths.ts": stub, "src/01-context-lengths.ts": work },
    "src/01-context-lengths.ts",
  ],
  [
    "one exercise begun, beside the stub",
    { "a/01-context-lengths.ts": begun, "b/01-context-lengths.ts": stub },
    "a/01-context-lengths.ts",
  ],
  [
    "all that was handed out, one set worked",
    {
      "exercises/01-context-lengths.ts": work,
      "exercises/03-memory-bound.ts": handedOut("03-memory-bound.ts"),
      "exercises/01-context-lengths.ipynb": stubNotebook,
    },
    "exercises/01-context-lengths.ts",
  ],
  [
    "two sets worked",
    { "exercises/01-context-lengths.ts": work, "exercises/03-memory-bound.ts": solution("03-memory-bound") },
    "exercises/01-context-lengths.ts",
  ],
  ["another name", { "homework.ts": work, "notes.ts": "export const notes = 1;" }, "homework.ts"],
  [
    "the same file twice",
    { "01-context-lengths.ts": work, "backup/01-context-lengths.ts": `${work}\n\n` },
    "01-context-lengths.ts",
  ],
  [
    "answers in solutions",
    { "solutions/01-context-lengths.ts": work, "01-context-lengths.ts": begun },
    "01-context-lengths.ts",
  ],
  [
    "what programs leave behind",
    {
      "01-context-lengths.ts": work,
      "__MACOSX/01-context-lengths.ts": otherWork,
      "._01-context-lengths.ts": "\0",
      "node_modules/x/01-context-lengths.ts": otherWork,
      ".git/01-context-lengths.ts": otherWork,
      ".ipynb_checkpoints/01-context-lengths-checkpoint.ipynb": workNotebook,
      "01-context-lengths-checkpoint.ipynb": workNotebook,
      "desktop.ini": "x",
      "types.d.ts": "export declare function parseContext(): 1;",
    },
    "01-context-lengths.ts",
  ],
  [
    "a main file among its helpers",
    {
      "main.ts": 'export * from "./a";\nimport "./b.js";\nexport function parseContext() {}',
      "a.ts": "export function scoreMatrixBytes() {}",
      "b.ts": "export function maxContext() {}",
    },
    "main.ts",
  ],
  [
    "only stubs",
    { "01-context-lengths.ts": stub, "03-memory-bound.ts": handedOut("03-memory-bound.ts") },
    "01-context-lengths.ts",
  ],
  ["capitals", { "01-CONTEXT-LENGTHS.TS": work }, "01-CONTEXT-LENGTHS.TS"],
  [".mts", { "01-context-lengths.mts": work, "x.ts": "export const x = 1;" }, "01-context-lengths.mts"],
  [
    ".ts.txt",
    { "01-context-lengths.ts.txt": work, "x.ts": "export const x = 1;" },
    "01-context-lengths.ts.txt",
  ],
  [
    ".ipynb.json",
    { "01-context-lengths.ipynb.json": workNotebook, "x.ts": "export const x = 1;" },
    "01-context-lengths.ipynb.json",
  ],
  [
    "an archive in the folder",
    { "01.zip": zip({ "01-context-lengths.ts": work }), "note.json": "{}" },
    "01.zip/01-context-lengths.ts",
  ],
  [
    "an archive in an archive, beside the stub",
    {
      "01-context-lengths.ts": stub,
      "a.zip": Buffer.from(zip({ "x/readme.ts": "export {};" })),
      "b.zip": zipSync({ "c.zip": zip({ "x.ts": work }) }),
    },
    "b.zip/c.zip/x.ts",
  ],
  [
    "a fork of the course",
    {
      "repo-main/exercises/01-context-lengths.ts": work,
      "repo-main/exercises/01-context-lengths.ipynb": stubNotebook,
      "repo-main/solutions/01-context-lengths.ts": otherWork,
      "repo-main/grader/src/checks/01-context-lengths/parse-context.ts": "export function parseContext() {}",
      "repo-main/lib/src/facts/index.ts": "export function maxContext() {}",
      "repo-main/notebooks/01-context-lengths.ipynb": workNotebook,
    },
    "repo-main/exercises/01-context-lengths.ts",
  ],
  [
    "an untouched fork of the course",
    {
      "exercises/01-context-lengths.ts": stub,
      "grader/src/checks/01-context-lengths/parse-context.ts": "export function parseContext() {}",
    },
    "exercises/01-context-lengths.ts",
  ],
  [
    "work at the root of a fork",
    { "exercises/01-context-lengths.ts": stub, "grader/src/x.ts": otherWork, "mine/01.ts": work },
    "mine/01.ts",
  ],
])("readSubmission(folder) grades %s", async (_, files, main) => {
  expect(await mainOf(files)).toBe(main);
});

test("readSubmission(folder) takes .mts, .TS and .ts.txt by a name that ends in .ts, or .mts", async () => {
  const { source } = await readSubmission(
    listed({ "a.TS.txt": `import "./b";\n${work}`, "b.mts": "export {};" }),
    homework,
  );
  expect(source.main).toBe("a.ts");
});

test.each<[string, Files, string, RegExp]>([
  [
    "two worked files",
    { "01-context-lengths.ts": work, "01-context-lengths.ipynb": workNotebook },
    "several-candidates",
    /anna holds several files with work \(01-context-lengths\.ipynb and 01-context-lengths\.ts\)/,
  ],
  [
    "a file and its edited copy",
    { "01-context-lengths.ts": work, "01-context-lengths (1).ts": otherWork },
    "several-candidates",
    /01-context-lengths \(1\)\.ts and 01-context-lengths\.ts/,
  ],
  [
    "work that cannot be read beside work",
    { "01-context-lengths.ts": Buffer.from(work, "utf16le"), "01-context-lengths.ipynb": workNotebook },
    "several-candidates",
    /several files/,
  ],
  [
    "work that cannot be read beside a stub",
    {
      "01-context-lengths.ts": Buffer.from(`\ufeff${work}`, "utf16le"),
      "01-context-lengths.ipynb": stubNotebook,
    },
    "unreadable",
    /UTF-16/,
  ],
  [
    "another set",
    { "03-memory-bound.ts": solution("03-memory-bound") },
    "other-set",
    /03-memory-bound\.ts holds functions of set 03 \(.*\) and none of set 01 \(parseContext, /,
  ],
  [
    "another set by this name",
    { "01-context-lengths.ts": solution("03-memory-bound") },
    "other-set",
    /functions of set 03/,
  ],
  [
    "another set's notebook",
    { "01-context-lengths.ipynb": handedOut("03-memory-bound.ipynb") },
    "other-set",
    /functions of set 03/,
  ],
  [
    "another set's stub",
    { "03-memory-bound.ts": handedOut("03-memory-bound.ts") },
    "other-set",
    /functions of set 03/,
  ],
  [
    "none of the functions",
    { "hello.ts": "export const hello = 1;" },
    "no-functions",
    /hello\.ts holds none of the functions of set 01/,
  ],
  ["an empty file", { "01-context-lengths.ts": "" }, "empty", /01-context-lengths\.ts is empty/],
  ["a blank file", { "01-context-lengths.ts": "\ufeff\r\n \t\r\n" }, "empty", /is empty/],
  ["a notebook without code", { "01-context-lengths.ipynb": notebook() }, "empty", /is empty/],
  [
    "nothing",
    { "report.pdf": "x", "work.rar": "x" },
    "empty",
    /holds no 01-context-lengths\.ts and no 01-context-lengths\.ipynb, but report\.pdf, work\.rar/,
  ],
  [
    "answers only in solutions",
    { "solutions/01-context-lengths.ts": work, "a.txt": "" },
    "empty",
    /holds no/,
  ],
  [
    "a broken archive",
    { "a.zip": "PK nonsense", "b.txt": "" },
    "unreadable",
    /a\.zip is no readable zip archive/,
  ],
])("readSubmission(folder) refuses %s, and says so", async (_, files, code, words) => {
  const error: unknown = await mainOf(files).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(NotGradable);
  expect((error as NotGradable).message).toMatch(words);
  expect((error as NotGradable).code).toBe(code);
});

test("readSubmission(folder) brings along what the file imports, in whatever spelling, and nothing else", async () => {
  const nfc = "h\u00fclfe";
  const { source, files } = await readSubmission(
    listed({
      "mine/01-m\u00fcller.ts": `import { a } from "./${nfc}";\nimport "../util/b.js";\nimport c from "./data.json";\n${work}`,
      [`mine/${nfc.normalize("NFD")}.ts`]: "export const a = 1;",
      "util/b.ts": 'export * from "./c";',
      "util/c/index.ts": "export {};",
      "mine/data.json": "{}",
      "mine/other.ts": "export {};",
    }),
    homework,
  );
  expect(source.main).toBe("mine/01-m\u00fcller.ts");
  expect(Object.keys(source.files)).toEqual([
    ...["mine/01-m\u00fcller.ts", "mine/data.json", `mine/${nfc}.ts`, "util/b.ts", "util/c/index.ts"],
  ]);
  expect(files).toHaveLength(5);
});

test("readSubmission(folder) says whether the file is as it was handed out", async () => {
  const of = async (files: Files) => (await readSubmission(listed(files), homework)).released;
  expect(await of({ "a.ts": stub.replaceAll("\n", "\r\n") })).toBe(true);
  expect(await of({ "a.ipynb": stubRun })).toBe(true);
  expect(await of({ "a.ts": begun })).toBe(false);
});
