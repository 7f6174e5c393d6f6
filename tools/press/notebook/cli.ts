import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { COURSE, count, unchangedSince } from "../../start/unchanged.mjs";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { NORMALISED } from "./compare.ts";
import { checkName, Folder, ROOT, shown } from "./files.ts";
import { importFile } from "./import.ts";
import { NotebookError, type Problem, sentence } from "./problem.ts";
import { Report } from "./report.ts";
import { runNotebook } from "./run.ts";

interface Options {
  readonly dir?: string;
  readonly json?: boolean;
  readonly jobs: number;
  readonly timeout: number;
}

const program = new Command("notebooks").description(
  "The course's notebooks: notebooks/src/NN-name.nb.ts → notebooks/NN-name.ipynb",
);

const command = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option("--dir <folder>", "folder of the notebooks (default: notebooks)")
    .option("--json", "print one JSON document instead of lines")
    .option("--jobs <n>", "how many notebooks at a time", positive, Math.min(2, availableParallelism()))
    .option("--timeout <seconds>", "longest time for one cell", positive, 120);

command("build", "run the sources and write the notebooks with their outputs")
  .argument("[names...]", "07, 07-flash-attention or a path; default: all")
  .option("--force", "replace a notebook whose edits are not in its source")
  .action(async (words: string[], options: Options & { force?: boolean }) => {
    const folder = new Folder(options.dir);
    const report = new Report("build", options);
    await report.each(folder.select(words), async (name) => {
      checkName(name);
      const { cells, written, asksAnew } = await build(folder, name, {
        ...options,
        secondsPerCell: options.timeout,
      });
      const next = asksAnew ? "; its questions are new, so run npm run build" : "";
      return { done: `${cells} cells, ${written ? "written" : "unchanged"}${next}`, cells, written };
    });
    report.end();
  });

command("check", "build again, compare with the published notebooks, and run those in Jupyter")
  .argument("[names...]", "default: all")
  .option("--no-kernel", "leave out the run in Jupyter")
  .option("--skip-unchanged", "leave out notebooks that have passed with everything as it is now")
  .addHelpText(
    "after",
    `\nNot compared, because two honest runs may differ:\n${NORMALISED.map((one) => `  - ${one}`).join("\n")}`,
  )
  .action(async (words: string[], options: Options & { kernel: boolean; skipUnchanged?: boolean }) => {
    const folder = new Folder(options.dir);
    const report = new Report("check", options);
    await report.each(folder.select(words), async (name) => {
      checkName(name);
      const reads = [folder.source(name), folder.notebook(name), "tools/press/notebook", ...COURSE];
      const last = options.skipUnchanged
        ? unchangedSince(`check ${shown(folder.notebook(name))}, kernel ${options.kernel}`, reads)
        : undefined;
      if (last?.unchanged) return { done: "unchanged since its last pass", unchanged: true };
      const { problems, cells } = await check(folder, name, {
        kernel: options.kernel,
        secondsPerCell: options.timeout,
      });
      if (problems.length === 0) last?.remember();
      return { done: `${cells} cells agree`, cells, problems };
    });
    count(report.counts);
    report.end();
  });

command("typecheck", "type-check cells and prose expressions with TypeScript 5.9, strictly")
  .argument("[names...]", "default: all")
  .action(async (words: string[], options: Options) => {
    const folder = new Folder(options.dir);
    const report = new Report("typecheck", options);
    const names = folder.select(words).filter((name) => folder.sources().includes(name));
    const { typecheck } = await import("./typecheck.ts"); // and the compiler, which only this command needs
    report.add(typecheck(folder, names));
    report.end(`${names.length} notebooks`);
  });

command("import", "take the edits of a notebook saved in JupyterLab back into its source")
  .argument("<file.ipynb>")
  .action(async (file: string, options: Options) => {
    const folder = new Folder(options.dir);
    const report = new Report("import", options);
    await report.each([file], async () => {
      const { name, changed, notes } = await importFile(folder, resolve(file), {
        secondsPerCell: options.timeout,
      });
      const done = changed ? `written; now run "build ${name}" and reload the notebook` : "nothing to import";
      return { done: [done, ...notes.map(sentence)].join("\n  "), changed, notes };
    });
    report.end();
  });

command("run", "run a notebook in plain Node, or in its Jupyter kernel; print times and failures")
  .argument("<file.ipynb>")
  .option("--kernel", "in Jupyter")
  .action(async (file: string, options: Options & { kernel?: boolean }) => {
    const report = new Report("run", options);
    await report.each([file], async () => {
      const runs = await runNotebook(resolve(file), {
        kernel: options.kernel ?? false,
        secondsPerCell: options.timeout,
        onCell: ({ cell, seconds }) => report.line(`  cell ${cell}: ${seconds.toFixed(2)} s`),
      });
      const problems = runs.flatMap(({ cell, failure }): Problem[] =>
        failure === undefined ? [] : [{ file, cell, message: failure }],
      );
      return { done: `${runs.length} code cells`, runs, problems };
    });
    report.end();
  });

command("export", "write HTML to reports/export: figures live, without the source of cells that hold answers")
  .argument("[names...]", "default: all")
  .option("--pdf", "a PDF, too, printed by the Chromium that is there")
  .action(async (words: string[], options: Options & { pdf?: boolean }) => {
    const folder = new Folder(options.dir);
    const report = new Report("export", options);
    const { exportNotebook } = await import("./export.ts"); // and the browser, which only this command needs
    await report.each(folder.select(words), async (name) => {
      const written = await exportNotebook(folder.notebook(name), join(ROOT, "reports", "export"), {
        pdf: options.pdf ?? false,
      });
      return { done: shown(written), written };
    });
    report.end();
  });

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new RangeError(`"${text}" must be a number above 0`);
  return number;
}

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof RangeError || error instanceof NotebookError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
