/** `npm run web`: writes the web edition to web/dist. */
import { join, resolve } from "node:path";
import { build, isBuilt } from "../../tools/build/build.mjs";
import { commandLine } from "../../tools/start/command-line.mjs";
import { Problem } from "../../tools/start/progress.mjs";
import { ROOT } from "../../tools/start/setup.mjs";

const { values } = commandLine({
  name: "npm run web",
  usage: `npm run web                          write the web edition to web/dist: the whole course as pages that run
npm run web -- --out FOLDER          write it there
npm run web -- --without-solutions   leave out the solutions and the hidden checks`,
  options: { out: { type: "string" }, "without-solutions": { type: "boolean" } },
});

try {
  const started = performance.now();
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  // Only now: the pages are made with what was built.
  const { makeSite, writeSite } = await import("./site.ts");
  const out = resolve(values.out ?? join(ROOT, "web", "dist"));
  const site = await makeSite({ solutions: !values["without-solutions"] });
  writeSite(site, out);
  console.log(`${out}: ${site.files.size} files, in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
