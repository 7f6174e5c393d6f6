/** Exercises in the browser: stubs, references and mutants get the scores, verdicts and diagnoses that they get in Node. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { exercises, sets } from "../../grader/src/checks/index.ts";
import { answerOf } from "../../grader/src/learner/reference.ts";
import { librarySources } from "../../tools/build/grader.ts";
import { functions } from "../../tools/press/exercises/verdicts.ts";
import { joined, type Notebook } from "../../tools/press/notebook/ipynb.ts";
import { ROOT } from "../../tools/start/setup.mjs";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { partName, shareOf } from "../share.ts";
import { openKernel, type WebKernel } from "./support/kernel.ts";
import { verdictsOf } from "./support/verdicts.ts";

const all = (folder: string) =>
  sets.map(({ name }) => `...${folder}_${name.replaceAll("-", "_")}`).join(", ");
const imports = (folder: string) =>
  sets.map(
    ({ name }) =>
      `import * as ${folder}_${name.replaceAll("-", "_")} from ${JSON.stringify(join(ROOT, folder, `${name}.ts`))};`,
  );

/** A script that answers a message of ids. */
async function script(): Promise<string> {
  const contents = [
    ...["solutions", "exercises"].flatMap(imports),
    `import { verdictsOf } from ${JSON.stringify(join(ROOT, "test/web/support/verdicts.ts"))};`,
    `onmessage = ({ data }) => postMessage(verdictsOf(data, { ${all("solutions")} }, { ${all("exercises")} }));`,
  ].join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    plugins: [librarySources],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}

describe.skipIf(!chromiumPath)(`exercises of ${partName} in the browser`, { timeout: 600_000 }, () => {
  it("stubs, references and mutants come to what they come to in Node", async () => {
    const ids = shareOf(exercises, 3).map(({ id }) => id);
    const text = await script();
    const page = await (await sharedBrowser()).newPage();
    const here = await page.evaluate(
      ([text, ids]) =>
        new Promise((done, fail) => {
          const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = ({ message }) => fail(new Error(message));
          worker.postMessage(ids);
        }),
      [text, ids] as const,
    );
    await page.close();
    const every = async (folder: "solutions" | "exercises") =>
      Object.assign({}, ...(await Promise.all(sets.map(({ name }) => functions(folder, name)))));
    expect(here).toEqual(verdictsOf(ids, await every("solutions"), await every("exercises")));
  });

  let kernel: WebKernel | undefined;
  afterAll(() => kernel?.close());

  it.each(shareOf(sets, 1))(
    "set $id: every cell of the page checks as not started, then with full points",
    async (set) => {
      kernel ??= await openKernel();
      const notebook = JSON.parse(
        readFileSync(join(ROOT, "exercises", `${set.name}.ipynb`), "utf8"),
      ) as Notebook;
      const solutions = readFileSync(join(ROOT, "solutions", `${set.name}.ts`), "utf8");
      const codes = notebook.cells.filter(({ cell_type }) => cell_type === "code");
      for (const solved of [false, true]) {
        await kernel.restart();
        const heads: string[] = [];
        for (const [k, { id = "", source }] of codes.entries()) {
          const exercise = set.exercises.find((one) => id === `${one.id.replace(".", "-")}-solution`);
          const answer = exercise && solved && answerOf(solutions, exercise.name)!.replace(/^export /gm, "");
          const { ok, outputs } = await kernel.run(answer || joined(source), k + 1, id);
          expect({ id, ok: ok || !solved, outputs: ok ? [] : outputs }).toMatchObject({ ok: true });
          if (id.endsWith("-check"))
            heads.push(
              outputs
                .map((one) => ("data" in one ? String(one.data["text/plain"]) : ""))
                .join("")
                .split("\n")[0]!,
            );
        }
        const whole = ({ points }: { points: number }) => ` · ${points} of ${points} points`;
        const wanted = set.exercises.map((one) => (solved ? whole(one) : "not started"));
        expect(heads.map((head, k) => (head.includes(wanted[k]!) ? wanted[k] : head))).toEqual(wanted);
      }
    },
  );
});
