/** The packages outside this repository: a consumer's types, every floor in Node and in a bundle, a page, the command line. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { sets } from "../../grader/src/checks/index.js";
import { ROOT } from "../../tools/start/setup.mjs";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { skipIfUnchanged } from "../unchanged.ts";
import { installed, longAttention, node, PACKED } from "./install.ts";

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");

/** All that may be imported. */
const entries = ["lib", "figures", "grader"].flatMap((folder) => {
  const { name, exports } = JSON.parse(read(folder, "package.json")) as { name: string; exports: object };
  const paths = Object.keys(exports).filter((path) => !path.includes("*") && !path.endsWith(".json"));
  return paths.map((path) => name + path.slice(1));
});
/** Writes a file beside the installed packages; gives its path. */
function written(name: string, text: string): string {
  const path = join(installed(), name);
  writeFileSync(path, text);
  return path;
}

describe("a consumer's TypeScript", { timeout: 600_000 }, () => {
  const { ModuleKind, ModuleResolutionKind } = ts;
  const consumer = `
import { figure, mountFigures } from "@long-attention/figures";
import { check } from "@long-attention/grader";
import { flashAttention } from "long-attention/flash";
import { percent } from "long-attention/ink/format.js";
import { attentionMap } from "long-attention/plots";
import { type Matrix, randn, rng } from "long-attention/tensor";

const Q: Matrix = randn([4, 2], rng(1));
export const good: number = flashAttention(Q, Q, Q).get(0, 0);
const bad: string = flashAttention(Q, Q, Q).get(0, 0);
flashAttention("no", 42, {});
export const svg: string = attentionMap(Q, { title: percent(0.5) }).svg;
export const html: string = figure("roofline").html;
export const all = [bad, check, mountFigures];
`;

  function errors(options: ts.CompilerOptions) {
    const program = ts.createProgram([written("consumer.ts", consumer)], {
      ...{ noEmit: true, strict: true, types: [] },
      ...options,
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => ({
      path: file?.fileName ?? "",
      line: file?.text.slice(start).split("\n")[0],
      said: ts.flattenDiagnosticMessageText(messageText, "\n"),
    }));
  }

  it.for([
    ["node16", ModuleKind.Node16, ModuleResolutionKind.Node16],
    ["nodenext", ModuleKind.NodeNext, ModuleResolutionKind.NodeNext],
    ["bundler", ModuleKind.ESNext, ModuleResolutionKind.Bundler],
  ] as const)("fails under %s at the two lines that are wrong, and nowhere else", ([, ...how], context) => {
    skipIfUnchanged(context, PACKED);
    const [module, moduleResolution] = how;
    expect(errors({ module, moduleResolution, skipLibCheck: true })).toMatchObject([
      { line: expect.stringMatching(/^bad/), said: "Type 'number' is not assignable to type 'string'." },
      {
        line: expect.stringMatching(/^"no"/),
        said: expect.stringMatching(/^Argument of type 'string' is not/),
      },
    ]);
  });

  it("finds everything that our declarations name, without skipLibCheck too", (context) => {
    skipIfUnchanged(context, PACKED);
    const all = errors({ module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext });
    expect(all.filter(({ path }) => /node_modules\/@?long-attention\//.test(path))).toEqual([]);
  });
});

describe("in Node", { timeout: 600_000 }, () => {
  it.for(entries)("import(%j) works", (entry, context) => {
    skipIfUnchanged(context, PACKED);
    const module = written("import.mjs", `console.log(Object.keys(await import("${entry}")).length);`);
    expect(node(installed(), [module])).toMatchObject({
      stdout: expect.stringMatching(/^\d+\n$/),
      stderr: "",
    });
  });

  it("no inner file can be imported", (context) => {
    skipIfUnchanged(context, PACKED);
    const module = written("inner.mjs", 'import "long-attention/gpu/memory.js";');
    expect(node(installed(), [module]).stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("the README's examples run", (context) => {
    skipIfUnchanged(context, PACKED);
    const [first, second] = [...read("lib", "README.md").matchAll(/```ts\n(.*?)```/gs)].map(
      ([, code]) => code!,
    );
    expect(Number(node(installed(), [written("first.mjs", first!)]).stdout)).toBeLessThan(1e-15);
    expect(node(installed(), [written("second.mjs", second!)])).toMatchObject({ stderr: "", status: 0 });
    expect(readFileSync(join(installed(), "weights.svg"), "utf8")).toMatch(/^<svg .*Causal weights/);
  });
});

describe("in a bundle for a browser", { timeout: 600_000 }, () => {
  const bundled = (contents: string) =>
    build({
      stdin: { contents, resolveDir: installed(), loader: "ts" },
      ...{ bundle: true, platform: "browser", format: "esm", target: "es2022", metafile: true, write: false },
      logLevel: "silent",
    });

  it.for(entries)("%s needs nothing of Node's and no document but the page's", async (entry, context) => {
    skipIfUnchanged(context, PACKED);
    const { metafile } = await bundled(`import * as all from "${entry}"; console.log(all);`);
    expect(Object.keys(metafile.inputs).some((path) => path.includes("linkedom"))).toBe(false);
  });

  /** Documents keep attributes in orders of their own, and the rules for the night follow them. */
  const inOrder = (svg: string) =>
    svg
      .replace(/<([\w:]+)((?: [\w:-]+="[^"]*")+)/g, (_, tag: string, attributes: string) =>
        [`<${tag}`, ...attributes.match(/ [\w:-]+="[^"]*"/g)!.sort()].join(""),
      )
      .replace(/(?:\[[^\]]+\]\{[^}]*\})+/g, (rules) =>
        rules
          .match(/[^}]*\}/g)!
          .sort()
          .join(""),
      );

  const page = `
import { figure, mountFigures } from "@long-attention/figures";
import { attentionMap } from "long-attention/plots";
import { randn, rng, softmaxRows } from "long-attention/tensor";

const { svg } = attentionMap(softmaxRows(randn([6, 6], rng(1))), { title: "Weights" });
export { svg };
export function draw(): void {
  document.body.innerHTML = svg + figure("roofline").html;
  mountFigures();
}
`;

  it("a plot in a worker says that there is no document", async (context) => {
    skipIfUnchanged(context, PACKED);
    const [script] = (await bundled(`${page.replaceAll("export ", "")}\ndraw();`)).outputFiles;
    const worker = written("worker.mjs", script!.text); // Node has no document either
    expect(node(installed(), [worker]).stderr).toContain("plots: there is no document to draw in");
  });

  it("a check keeps time and progress with the page around it, and finds the learner's line and our answer there", async (context) => {
    skipIfUnchanged(context, PACKED);
    const page = `
import { check, reference } from "@long-attention/grader";

const said = [];
const cell = { count: 3, code: "first\\nsecond line" };
globalThis[Symbol.for("long-attention.source-maps")] = {
  taken: [{ count: 3, code: 'import { sdpa } from "long-attention/attention";\\nfunction blockSizes() { return sdpa; }' }],
  inCell: (url) => (url.includes("inner.mjs") ? { cell, at: { line: 2, column: 1 } } : undefined),
  inFile: () => undefined,
};
globalThis[Symbol.for("long-attention.host")] = {
  progress: {},
  limit: (milliseconds, why) => milliseconds && said.push(Math.ceil(milliseconds / 1000) + " s: " + why),
  keep(progress) { this.progress = progress; },
  solutions: (set) => "export function blockSizes() {\\n  return 42;\\n}\\n// of " + set,
  exportsOf: (name) => (name === "long-attention/attention" ? ["attention"] : undefined),
};
const right = (M, d) => ({ Br: Math.min(Math.ceil(M / (4 * d)), d), Bc: Math.ceil(M / (4 * d)) });
const throws = () => { throw new Error("not yet"); };
console.log(JSON.stringify([
  check("07.2", throws).text, reference("07.2").text, check("07.2", right).passed, reference("07.2").text, said[0],
]));`;
    const [script] = (await bundled(page)).outputFiles;
    const { stdout, stderr } = node(installed(), [written("inner.mjs", script!.text)]);
    expect(stderr).toBe("");
    const [failed, closed, passed, open, limit] = JSON.parse(stdout);
    expect(failed).toContain("cell [3], line 2");
    expect(failed).toContain("Cell [3] will count otherwise when it is graded: cannot import");
    expect(closed).toContain("07.2 is still yours to solve");
    expect([passed, open]).toEqual([true, expect.stringContaining("return 42")]);
    expect(limit).toBe("10 s: 07.2 `blockSizes` did not finish within 10 s. Look for a loop that never ends");
  });

  it.skipIf(!chromiumPath)("a plot is drawn and a figure lives in Chromium", async (context) => {
    skipIfUnchanged(context, PACKED);
    const [script] = (await bundled(`${page}\ndraw();`)).outputFiles;
    const tab = await (await sharedBrowser()).newPage();
    const messages: string[] = [];
    tab.on("console", (message) => messages.push(message.text()));
    tab.on("pageerror", (error) => messages.push(String(error)));
    await tab.setContent("<!doctype html><html lang='en'><title>Page</title><body></body></html>");
    await tab.addScriptTag({ type: "module", content: script!.text });
    await tab.locator("[data-figure=roofline] .figure").waitFor();
    const drawn = await tab.locator("body > svg").evaluate((svg) => svg.getBoundingClientRect().height);
    await tab.close();
    expect(messages).toEqual([]);
    expect(drawn).toBeGreaterThan(100);
  });

  it.skipIf(!chromiumPath)(
    "a plot in Chromium is the same as in Node, where a px is more than one point of the screen",
    async (context) => {
      skipIfUnchanged(context, PACKED);
      const [script] = (await bundled(`${page}\nconsole.log(svg);`)).outputFiles;
      const tab = await (await sharedBrowser()).newPage({ deviceScaleFactor: 2 }); // Plot moves text by half a px elsewhere
      const said = tab.waitForEvent("console");
      await tab.addScriptTag({ type: "module", content: script!.text });
      const inPage = (await said).text();
      await tab.close();
      const module = written("svg.mjs", `${page.replace(": void", "")}\nconsole.log(svg);`);
      expect(inOrder(inPage)).toBe(inOrder(node(installed(), [module]).stdout.trim()));
    },
  );
});

describe("npx long-attention", { timeout: 600_000 }, () => {
  const files = [...PACKED, "solutions/00-attention.ts", "exercises/00-attention.ts"];
  const { exercises } = sets[0]!;
  const all = exercises.length;
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);

  it("check finds the exercises of the folder that it is called in", (context) => {
    skipIfUnchanged(context, files);
    mkdirSync(join(installed(), "exercises"), { recursive: true });
    cpSync(join(ROOT, "solutions", "00-attention.ts"), join(installed(), "exercises", "00-attention.ts"));
    expect(longAttention("check", "00.2", "--reference").stdout.replaceAll(/\s+/g, " ")).toContain(
      "until then npx long-attention check 00.2 --hint helps",
    );
    const { stdout, stderr, status } = longAttention("check");
    expect(status).toBe(0);
    expect(stderr).toMatch(/^Types are not checked here, .*is installed beside the grader\.\n$/); // there is no kernel
    expect(stdout).toContain(`${all} of ${all} exercises solved, ${points} of ${points} points`);
    expect(longAttention("check", "00.2", "--reference").stdout.replaceAll(/\s+/g, " ")).toContain(
      "Our answer to 00.2 comes with a copy of the whole course",
    );
  });

  it("grade grades a class of three", (context) => {
    skipIfUnchanged(context, files);
    const folder = join(installed(), "submissions");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "ada.ts"), read("solutions", "00-attention.ts"));
    writeFileSync(join(folder, "bob.ts"), read("exercises", "00-attention.ts"));
    writeFileSync(join(folder, "carol.ts"), "export const x: = 3;\n");
    const { stdout, status } = longAttention(
      ...["grade", "submissions", "--set", "00", "--out", "grades", "--sandbox", "portable", "--json"],
    );
    expect(status).toBe(3); // somebody must look at carol.ts
    expect(JSON.parse(stdout).rows).toMatchObject([
      { id: "ada.ts", status: "graded", score: points },
      { id: "bob.ts", status: "graded", score: 0 },
      { id: "carol.ts", status: "not-gradable", score: null },
    ]);
    expect(readFileSync(join(installed(), "grades", "00", "grades.csv"), "utf8")).toContain("ada.ts");
  });

  it("doctor says which sandboxes work, and --version which grader it is", (context) => {
    skipIfUnchanged(context, files);
    expect(longAttention("doctor")).toMatchObject({
      stdout: expect.stringContaining("✓ portable"),
      status: 0,
    });
    expect(longAttention("--version").stdout.trim()).toBe(JSON.parse(read("package.json")).version);
  });
});
