// @ts-check
/** `npm start`: set up what is missing, then open JupyterLab on the start page, in a working copy. Flags after -- go to JupyterLab. */
import "./node-version.cjs";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { checkPortIsFree, courseNotebooks, portAskedFor, signNotebooks, startServer } from "./jupyter.mjs";
import { killNow, STOP_SIGNALS, stopAll } from "./process.mjs";
import { Problem, progress } from "./progress.mjs";
import { buildIfChanged, install, ROOT } from "./setup.mjs";
import { checkCourseIsYours, makeWorkingCopies } from "./work.mjs";

const USAGE = `npm start                                          set up what is missing and open JupyterLab on the start page
npm start -- work/notebooks/03-memory-bound.ipynb   open that notebook instead
npm start -- --no-browser --port 9999               any flag of JupyterLab's: what npm start does not know goes on to it`;

let stopping = 0;
let serving = false;

async function stop() {
  // One Ctrl-C arrives twice under npm (from the terminal and from npm), so only a later one means "at once".
  if (stopping > 0) {
    if (performance.now() - stopping > 1500) killNow();
    return;
  }
  stopping = performance.now();
  console.log(serving ? "\nStopping JupyterLab and its kernels …" : "\nStopping …");
  await stopAll();
  console.log(serving ? "Stopped." : "Stopped before the end; npm start carries on from here.");
  process.exit(serving ? 0 : 130);
}

for (const signal of STOP_SIGNALS) process.on(signal, stop);
// A terminal that was closed takes no more words, and the stopping must go on without them.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

// Who ends npm by other means than Ctrl-C ends only its shell, our parent; we would stay behind with the server.
const parent = process.ppid;
const watch = setInterval(() => process.ppid !== parent && stop(), 500);
if (process.env.npm_lifecycle_event) watch.unref();
else clearInterval(watch);

/** @param {string[]} args */
async function start(args) {
  const { values, positionals } = parseArgs({
    args,
    options: { help: { type: "boolean", short: "h" } },
    strict: false, // the other flags are JupyterLab's
  });
  if (values.help) return void console.log(USAGE);
  const named = positionals.find((word) => word.endsWith(".ipynb"));
  const flags = args.filter((arg) => arg !== named);
  if (named && !existsSync(join(ROOT, named))) {
    throw new Problem(
      `There is no notebook ${named}: name one as work/notebooks/…, or none to open the start page.`,
    );
  }
  const port = portAskedFor(flags);
  if (port !== undefined) await checkPortIsFree(port);
  checkCourseIsYours(ROOT);

  const step = progress(5);
  await install(step, { jupyterLab: true });
  await buildIfChanged(step);
  const { untouched, behind } = makeWorkingCopies(ROOT, join(ROOT, "work"));
  await step("Notebooks", async () => {
    const signed = await signNotebooks(ROOT, join(ROOT, ".cache", "setup.log"), untouched);
    return signed ? "signed, so that their figures may run" : "already signed";
  });
  for (const copy of behind) {
    const word = copy.replace(/^work\/(notebooks\/)?/, "").replace(/\.(ipynb|ts)$/, "");
    console.log(`  ${copy} has your changes, and there is a newer one: npm run fresh -- ${word}`);
  }
  const notebook =
    named ??
    ["start", ...courseNotebooks(ROOT).map((path) => basename(path, ".ipynb"))]
      .map((name) => `work/notebooks/${name}.ipynb`)
      .find((path) => existsSync(join(ROOT, path))) ??
    "";
  const server = startServer(ROOT, notebook, flags);
  await step("JupyterLab's server", async (doing) => {
    doing("starting");
    await server.ready;
    return "answers";
  });

  serving = true;
  console.log(
    `\n  ${await server.ready}\n\n  Ctrl-C here stops it. The same course as pages that need no JupyterLab: npm run web -- --serve`,
  );
  const { code, lines } = await server.end;
  if (stopping) return;
  if (code !== 0) {
    throw new Problem(
      "JupyterLab stopped by itself; its last lines are below, and npm start opens it again.",
      lines,
    );
  }
  console.log("JupyterLab was shut down from its menu.");
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  if (!stopping) {
    await stopAll(2000);
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}${error.details && `\n\n${error.details}`}`);
    process.exitCode = 1;
  }
}
