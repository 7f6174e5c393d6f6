// biome-ignore-all lint/suspicious/noTemplateCurlyInString: some strings are TypeScript
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KernelClient, type Message, ROOT } from "./client.ts";

const kernel = new KernelClient();
/** Hidden, so that neither the library's build nor the exercises' checks see it. */
const NAME = `.kernel-test-${process.pid}`;
const folders = [join(ROOT, "exercises", NAME), join(ROOT, "lib", "src", NAME)];
const exercise = join(folders[0]!, "steps.ts");
const FROM = `"./exercises/${NAME}/steps"`;

beforeAll(async () => {
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  await kernel.start(join(ROOT, "exercises"));
});
afterAll(() => {
  kernel.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function resultOf(code: string): Promise<string> {
  const { reply, all } = await kernel.execute(code);
  return all("execute_result")[0]?.data["text/plain"] ?? `${reply.status} ${reply.evalue ?? ""}`;
}

it("cells read files and import neighbours from the notebook's folder", async () => {
  writeFileSync(join(folders[0]!, "near.ts"), "export const near = (): string => __filename;\n");
  writeFileSync(join(folders[0]!, "data.json"), '{ "n": 5 }');
  expect(await resultOf('import path from "node:path"; path.basename(process.cwd())')).toBe("'exercises'");
  expect(
    await resultOf(`import { readFileSync } from "node:fs"; readFileSync("${NAME}/data.json", "utf8")`),
  ).toBe("'{ \"n\": 5 }'");
  const there = `'${join(folders[0]!, "near.js")}'`;
  expect(await resultOf(`import { near } from "./${NAME}/near";\nnear()`)).toBe(there);
  expect(await resultOf("near()")).toBe(there);
  expect(await resultOf(`import { near } from "../exercises/${NAME}/near.js";\nnear()`)).toBe(there);
  expect(await resultOf(`const dynamic = await import("./${NAME}/near");\ndynamic.near()`)).toBe(there);
  expect(await resultOf(`import data from "./${NAME}/data.json";\ndata.n`)).toBe("5");
  expect(await resultOf(`const n: string = data.n;`)).toContain("Type 'number' is not assignable");
  expect(await resultOf(`require("./${NAME}/data.json").n`)).toBe("5");
});

it("what is not beside the notebook is looked for in the project's root", async () => {
  expect(await resultOf(`import { near } from "./exercises/${NAME}/near";\ntypeof near`)).toBe("'function'");
  expect(await resultOf('require("./nowhere")')).toBe("error Cannot find module './nowhere'");
});

it("an edited exercise takes effect on the next run of its cell", async () => {
  writeFileSync(exercise, "export const step = (x: number): number => x + 1;\n");
  const cell = `import { step } from ${FROM};\nstep(1)`;
  expect(await resultOf(cell)).toBe("2");
  writeFileSync(exercise, "export const step = (x: number): number => x + 10;\n");
  expect(await resultOf(cell)).toBe("11");
});

it("an edited type is an edited type", async () => {
  writeFileSync(exercise, "export const step = (x: string): string => `${x}!`;\n");
  expect(await resultOf(`import { step } from ${FROM};\nstep(1)`)).toContain(
    "line 2, column 6: Argument of type 'number'",
  );
  expect(await resultOf(`import { step } from ${FROM};\nstep("a")`)).toBe("'a!'");
});

it("an edit counts after a failed run and other cells in between", async () => {
  const file = join(folders[0]!, "todo.ts"); // imported by no cell that succeeded, so tslab has let go of it
  writeFileSync(file, 'export const todo = (): number => { throw new Error("not yet"); };\n');
  const cell = `import { todo } from "./exercises/${NAME}/todo";\ntodo()`;
  expect(await resultOf(cell)).toContain("not yet");
  expect(await resultOf("1 + 1")).toBe("2");
  writeFileSync(file, "export const todo = (): number => 42;\n");
  expect(await resultOf(cell)).toBe("42");
});

it("an error in an exercise is shown at its line in the file", async () => {
  writeFileSync(
    exercise,
    "/** A type. */\ntype T = number;\n\nexport function fail(x: T): T {\n  throw new RangeError(`no ${x}`);\n}\n",
  );
  const { reply } = await kernel.execute(`import { fail } from ${FROM};\nfail(3)`);
  expect(reply.traceback).toEqual([
    "RangeError: no 3",
    `exercises/${NAME}/steps.ts:5:9:`,
    "  5 |   throw new RangeError(`no ${x}`);",
    "    |         ^",
    `    at fail (exercises/${NAME}/steps.ts:5:9)`,
    `    at cell [${reply.execution_count}], line 2, column 5`,
  ]);
});

it("a type error in an exercise is shown at its line in the file", async () => {
  writeFileSync(exercise, "export const n = 1;\nexport const s: string = n;\n");
  const { reply } = await kernel.execute(`import { s } from ${FROM};\ns`);
  expect(reply.traceback).toEqual([
    `TypeScript error at exercises/${NAME}/steps.ts line 2, column 14: Type 'number' is not assignable to type 'string'. (TS2322)`,
    "  2 | export const s: string = n;",
    "    |              ^",
  ]);
});

it("an edit reaches files that import the edited one", async () => {
  writeFileSync(exercise, "export const base = 1;\n");
  writeFileSync(
    join(folders[0]!, "outer.ts"),
    'import { base } from "./steps.js";\nexport const outer = () => base + 100;\n',
  );
  const cell = `import { outer } from "./exercises/${NAME}/outer";\nouter()`;
  expect(await resultOf(cell)).toBe("101");
  writeFileSync(exercise, "export const base = 2;\n");
  expect(await resultOf(cell)).toBe("102");
});

it("a file that is imported before it exists is found once it does", async () => {
  const cell = `import { born } from "./exercises/${NAME}/later";\nborn`;
  expect(await resultOf(cell)).toContain("Cannot find module");
  writeFileSync(join(folders[0]!, "later.ts"), "export const born = 1;\n");
  expect(await resultOf(cell)).toBe("1");
});

it("a renamed file is found by its new name and not by its old one", async () => {
  const cell = (name: string) => `import { born } from "./exercises/${NAME}/${name}";\nborn`;
  renameSync(join(folders[0]!, "later.ts"), join(folders[0]!, "moved.ts"));
  expect(await resultOf(cell("moved"))).toBe("1");
  expect(await resultOf(cell("later"))).toContain("Cannot find module");
});

it("a deleted file is missed where it is imported, and variables stay", async () => {
  expect(await resultOf("const kept = 7; kept")).toBe("7");
  rmSync(exercise);
  expect(await resultOf(`import { base } from ${FROM};\nbase`)).toContain("Cannot find module");
  expect(await resultOf("kept")).toBe("7");
  writeFileSync(exercise, "export const base = 3;\n");
  expect(await resultOf(`import { base } from ${FROM};\nbase`)).toBe("3");
});

it("an edit of the library is spoken of, once, below the cell that uses it", async () => {
  const file = join(ROOT, "lib/src/attention/cost.ts");
  const [text, { atime, mtime }] = [readFileSync(file, "utf8"), statSync(file)];
  const note = ({ type, content }: Message) => type === "stream" && content.text.startsWith("Note: cells");
  try {
    writeFileSync(file, `${text}// edited\n`);
    await kernel.execute('import { attentionFlops } from "long-attention/attention";');
    expect((await kernel.waitFor(note)).content).toEqual({
      name: "stderr",
      text: "Note: cells do not see your edit of cost.ts yet. Run npm run build, then restart the kernel.\n",
    });
    writeFileSync(file, text);
    expect((await kernel.execute("attentionFlops")).printed("stderr")).toBe("");
  } finally {
    writeFileSync(file, text);
    utimesSync(file, atime, mtime);
  }
});

it("files may come, change and go in lib/src and in exercises while the kernel runs", async () => {
  for (const folder of folders) {
    for (let i = 0; i < 5; i++) {
      writeFileSync(join(folder, `stray-${i}.ts`), `export const n = ${i};\n`);
      expect(await resultOf(`kept + ${i}`)).toBe(String(7 + i));
      writeFileSync(join(folder, `stray-${i}.ts`), "export const n = 'edited';\n");
    }
    rmSync(join(folder, "stray-0.ts"));
    renameSync(join(folder, "stray-1.ts"), join(folder, "stray-9.ts"));
    expect(await resultOf("kept")).toBe("7");
  }
});
